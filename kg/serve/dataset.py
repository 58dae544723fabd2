"""The graphs that a query is asked of (SPARQL 1.1 Protocol, 2.1.4, and FROM, SPARQL 1.1, 13.2).

A graph is only ever one of the store; an unknown name means an empty graph, and nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.graph.terms import PREFIXES
from kg.serve.protocol import Asked
from kg.sparql import Answer

_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dataset:
    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


def ask(store: Store, asked: Asked, base: str) -> Answer:
    """Return the answer to a query; the engine's errors are its own (``kg.sparql``)."""
    dataset = _asked_for(asked) if asked.has_dataset else _from(asked.query, base)
    default: list[NamedNode | BlankNode | DefaultGraph] | None = None
    named: list[NamedNode | BlankNode] | None = None
    if dataset is not None:  # what is given here counts before what the query says
        default, named = [*dataset.default], [*dataset.named]
        if len(default) > 1:
            store, default = _merged(store, dataset), [DefaultGraph()]
    return store.query(
        asked.query,
        base_iri=base,
        prefixes=dict(PREFIXES),
        default_graph=default,
        named_graphs=named,
    )


def _asked_for(asked: Asked) -> _Dataset:
    return _Dataset(
        tuple(map(NamedNode, asked.default_graphs)), tuple(map(NamedNode, asked.named_graphs))
    )


def _from(query: str, base: str) -> _Dataset | None:
    """Return the graphs that a query names itself, where several make up its default graph.

    One graph, or none, the engine reads itself.
    """
    if len(_FROM.findall(query)) < 2:
        return None
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = translateQuery(parseQuery(query), base, dict(PREFIXES))
    except Exception:  # the engine knows more of SPARQL; what is wrong it will say
        return None
    clauses = parsed.algebra.datasetClause or ()
    default = dict.fromkeys(NamedNode(str(clause.default)) for clause in clauses if clause.default)
    named = dict.fromkeys(NamedNode(str(clause.named)) for clause in clauses if clause.named)
    return _Dataset(tuple(default), tuple(named)) if len(default) > 1 else None


def _merged(store: Store, dataset: _Dataset) -> Store:
    """Return the graphs of a dataset with the default ones merged, each triple once.

    The engine would give a row for each graph that has a triple.
    """
    merged = Store()
    for graph in dataset.default:
        triples = store.quads_for_pattern(None, None, None, graph)
        merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in triples)
    for graph in dataset.named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
