"""How long every named query takes on large graphs, each in a process that can be stopped."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import Store

from kg.query import find, named_queries, run
from kg.store import open_read_only
from kg.tables import Cell
from tests.bench.graphs import load, nquads
from tests.bench.record import Record, Settings

_TRIPLES = (1_000_000, 10_000_000)
_REPEATS = 3
_ENOUGH = 5  # seconds; what takes longer is not repeated
_PATIENCE = 120  # seconds for a query
_ALL = "(read and load the documents)"


def records(settings: Settings) -> Iterator[Record]:
    """Yield the seconds of each query, and its rows, graph by graph."""
    for triples in (5_000,) if settings.small else _TRIPLES:
        folder = settings.work / str(triples)
        name = f"{triples:,} triples"
        start = time.perf_counter()
        held = load(nquads(triples, settings.jobs, settings.corpus), folder)
        taken = time.perf_counter() - start
        note = f"{held:,} in the default graph, with vocabularies and regions"
        yield Record(_ALL, name, taken, "s", note=note)
        given = busiest(open_read_only(folder))
        slowest_first = sorted(_answers(folder, given), key=lambda answer: -answer[1])
        for query, taken, rows in slowest_first:
            late = "" if rows >= 0 else f"stopped after {_PATIENCE} s with {name}"
            yield Record(query, name, taken if not late else None, "s", note=late)
            yield Record(query, f"{name}, rows", rows if not late else None, "")


def busiest(store: Store) -> Mapping[str, str]:
    """Return parameters that meet much: the regions, program and indicator of most plans."""
    regions = sorted(run(store, find("regions"), {}).records(), key=_plans)
    indicators = sorted(run(store, find("indicators"), {}).records(), key=_plans)
    programs = sorted(run(store, find("programs"), {}).records(), key=_plans)
    return {
        "indicator": str(indicators[-1]["indicator"]),
        "number": "10",
        "program": str(programs[-1]["program"]),
        "region": str(regions[-1]["region_code"]),
        "region_a": str(regions[-1]["region_code"]),
        "region_b": str(regions[-2]["region_code"]),
        "year": str(regions[-1]["last_year"]),
    }


def _plans(row: Mapping[str, Cell]) -> int:
    return row["plans"] if isinstance(row["plans"], int) else 0


def _answers(folder: Path, given: Mapping[str, str]) -> Iterator[tuple[str, float, int]]:
    """Yield each query with its best time and its rows; -1 rows where it was stopped.

    Oxigraph ends no query before it is over, so its process is ended.
    """
    context = get_context("spawn")
    for query in named_queries():
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(there, folder, query.name, given))
        process.start()
        there.close()
        try:
            came = here.poll(_PATIENCE)
            taken, rows = here.recv() if came else (float(_PATIENCE), -1)
        finally:
            process.kill()
            process.join()
            here.close()
        yield query.name, taken, rows


def _answer(connection: Connection, folder: Path, name: str, given: Mapping[str, str]) -> None:
    """Send how long a query takes, the best of several times, and how many rows it gives."""
    store, query = open_read_only(folder), find(name)
    parameters = {parameter.name: given[parameter.name] for parameter in query.parameters}
    times: list[float] = []
    rows = 0
    while len(times) < _REPEATS and sum(times) < _ENOUGH:
        start = time.perf_counter()
        rows = len(run(store, query, parameters).rows)
        times.append(time.perf_counter() - start)
    connection.send((min(times), rows))
