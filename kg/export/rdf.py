"""The graph as RDF, sorted: Turtle, TriG, N-Triples and N-Quads.

All hold the same triples: Turtle and N-Triples the union of the graphs, each triple once, TriG and
N-Quads every triple in its named graph. The same graph gives the same bytes in whatever order it
was stored. IRIs of the project stand relative to its base where the syntax allows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.graph.terms import PREFIXES, RDF
from kg.identifiers import BASE
from kg.sparql import Term

_TYPE = RDF["type"]


def turtle(store: Store) -> bytes:
    """Return the union of all graphs as sorted Turtle."""
    return _serialized(sorted_triples(store), RdfFormat.TURTLE)


def ntriples(store: Store) -> bytes:
    """Return the union of all graphs as sorted N-Triples."""
    return _lines(sorted_triples(store), RdfFormat.N_TRIPLES)


def trig(store: Store) -> bytes:
    """Return all named graphs as sorted TriG."""
    graphs = (_sorted_quads(store, graph) for graph in _sorted_graphs(store))
    return _serialized(chain.from_iterable(graphs), RdfFormat.TRIG)


def nquads(store: Store) -> Iterator[bytes]:
    """Yield the named graphs as sorted N-Quads, graph by graph: as much memory as one takes."""
    for graph in _sorted_graphs(store):
        yield _lines(_sorted_quads(store, graph), RdfFormat.N_QUADS)


def sorted_triples(store: Store) -> list[Triple]:
    """Return the union of all graphs by subject, its classes first, then property and object."""
    union = store.quads_for_pattern(None, None, None, DefaultGraph())
    return sorted((quad.triple for quad in union), key=triple_key)


def _sorted_graphs(store: Store) -> list[NamedNode | BlankNode]:
    return sorted(store.named_graphs(), key=str)


def _sorted_quads(store: Store, graph: NamedNode | BlankNode) -> list[Quad]:
    held = store.quads_for_pattern(None, None, None, graph)
    return sorted(held, key=lambda quad: triple_key(quad.triple))


def _serialized(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    content = serialize(statements, format=form, prefixes=dict(PREFIXES), base_iri=BASE)
    return content if content is not None else b""


def _lines(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    return serialize(statements, format=form) or b""


def triple_key(triple: Triple) -> tuple[str, bool, str, tuple[str, str, str]]:
    """Order by subject, its class first, then by predicate and object."""
    subject, predicate = str(triple.subject), triple.predicate
    return subject, predicate != _TYPE, predicate.value, _object_key(triple.object)


def _object_key(term: Term) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        return term.value, term.language or "", term.datatype.value
    return (term.value if isinstance(term, NamedNode) else str(term)), "", ""
