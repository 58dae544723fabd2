from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.explore.data import FaultRow, MentionRow, PlanRow, ProgramRow, RegionRow, TargetRow
from kg.explore.loading import load
from kg.graph import document_quads
from tests import examples

EAST = "https://w3id.org/eduplan/plan/320700/2023/work_points/东海市教育工作要点"
WEST = "https://w3id.org/eduplan/plan/421200/2023/work_plan/西山市教育工作计划"
ANONYMOUS = (
    "https://w3id.org/eduplan/plan/unknown/unknown/unknown/7795df09ebf76a843218e45e861144f8/0"
)
FOUND = "https://w3id.org/eduplan/program/found/青蓝课程"
KNOWN = "https://w3id.org/eduplan/program/shuang-jian"
EAST_SAYS = "深入推进“双减”，实施“青蓝课程”。"
HEAD = ("办好学前教育",)


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def test_explorer_loads_plans_with_their_faults(store: Store) -> None:
    inferred = FaultRow("region_inferred", "东海 is not a city", "赣榆县")
    mirror = FaultRow("mirror", "=the page is a mirror", None)
    unknown = FaultRow("region_unknown", "no region is named", None)
    east, west = "2023年东海市教育工作要点", "西山市2023年教育工作计划"
    assert load(store).plans == (
        PlanRow(EAST, east, 2023, "320700", "work_points", "cities/east.txt", (mirror, inferred)),
        PlanRow(WEST, west, 2023, "421200", "work_plan", "cities/west.txt", ()),
        PlanRow(ANONYMOUS, "anonymous.txt", None, ANONYMOUS, None, "anonymous.txt", (unknown,)),
    )


def test_explorer_loads_regions_and_programs(store: Store) -> None:
    data = load(store)
    assert data.regions == (
        RegionRow("320700", "连云港市", "320700", False),
        RegionRow("421200", "咸宁市", "421200", True),
        RegionRow(ANONYMOUS, "某市", None, False),
    )
    assert data.programs == (
        ProgramRow(FOUND, "青蓝课程", None, (), None, "local", False),
        ProgramRow(
            KNOWN,
            "双减",
            "Double Reduction",
            ("“双减”政策",),
            "减轻作业负担和校外培训负担。",
            "national",
            True,
        ),
    )


def test_explorer_loads_mentions_and_targets_with_their_sentences(store: Store) -> None:
    data = load(store)
    assert data.mentions == (
        MentionRow(KNOWN, EAST, 31, 33, "双减", EAST_SAYS, HEAD),
        MentionRow(FOUND, EAST, 38, 42, "青蓝课程", EAST_SAYS, HEAD),
        MentionRow(KNOWN, WEST, 17, 19, "双减", "推进双减工作。", ()),
        MentionRow(KNOWN, ANONYMOUS, 14, 16, "双减", "去年落实“双减”。", ()),
    )
    assert data.targets[1] == TargetRow(
        plan=EAST,
        indicator="辅导",
        concept=None,
        value="2",
        value_max="3",
        unit="场",
        comparator="range",
        status="planned",
        year=2023,
        program=FOUND,
        start=76,
        end=82,
        quote="2—3场辅导",
        sentence="每周在每个镇确保安排2—3场辅导，其中线上力争1场。",
        section=HEAD,
    )
    assert [(row.indicator, row.concept, row.value) for row in data.targets] == [
        ("普惠性幼儿园覆盖率", "普惠性幼儿园覆盖率", "88"),
        ("辅导", None, "2"),
        ("线上辅导", None, "1"),
        ("建成幼儿园", None, "20"),
        ("普惠性幼儿园覆盖率", "普惠性幼儿园覆盖率", "90"),
        ("新建学校", None, None),
        ("家访", None, "31000"),
    ]


def test_explorer_shows_a_mirrored_plan_once(store: Store) -> None:
    west = examples.west()
    mirror = examples.source("mirror.txt", west.source.text)
    mirror = replace(mirror, digest="f" * 32)
    facts = tuple(replace(fact, source=mirror) for fact in west.facts)
    both = Store()
    both.extend(store)
    both.extend(document_quads(replace(west, source=mirror, facts=facts), examples.RUN))
    assert load(both) == load(store)
