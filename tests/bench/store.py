"""The store and the writing of Turtle beside rdflib, from one file of N-Triples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store
from rdflib import Graph

from kg.export.rdf import ntriples, turtle
from kg.graph.terms import PREFIXES
from kg.sparql import select
from kg.store import open_read_only
from tests.bench.graphs import load, nquads
from tests.bench.record import Record, Settings, compared, in_turn, seconds

BASELINE, OURS = "rdflib, in memory", "kg: Oxigraph, on disk"
_TRIPLES = 200_000  # rdflib writes the Turtle of a million in more than four minutes
_ROUNDS = 3
_QUERY = """
SELECT ?program (COUNT(DISTINCT ?plan) AS ?plans) (AVG(?value) AS ?average) {
  ?plan eduplan:program ?program ; eduplan:target ?target . ?target eduplan:value ?value
} GROUP BY ?program ORDER BY DESC(?plans)
"""


def records(settings: Settings) -> Iterator[Record]:
    """Yield how long loading, an aggregate query and Turtle take in both."""
    made = settings.work / "made"
    triples = load(nquads(_few(settings), settings.jobs, settings.corpus), made)
    path = settings.work / "graph.nt"
    path.write_bytes(ntriples(open_read_only(made)))
    graph = Graph()
    loading = {BASELINE: seconds(lambda: graph.parse(path, format="nt"))}
    loading[OURS] = seconds(lambda: _loaded(path, settings.work / "store"))
    store = Store.read_only(str(settings.work / "store"))
    note = {OURS: f"{triples:,} triples in both"}
    yield from compared("loading", "s", loading, BASELINE, notes=note)
    query = _query()
    rows = len(list(graph.query(query))), len(select(store, query).rows)
    if rows[0] != rows[1]:
        raise AssertionError(f"the two give {rows[0]} and {rows[1]} rows")
    work = {BASELINE: lambda: list(graph.query(query)), OURS: lambda: select(store, query)}
    asking = in_turn(work, 1 if settings.small else _ROUNDS)
    yield from compared("aggregate query", "s", asking, BASELINE)
    writing = {
        BASELINE: seconds(lambda: graph.serialize(format="turtle")),
        OURS: seconds(lambda: turtle(store)),
    }
    yield from compared("sorted Turtle", "s", writing, BASELINE)


def _few(settings: Settings) -> int:
    return 3_000 if settings.small else _TRIPLES


def _loaded(path: Path, folder: Path) -> Store:
    store = Store(str(folder))
    store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    return store


def _query() -> str:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return prefixes + _QUERY
