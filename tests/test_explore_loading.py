from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.builder import build
from kg.explore.data import (
    FaultRow,
    MentionRow,
    Place,
    PlanRow,
    ProgramRow,
    RegionRow,
    StageRow,
    TargetRow,
)
from kg.explore.loading import load
from kg.graph import document_quads
from kg.store import open_read_only
from tests import examples

EAST = "320700/2023/work_points/东海市教育工作要点"
WEST = "421200/2023/work_plan/西山市教育工作计划"
ANONYMOUS = "unknown/unknown/unknown/7795df09ebf76a843218e45e861144f8/0"
EAST_SAYS = "深入推进“双减”，实施“青蓝课程”。"


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def test_explorer_loads_plans_with_their_faults(store: Store) -> None:
    plans = load(store).plans
    assert [plan.id for plan in plans] == [EAST, WEST, ANONYMOUS]
    east = plans[0]
    assert replace(east, source="", faults=()) == PlanRow(
        EAST,
        "2023年东海市教育工作要点",
        2023,
        "320700",
        "work_points",
        "",
        "cities/east.txt",
        "东海市教育局",
        "2023-03-29",
    )
    assert [(fault.kind, fault.note, fault.quote) for fault in east.faults] == [
        ("mirror", "=the page is a mirror", None),
        ("region_inferred", "东海 is not a city", "赣榆县"),
    ]
    assert plans[2].faults == (FaultRow("region_unknown", "no region is named"),)
    assert (plans[2].title, plans[2].year) == ("anonymous.txt", None)


def test_explorer_loads_regions_with_their_province_and_programs(store: Store) -> None:
    data = load(store)
    assert data.regions == (
        RegionRow("320700", "连云港市", "320700", "江苏省", False),
        RegionRow("421200", "咸宁市", "421200", "湖北省", True),
        RegionRow(ANONYMOUS, "某市（anonymous.txt）", None, None, False),
    )
    assert data.programs == (
        ProgramRow("found/青蓝课程", "青蓝课程", None, (), None, "local", False),
        ProgramRow(
            "shuang-jian",
            "双减",
            "Double Reduction",
            ("“双减”政策",),
            "减轻作业负担和校外培训负担。",
            "national",
            True,
        ),
    )


def test_explorer_loads_mentions_and_targets_with_their_places(store: Store) -> None:
    data = load(store)
    source = data.plans[0].source
    first = next(row for row in data.mentions if row.program == "found/青蓝课程")
    start = first.place.start
    assert first == MentionRow(
        f"mention/program/{source}/{start}/{start + 4}",
        "found/青蓝课程",
        "planned",
        first.confidence,
        Place(EAST, source, start, start + 4, EAST_SAYS, start - 12, "办好学前教育"),
    )
    ranged = next(row for row in data.targets if row.comparator == "range")
    assert ranged == TargetRow(
        id=f"target/{source}/76/82",
        indicator="辅导",
        concept=None,
        value="2",
        value_max="3",
        unit="场",
        comparator="range",
        quantity="level",
        status="planned",
        year=2023,
        confidence=0.9,
        place=Place(
            EAST, source, 76, 82,
            "每周在每个镇确保安排2—3场辅导，其中线上力争1场。", 66, "办好学前教育",
        ),
        period="每周",
        per="每个镇",
        commitment="ensure",
        program="found/青蓝课程",
    )  # fmt: skip
    assert sorted((row.indicator, row.concept or "", row.value or "") for row in data.targets) == [
        ("家访", "", "31000"),
        ("建成幼儿园", "", "20"),
        ("新建学校", "", ""),
        ("普惠性幼儿园覆盖率", "coverage", "88"),
        ("普惠性幼儿园覆盖率", "coverage", "90"),
        ("线上辅导", "", "1"),
        ("辅导", "", "2"),
    ]
    part = next(row for row in data.targets if row.indicator == "线上辅导")
    assert part.part_of == "辅导"


def test_explorer_shows_a_mirrored_plan_once(store: Store) -> None:
    west = examples.west()
    mirror = examples.source("mirror.txt", west.source.text)
    mirror = replace(mirror, digest="f" * 32)
    facts = tuple(replace(fact, source=mirror) for fact in west.facts)
    both = Store()
    both.extend(store)
    both.extend(document_quads(replace(west, source=mirror, facts=facts), examples.RUN))
    assert load(both) == load(store)


def test_explorer_loads_stages_headings_citations_and_texts(tmp_path: Path) -> None:
    text = "江宁区2024年教育工作要点\n\n一、学前教育\n落实《学前教育法》，推进南京市“双减”工作。\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "out")
    data = load(open_read_only(tmp_path / "out"), tmp_path / "out" / "texts")
    assert StageRow("xue-qian", "学前教育", "Preschool education") in data.stages
    assert [(row.depth, row.number, row.title) for row in data.headings] == [(1, "一", "学前教育")]
    assert ("citation", "学前教育法") in {(row.kind, row.says) for row in data.notes}
    assert ("region", "南京市") in {(row.kind, row.says) for row in data.notes}
    (row,) = data.texts
    assert "".join(piece.original or piece.shown for piece in row.pieces) == text
