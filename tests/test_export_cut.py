"""A part of a graph is a graph that keeps to the shapes and whose quotes are proved."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import QueryError
from kg.export.cut import Part, cut
from kg.export.formats import FILES, FOLDERS
from kg.graph.terms import EDUPLAN, RDF
from kg.prove import prove
from kg.sparql import select
from kg.store import open_read_only
from kg.validate import validate
from tests import examples


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def counts(store: Store) -> dict[str, int]:
    """Return how many there are of what a cut is about."""
    kinds = Counter(
        quad.object.value.rpartition("#")[2]
        for quad in store.quads_for_pattern(None, RDF["type"], None, DefaultGraph())
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(EDUPLAN.base)
    )
    wanted = ("Plan", "Section", "Mention", "Target", "Citation", "Fault", "SourceDocument")
    return {kind: kinds[kind] for kind in wanted if kinds[kind]}


def programs(store: Store) -> list[object]:
    asked = "SELECT DISTINCT ?p { ?plan a eduplan:Plan ; eduplan:program ?p } ORDER BY ?p"
    return [row[0] for row in select(store, asked).rows]


EAST = {
    "Plan": 1, "Section": 1, "Mention": 3, "Target": 4, "Citation": 1, "Fault": 2,
    "SourceDocument": 1,
}  # fmt: skip
WEST = {"Plan": 1, "Mention": 1, "Target": 3, "SourceDocument": 1}
BOTH = {name: EAST.get(name, 0) + WEST.get(name, 0) for name in EAST}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(regions=("连云港",)), EAST),
        (Part(regions=("江苏省",)), EAST),
        (Part(regions=("421200",)), WEST),
        (Part(regions=("江苏省", "咸宁市")), BOTH),
        (Part(years=("2023",)), BOTH),
        (Part(years=("2022", "2023"), regions=("湖北",)), WEST),
        (
            Part(programs=("双减",)),
            {"Plan": 3, "Section": 1, "Mention": 3, "Fault": 3, "SourceDocument": 3},
        ),
        (
            Part(programs=("青蓝课程",)),
            {"Plan": 1, "Section": 1, "Mention": 1, "Target": 1, "Fault": 2, "SourceDocument": 1},
        ),
        (
            Part(programs=("双减", "青蓝课程"), regions=("连云港",), years=("2023",)),
            {"Plan": 1, "Section": 1, "Mention": 2, "Target": 1, "Fault": 2, "SourceDocument": 1},
        ),
    ],
)  # fmt: skip
def test_a_part_holds_the_statements_of_its_plans(
    store: Store, part: Part, expected: dict[str, int]
) -> None:
    found = cut(store, part)
    assert counts(found) == expected
    assert validate(found) == ()


def test_a_plan_of_a_part_leads_to_nothing_that_is_not_there(store: Store) -> None:
    assert programs(cut(store, Part(programs=("青蓝课程",)))) == [examples.FOUND]
    assert programs(cut(store, Part(regions=("连云港",)))) == [examples.FOUND, examples.NATIONAL]
    links = "eduplan:target|eduplan:program|eduplan:fault|dct:references|dct:isPartOf"
    asked = f"SELECT ?o {{ ?s {links} ?o FILTER NOT EXISTS {{ ?o a ?c }} }}"
    for part in (Part(programs=("青蓝课程",)), Part(regions=("421200",))):
        assert select(cut(store, part), asked).rows == ()


def test_a_part_has_what_describes_its_things_and_nothing_of_others(store: Store) -> None:
    found = cut(store, Part(programs=("青蓝课程",)))
    decisions = select(found, "SELECT ?said { ?d a eduplan:Decision ; dct:title ?said }")
    assert decisions.rows == (("accept program=青蓝课程 level=local",),)
    names = select(found, "SELECT ?n { ?r a eduplan:Region ; schema:name ?n } ORDER BY ?n")
    assert names.rows == (("江苏省",), ("连云港市",))
    assert not list(found.quads_for_pattern(NamedNode(examples.NATIONAL), None, None))
    graphs = {str(graph) for graph in found.named_graphs()}
    assert graphs <= {str(quad.graph_name) for quad in examples.quads()}
    assert "<https://w3id.org/eduplan/ontology>" in graphs


@pytest.mark.parametrize(
    "part",
    [
        Part(regions=("常州市",)),
        Part(regions=("江苏省", "610526")),
        Part(years=("2022",)),
        Part(programs=("双减", "县管校聘")),
        Part(programs=("课后服务",), regions=("常州市",), years=("2023",)),
    ],
)
def test_parts_of_the_seeds_keep_to_the_shapes_and_are_proved(exports: Path, part: Part) -> None:
    found = cut(open_read_only(exports), part)
    assert validate(found) == ()
    assert prove(found, exports / "texts") == ()
    places = select(found, "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?s eduplan:evidence ?e }").rows
    assert isinstance(places[0][0], int)
    assert places[0][0] > 1


def test_all_plans_are_the_whole_but_for_what_nothing_uses(exports: Path) -> None:
    whole = open_read_only(exports)
    found = cut(whole, Part(years=("2022", "2023")))
    assert counts(found) == counts(whole)
    assert set(found) <= set(whole)


@pytest.mark.parametrize("form", [*FILES, *FOLDERS])
def test_every_form_works_on_a_part(store: Store, form: str) -> None:
    by_name, by_code = (cut(store, Part(regions=(said,))) for said in ("咸宁市", "421200"))
    if form in FOLDERS:
        assert FOLDERS[form](by_name) == FOLDERS[form](by_code)
    else:
        assert list(FILES[form](by_name)) == list(FILES[form](by_code))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(regions=("上海市",)), "the graph has no region '上海市'"),
        (Part(programs=("双减减",)), "the graph has no program '双减减': 双减"),
        (Part(years=("23",)), "'23' is no year: give four digits"),
        (Part(years=("2031",)), "no plan is of this part"),
        (Part(regions=("咸宁市",), programs=("青蓝课程",)), "no plan is of this part"),
    ],
)
def test_what_cannot_be_cut_out_is_told(store: Store, part: Part, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        cut(store, part)
