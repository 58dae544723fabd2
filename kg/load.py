"""A built graph goes to a remote store, graph by graph, and is counted there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.endpoint import Endpoint, GraphStore
from kg.errors import EndpointError
from kg.graph.terms import RDF, SKOS
from kg.identifiers import BASE
from kg.progress import SILENT, Progress
from kg.sparql import select

_PROBE = BASE + "probe"
_MOST = 50_000  # triples of one request, some ten megabytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a remote store holds now: the graphs put, and those of others below our base."""

    graphs: int
    triples: int
    union_put: bool
    strangers: tuple[str, ...]


def load(
    store: Store,
    target: GraphStore,
    endpoint: Endpoint,
    *,
    prune: bool = False,
    progress: Progress = SILENT,
) -> Loaded:
    """Put every named graph of ``store`` in the place of the remote one of its name.

    Where the default graph of the remote store is not the union of its graphs, the union is put
    there, so that the named queries find what they find here. Graphs of the project that the store
    has and we have not are named, and dropped with ``prune``; kept, they have lost their share in
    the default graph, and what only they needed of the graph of regions. EndpointError where the
    store holds another number of triples afterwards than it was given.
    """
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    given = {
        name: _put(target, name, store.quads_for_pattern(None, None, None, NamedNode(name)))
        for name in progress.over(names, len(names), "loading")
    }
    is_union = _is_union(target, endpoint)
    if not is_union:
        _put(target, None, store.quads_for_pattern(None, None, None, DefaultGraph()))
    held = _held(endpoint)
    strangers = tuple(sorted(held.keys() - set(names)))
    if prune:
        for name in strangers:
            target.delete(name)
    for name, number in given.items():
        if held.get(name) != number:
            raise EndpointError(
                f"holds {held.get(name, 0)} triples of {name}, and was given {number}",
                where=endpoint.url,
            )
    return Loaded(len(given), sum(given.values()), not is_union, strangers)


def _put(target: GraphStore, name: str | None, quads: Iterator[Quad]) -> int:
    """Put a graph, in parts where it is large, and return its number of triples."""
    triples = (quad.triple for quad in quads)
    part = list(islice(triples, _MOST))
    target.put(name, part)
    number = len(part)
    while part := list(islice(triples, _MOST)):
        target.post(name, part)
        number += len(part)
    return number


def _is_union(target: GraphStore, endpoint: Endpoint) -> bool:
    """Tell whether the default graph shows what a named graph holds, by one triple put and gone."""
    probe = NamedNode(_PROBE)
    target.put(_PROBE, [Triple(probe, RDF["type"], SKOS["Concept"])])
    try:
        return select(endpoint, f"ASK {{ {probe} a skos:Concept }}").rows == ((True,),)
    finally:
        target.delete(_PROBE)


def _held(endpoint: Endpoint) -> dict[str, int]:
    """Return how many triples each graph of the project has in the remote store."""
    rows = select(
        endpoint,
        "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } "
        f'FILTER (STRSTARTS(STR(?graph), "{BASE}")) }} GROUP BY ?graph',
    ).rows
    return {str(name): count for name, count in rows if isinstance(count, int) and count}
