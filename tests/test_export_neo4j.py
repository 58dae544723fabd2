"""The files for neo4j-admin, read back by its rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.export.neo4j import import_command, neo4j_files
from kg.graph.terms import SKOS
from kg.sparql import select
from kg.store import open_read_only
from tests import examples
from tests.neo4j_reader import Graph, imported

BASE = "https://w3id.org/eduplan/"
EAST = f"{BASE}plan/320700/2023/work_points/东海市教育工作要点"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return imported(neo4j_files(examples.store()), import_command())


def tied(graph: Graph, name: str) -> set[tuple[str, str]]:
    ties = (tie for tie in graph.relationships if tie.type == name)
    return {(tie.start[1].removeprefix(BASE), tie.end[1].removeprefix(BASE)) for tie in ties}


def test_a_plan_has_typed_properties(graph: Graph) -> None:
    plan = graph.nodes["Plan", EAST]
    assert plan.labels == ("Plan",)
    assert plan.properties == {
        "iri": EAST,
        "title": "2023年东海市教育工作要点",
        "year": 2023,
        "document_type": "work_points",
        "published": date(2023, 3, 29),
        "document_number": "东教发〔2023〕1号",
        "reports_on": 2022,
        "region_stated": False,
        "quote": "2023年东海市教育工作要点",
        "sentence": "2023年东海市教育工作要点",
        "document": "cities/east.txt",
        "start": 0,
        "end": 14,
        "confidence": 0.8,
    }


def test_a_number_keeps_its_sentence(graph: Graph) -> None:
    iri = f"{BASE}target/{examples.east().source.digest}/76/82"
    assert graph.nodes["Target", iri].properties == {
        "iri": iri,
        "indicator": "辅导",
        "comparator": "range",
        "value": 2.0,
        "value_max": 3.0,
        "unit": "场",
        "quantity": "level",
        "period": "每周",
        "per": "每个镇",
        "commitment": "ensure",
        "status": "planned",
        "year": 2023,
        "masked": False,
        "readable": True,
        "quote": "2—3场辅导",
        "sentence": "每周在每个镇确保安排2—3场辅导，其中线上力争1场。",
        "section": "办好学前教育",
        "document": "cities/east.txt",
        "start": 76,
        "end": 82,
        "confidence": 0.9,
    }


def test_nodes_of_vocabularies_have_their_names(graph: Graph) -> None:
    region = graph.nodes["Region", f"{BASE}region/320707"]
    assert region.properties == {
        "iri": f"{BASE}region/320707",
        "code": "320707",
        "name": "赣榆区",
        "other_names": ["赣榆县"],
        "level": "county",
    }
    coverage = graph.nodes["Indicator", examples.COVERAGE].properties
    assert (coverage["name"], coverage["other_names"], coverage["unit"], coverage["better"]) == (
        "普惠性幼儿园覆盖率",
        ["普惠园覆盖率"],
        "%",
        "higher",
    )
    assert graph.nodes["Program", examples.FOUND].properties["known"] is False
    faults = {node.properties["fault"] for node in graph.labelled("Fault")}
    assert faults == {"region_unknown", "mirror", "region_inferred"}


def test_relationships_tie_what_the_plans_say(graph: Graph) -> None:
    plan = EAST.removeprefix(BASE)
    digest = examples.east().source.digest
    assert (plan, "region/320700") in tied(graph, "OF_REGION")
    assert len(tied(graph, "HAS_TARGET")) == len(graph.labelled("Target")) == 7
    assert {end for start, end in tied(graph, "NAMES") if start == plan} == {
        "program/shuang-jian",
        "program/found/青蓝课程",
        "region/320707",
    }
    assert tied(graph, "OF_PROGRAM") == {(f"target/{digest}/76/82", "program/found/青蓝课程")}
    assert tied(graph, "FOR_REGION") == {(f"target/{digest}/104/112", "region/320707")}
    assert ("region/320707", "region/320700") in tied(graph, "IN")
    (cites,) = [tie for tie in graph.relationships if tie.type == "CITES"]
    assert cites.properties["action"] == "implement"
    assert cites.properties["year"] == 2021
    assert cites.properties["sentence"] == "落实《评价指南》（教基〔2021〕3号）。"
    assert all(
        tie.properties == {"main": True}
        for tie in graph.relationships
        if tie.type == "FROM_DOCUMENT"
    )


def test_the_seeds_are_imported_whole(exports: Path) -> None:
    opened = open_read_only(exports)
    graph = imported(neo4j_files(opened), import_command())
    for label, kind in (("Plan", "Plan"), ("Target", "Target"), ("Fault", "Fault")):
        (row,) = select(opened, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a eduplan:{kind} }}").rows
        assert len(graph.labelled(label)) == row[0]
    assert sum(tie.type == "NAMES" for tie in graph.relationships) == 321 + 30


def test_concepts_are_those_that_are_referred_to_and_what_is_broader() -> None:
    store = examples.store()
    double, triple = (NamedNode(f"{BASE}program/{name}") for name in ("double", "triple"))
    programs = imported(neo4j_files(store), import_command()).labelled("Program")
    assert [node.properties["name"] for node in programs] == ["青蓝课程", "双减"]
    store.add(Quad(NamedNode(examples.NATIONAL), SKOS["broader"], double))
    store.add(Quad(triple, SKOS["broader"], double))
    graph = imported(neo4j_files(store), import_command())
    names = [node.properties["name"] for node in graph.labelled("Program")]
    assert names == ["双师课堂", "青蓝课程", "双减"]
    assert tied(graph, "BROADER") == {("program/shuang-jian", "program/double")}


def test_what_the_format_divides_by_does_not_divide_a_text() -> None:
    store = examples.store()
    odd = Literal('a "b", c\r\nd\\"\u2028e;', language="zh")
    for name in ("altLabel", "definition"):
        store.add(Quad(NamedNode(examples.COVERAGE), SKOS[name], odd))
    found = imported(neo4j_files(store), import_command()).nodes["Indicator", examples.COVERAGE]
    assert found.properties["definition"] == 'a "b", c  d\\" e;'
    assert found.properties["other_names"] == ['a "b", c  d\\" e；', "普惠园覆盖率"]


def test_the_same_graph_gives_the_same_bytes() -> None:
    backward = Store()
    for quad in reversed(list(examples.store())):
        backward.add(quad)
    assert neo4j_files(backward) == neo4j_files(examples.store())


def test_the_readme_has_the_command_its_conditions_and_every_file() -> None:
    files = neo4j_files(examples.store())
    readme = files["README.md"].decode()
    assert import_command() in readme
    assert "must not exist yet; one that does must be stopped" in readme
    assert "--overwrite-destination" in readme
    assert all(f"`{name}`" in readme for name in files if name.endswith(".csv"))
