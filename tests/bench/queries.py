"""How long every named query takes on a large graph, embedded, and the slowest three in rdflib.

``python tests/bench/queries.py [FOLDER] [TRIPLES]``: documents of FOLDER (the seeds, where none is
given) are varied until their graph has TRIPLES (a million): each becomes the plan of another region
and year, with its paragraphs in another order and other digits in its numbers.
"""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, Store
from rdflib import Graph

from kg import resources
from kg.builder import Rules, extract_source
from kg.export.rdf import ntriples
from kg.graph import VOCABULARIES, Run, document_quads, reference_quads, used_regions
from kg.identifiers import digest
from kg.query import NamedQuery, named_queries, run, sparql
from kg.query import find as find_query
from kg.readers import find, read
from kg.records import Plan, Source
from kg.regions import Tier, table
from kg.store import open_read_only, write
from kg.tables import Cell
from kg.version import __version__

_NUMBER = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d+")
_YEARS = range(2016, 2026)
_REPEATS = 3
_SLOWEST = 3
_PATIENCE = 120  # seconds for a query in rdflib


def varied(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the documents again and again, each time as the plan of another region and year."""
    chance = random.Random(2026)
    counties = [name for name in table().periods if table().now(name).tier is not Tier.PROVINCE]
    homes = [(region, year) for year in _YEARS for region in counties]
    chance.shuffle(homes)
    bodies = [_anonymous(source) for source in sources]
    for (source, body), (region, year) in zip(cycle(bodies), homes, strict=False):
        blocks = body.split("\n")
        chance.shuffle(blocks)
        digits = _NUMBER.sub(lambda match: _other_digits(match[0], chance), "\n".join(blocks))
        names = [table().now(part).name for part in reversed(table().chain(region))]
        text = f"{''.join(names[1:] or names)}{year}年教育工作要点\n\n{digits}"
        name = f"{region}-{year}.txt"
        yield replace(source, document=name, digest=digest(text.encode()), text=text)


def _anonymous(source: Source) -> tuple[Source, str]:
    """Return a document and its text without the names of its own regions."""
    plans = [fact.content for fact in extract_source(source).facts if fact.content.kind == "plan"]
    own = {plan.region for plan in plans if isinstance(plan, Plan) and plan.region}
    periods = [table().now(part) for region in own for part in table().chain(region)]
    names = sorted({name for period in periods for name in (period.name, period.short)}, key=len)
    text = source.text
    for name in reversed(names):
        text = text.replace(name, "我")
    return source, text


def _other_digits(number: str, chance: random.Random) -> str:
    return "".join(chance.choice("123456789") if digit != "0" else digit for digit in number)


def _quads(folder: Path, triples: int) -> Iterator[Quad]:
    """Yield the graphs of varied documents until there are enough, and what they refer to."""
    rules = Rules()
    made = Run(__version__, rules.digest())
    sources = [read(found) for found in find([folder]).found]
    used: set[str] = set()
    count = 0
    for source in varied(sources):
        quads = document_quads(extract_source(source), made)
        used |= used_regions(quads)
        count += len(quads)
        yield from quads
        if count >= triples:
            break
    files = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    yield from reference_quads(files, table(), used)


def _busiest(store: Store) -> Mapping[str, str]:
    """Return parameters that meet much: the regions, program and indicator of most plans."""
    regions = sorted(run(store, find_query("regions"), {}).records(), key=_plans)
    indicators = sorted(run(store, find_query("indicators"), {}).records(), key=_plans)
    programs = sorted(run(store, find_query("programs"), {}).records(), key=_plans)
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


def _embedded(store: Store, query: NamedQuery, given: Mapping[str, str]) -> tuple[float, int]:
    """Return the best time of several and the number of rows."""
    times = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        rows = run(store, query, _for(query, given)).rows
        times.append(time.perf_counter() - started)
    return min(times), len(rows)


def _in_rdflib(graph: Graph, text: str) -> str:
    """Return time and rows in rdflib, or that it was stopped."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(_PATIENCE)
    started = time.perf_counter()
    try:
        rows = len(list(graph.query(text)))
    except TimeoutError:
        return f"stopped in rdflib after {_PATIENCE} s"
    finally:
        signal.alarm(0)
    return f"{time.perf_counter() - started:7.3f} s  {rows:6} rows in rdflib"


def _for(query: NamedQuery, given: Mapping[str, str]) -> Mapping[str, str]:
    return {parameter.name: given[parameter.name] for parameter in query.parameters}


def main(folder: Path, triples: int) -> None:
    """Print a row a query."""
    with TemporaryDirectory() as built:
        started = time.perf_counter()
        write(_quads(folder, triples), Path(built))
        store = open_read_only(Path(built))
        held = sum(1 for _ in store.quads_for_pattern(None, None, None, None)) // 2
        print(f"about {held} triples, read and stored in {time.perf_counter() - started:.0f} s")
        given = _busiest(store)
        times = {query: _embedded(store, query, given) for query in named_queries()}
        for query, (seconds, rows) in sorted(times.items(), key=lambda item: -item[1][0]):
            print(f"{query.name:26} {seconds:7.3f} s  {rows:6} rows")
        slowest = sorted(times, key=lambda query: -times[query][0])[:_SLOWEST]
        started = time.perf_counter()
        graph = Graph().parse(data=ntriples(store), format="nt")
        print(f"rdflib has read them in {time.perf_counter() - started:.0f} s")
        for query in slowest:
            started = time.perf_counter()
            rows = len(list(graph.query(sparql(store, query, _for(query, given)))))
            print(
                f"{query.name:26} {time.perf_counter() - started:7.3f} s  {rows:6} rows in rdflib"
            )


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(
        Path(asked[0]) if asked else resources.seeds(),
        int(asked[1]) if len(asked) > 1 else 1_000_000,
    )
