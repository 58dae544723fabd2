"""Every named query gives its golden rows, and in four engines the same ones.

The rows of the seeds are held against the facts too, counted in Python and not by SPARQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib import Graph

from kg import resources
from kg.builder import build, extract_source
from kg.endpoint import Endpoint, GraphStore
from kg.load import load
from kg.query import find, run
from kg.readers import find as find_documents
from kg.readers import read
from kg.records import Plan, Program, Reading, Target
from kg.sparql import Answer, Engine
from kg.store import open_read_only
from kg.tables import Cell
from tests import servers
from tests.golden import queries as golden

CASES = [
    *((name, parameters) for name, parameters in golden.SEEDS.items()),
    *((name, parameters) for name, parameters in golden.YEARS.items()),
]
ENGINES = ("embedded", "rdflib", "oxigraph", "virtuoso")


class InRdflib:
    """An rdflib graph in memory, asked as the other engines are."""

    def __init__(self, turtle: Path) -> None:
        self._graph = Graph().parse(turtle, format="turtle")

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Answer:
        result = self._graph.query(query, initNs=dict(prefixes or {}))
        content = result.serialize(format="json")
        assert content is not None
        return parse_query_results(content, format=QueryResultsFormat.JSON)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("two-years")
    build([golden.TWO_YEARS], out)
    return out


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """Return four engines that hold the seeds and the two years."""
    out = tmp_path_factory.mktemp("all")
    build([resources.seeds(), golden.TWO_YEARS], out)
    store = open_read_only(out)
    with (
        servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as oxigraph,
        servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as virtuoso,
    ):
        found: dict[str, Engine] = {"embedded": store, "rdflib": InRdflib(out / "graph.ttl")}
        for name, server in (("oxigraph", oxigraph), ("virtuoso", virtuoso)):
            found[name] = Endpoint(server.endpoint)
            target = GraphStore(server.store, user=server.user, password=server.user)
            load(store, target, Endpoint(server.endpoint))
        yield found


@pytest.mark.parametrize("name", golden.SEEDS)
def test_rows_of_the_seeds(exports: Path, name: str) -> None:
    wanted = (golden.FOLDER / f"{name}.tsv").read_text("utf-8")
    assert golden.rows(open_read_only(exports), name, golden.SEEDS[name]) == wanted


@pytest.mark.parametrize("name", golden.YEARS)
def test_rows_of_two_years(two_years: Path, name: str) -> None:
    wanted = (golden.FOLDER / f"{name}.two-years.tsv").read_text("utf-8")
    assert golden.rows(open_read_only(two_years), name, golden.YEARS[name]) == wanted


@pytest.mark.parametrize(
    ("name", "parameters"), CASES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(CASES)]
)
def test_rows_are_the_same_in_every_engine(
    engines: dict[str, Engine], name: str, parameters: golden.Parameters
) -> None:
    found = {engine: run(engines[engine], find(name), parameters).rows for engine in ENGINES}
    assert found == dict.fromkeys(ENGINES, found["embedded"])


@pytest.fixture(scope="module")
def facts() -> list[Reading]:
    search = find_documents([resources.seeds()])
    assert not search.errors
    return [extract_source(read(found)) for found in search.found]


def region(reading: Reading) -> str | None:
    [plan] = [fact.content for fact in reading.facts if isinstance(fact.content, Plan)]
    return plan.region


def programs(reading: Reading) -> Counter[str]:
    return Counter(fact.content.name for fact in reading.facts if isinstance(fact.content, Program))


def targets(reading: Reading) -> list[Target]:
    return [fact.content for fact in reading.facts if isinstance(fact.content, Target)]


def asked(exports: Path, name: str, **parameters: str) -> tuple[tuple[Cell, ...], ...]:
    return run(open_read_only(exports), find(name), parameters).rows


def test_programs_are_those_of_the_facts(exports: Path, facts: list[Reading]) -> None:
    of = {code: programs(reading) for reading in facts if (code := region(reading))}
    for code, wanted in of.items():
        found = {row[0]: row[2] for row in asked(exports, "programs-of-region", region=code)}
        assert found == wanted
    for one in of:
        for other in of.keys() - {one}:
            pair = {"region_a": one, "region_b": other}
            shared = {row[0] for row in asked(exports, "shared-programs", **pair)}
            alone = {row[0] for row in asked(exports, "only-in", **pair)}
            assert shared == of[one].keys() & of[other].keys()
            assert alone == of[one].keys() - of[other].keys()
        rows = asked(exports, "overlap-by-program", region=one)
        assert {row[0]: row[2:5] for row in rows} == {
            other: (len(common), len(of[one]), len(of[other]))
            for other in of.keys() - {one}
            if (common := of[one].keys() & of[other].keys())
        }


def test_targets_are_those_of_the_facts(exports: Path, facts: list[Reading]) -> None:
    for reading in facts:
        code = region(reading)
        if code is None:
            continue
        found = asked(exports, "targets-of-region", region=code)
        assert sorted(((row[1], row[3], row[5]) for row in found), key=repr) == sorted(
            ((target.indicator, target.value, target.unit) for target in targets(reading)), key=repr
        )
    above = [
        target.value
        for reading in facts
        for target in targets(reading)
        if target.concept and target.concept.endswith("/xin-zeng-xue-wei") and target.value
    ]
    rows = asked(exports, "targets-above", indicator="新增学位", number="30000")
    assert [row[5] for row in rows] == [value for value in above if value >= Decimal(30000)]
    assert len(rows) == 1
