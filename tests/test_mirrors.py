"""An official page and its mirror hold one plan; tables show one of them."""

from pathlib import Path

import pytest

from kg import cli, store
from kg.export.cut import Part, cut
from kg.export.neo4j import import_command, neo4j_files
from kg.export.tables import tables
from kg.mirrors import copies
from kg.prove import prove
from kg.validate import validate
from tests.neo4j_reader import imported
from tests.test_export_statements import rows

PLAN = """浦城县教育局2022年工作要点
一、扩大学前教育资源。新建公办幼儿园3所，新增学位900个。
二、推进义务教育均衡。落实“双减”政策，课后服务参与率达到95%。
"""
MIRROR = "首页 > 范文 > 工作计划\n浦城县2022年教育局工作要点.doc\n" + PLAN.split("\n", 1)[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of a page and its mirror."""
    folder = tmp_path_factory.mktemp("mirrors")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(MIRROR, "utf-8")
    (folder / "in" / "b.txt").write_text(PLAN, "utf-8")
    assert cli.main(["build", str(folder / "in"), "--out", str(folder / "out")]) == 0
    return folder / "out"


def test_of_two_mirrors_the_sounder_one_is_shown(built: Path) -> None:
    opened = store.open_read_only(built)
    assert copies(opened) == {"a.txt": "b.txt"}
    header, *shown = rows((built / "targets.csv").read_bytes())
    found = [dict(zip(header, row, strict=True)) for row in shown]
    assert [(row["document"], row["value"]) for row in found] == [
        ("b.txt", "3"),
        ("b.txt", "900"),
        ("b.txt", "95"),
    ]


def test_tables_of_plans_and_ties_count_one_of_the_mirrors(built: Path) -> None:
    found = tables(store.open_read_only(built))
    (plan,) = found["plans"].records()
    assert (plan["document"], plan["targets"], plan["faults"]) == ("b.txt", 3, 0)
    spread = [
        (row["program"], row["regions"], row["mentions"]) for row in found["spread"].records()
    ]
    assert spread == [("双减", 1, 1), ("课后服务", 1, 1)]


def test_neo4j_has_both_mirrors_and_says_which_counts(built: Path) -> None:
    graph = imported(neo4j_files(store.open_read_only(built)), import_command())
    (plan,) = graph.labelled("Plan")
    assert plan.properties["document"] == "b.txt"
    assert len(graph.labelled("Target")) == 6
    ties = [tie for tie in graph.relationships if tie.type == "FROM_DOCUMENT"]
    counts = {graph.nodes[tie.end].properties["name"]: tie.properties["main"] for tie in ties}
    assert counts == {"a.txt": False, "b.txt": True}


def test_a_part_has_the_plan_of_both_mirrors(built: Path) -> None:
    opened = store.open_read_only(built)
    for part in (Part(years=("2022",)), Part(programs=("双减",))):
        found = cut(opened, part)
        assert copies(found) == {"a.txt": "b.txt"}
        assert validate(found) == ()
        assert prove(found, built / "texts") == ()
