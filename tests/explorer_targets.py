"""Invented numbers of the explorer: a few of every kind, and as many regions as one asks for."""

from __future__ import annotations

import random
from typing import Any

from kg.explore.data import (
    ExplorerData,
    FaultRow,
    IndicatorRow,
    Place,
    PlanRow,
    RegionRow,
    StageRow,
    TargetRow,
)

HOSTILE = "</script><img src=x onerror=\"window.hit='yes'\"><!--"
FORMULA = '=HYPERLINK("https://x.example","看")'
COVERAGE = "pu-hui"
COVERAGE_NAME = "普惠性幼儿园覆盖率"


def _plan(number: int, name: str, year: int | None = 2023, *faults: FaultRow) -> PlanRow:
    code = f"{320000 + number:06}"
    return PlanRow(
        f"plan-{number}", f"{year}年{name}教育工作要点", year, code, "work_points",
        f"source-{number}", f"{number}.txt", faults=faults,
    )  # fmt: skip


def target(
    plan: PlanRow, start: int, quote: str, value: str | None, unit: str, **changes: Any
) -> TargetRow:
    """Return a number that ``quote`` says, in a sentence of its own at ``start``."""
    sentence = f"今年{quote}。"
    place = Place(plan.id, plan.source, start + 2, start + 2 + len(quote), sentence, start,
                  "二、主要任务")  # fmt: skip
    usual: dict[str, Any] = {
        "indicator": quote.rstrip("0123456789所个人名%"),
        "concept": None,
        "value_max": None,
        "comparator": "eq",
        "quantity": "level",
        "status": "planned",
        "year": plan.year,
        "confidence": 0.9,
    }
    return TargetRow(
        id=f"target/{plan.id}/{start}", value=value, unit=unit, place=place, **(usual | changes)
    )


def numbers() -> ExplorerData:
    """Return four regions and six indicators; the fourth region and its texts are hostile."""
    one = _plan(1, "甲市")
    two = _plan(
        2, "乙县", 2023, FaultRow("mirror", "读自转载网站"), FaultRow("masked", "数字被遮盖", "XX")
    )
    three = _plan(3, "丙区", 2022)
    four = _plan(4, f"丁乡{HOSTILE}")
    schools: dict[str, Any] = {"indicator": "新建学校"}
    people: dict[str, Any] = {"indicator": "培训教师", "unit_concept": "ren"}
    coverage: dict[str, Any] = {
        "indicator": "普惠园覆盖率",
        "concept": COVERAGE,
        "stage": "xue-qian",
        "unit_concept": "bai-fen-bi",
    }
    rows = (
        target(one, 100, "普惠园覆盖率达88%以上", "88", "%", comparator="ge", **coverage),
        target(one, 200, "普惠园覆盖率已达85.50%", "85.50", "%", status="achieved",
               **coverage | {"year": 2022}),
        target(two, 100, "普惠园覆盖率达XX%以上", None, "%", comparator="ge", masked=True,
               **coverage),
        target(three, 100, "普惠园覆盖率由80%提到90%—95%", "90", "%", value_max="95",
               comparator="range", baseline="80", baseline_year=2021, **coverage | {"year": 2025}),
        target(one, 300, "新建学校12所", "12", "所", **schools),
        target(one, 400, "其中小学5所", "5", "所", part_of="新建学校", **schools),
        target(two, 400, "建成学校约7所", "7", "所", comparator="approx", status="achieved",
               **schools),
        target(three, 400, "新建学校不超过20所", "20", "所", comparator="le", **schools),
        target(three, 500, "新增学校3所", "3", "所", quantity="increase", **schools),
        target(one, 600, "培训教师30000人", "30000", "人", **people),
        target(two, 600, "培训教师1200名", "1200", "名", **people),
        target(three, 600, "每年培训教师200人", "200", "人", period="每年", **people),
        target(two, 800, "公办园占比达XX%以上", None, "%", comparator="ge", masked=True,
               indicator="公办园占比"),
        target(four, 700, f"{FORMULA}{HOSTILE}达@x", "7", "@x", indicator=FORMULA),
        target(four, 900, f"+1{HOSTILE}达8所", "8", f"所{HOSTILE}", indicator=f"+1{HOSTILE}"),
    )  # fmt: skip
    regions = tuple(
        RegionRow(plan.region, name, plan.region, "江苏省", stated=True)
        for plan, name in ((one, "甲市"), (two, "乙县"), (three, "丙区"), (four, f"=丁{HOSTILE}"))
    )
    return ExplorerData(
        plans=(one, two, three, four),
        regions=regions,
        stages=(StageRow("xue-qian", "学前", "preschool"),),
        indicators=(
            IndicatorRow(COVERAGE, COVERAGE_NAME, "Affordable kindergartens", ("普惠园覆盖率",),
                         "higher"),
        ),
        targets=rows,
    )  # fmt: skip


def many(regions: int, seed: int = 5) -> ExplorerData:
    """Return one indicator with two numbers or so a region, of every kind and two units."""
    chance = random.Random(seed)
    names = ("常州市", "连云港市", "咸宁市", "蒲城县", "杭州市余杭区", "大理白族自治州", "双柏县")
    plans = [
        _plan(n, f"{names[n % len(names)]}{n}", 2022 + n % 2,
              *([FaultRow("mirror", "读自转载网站")] if n % 4 == 1 else []))
        for n in range(regions)
    ]  # fmt: skip
    rows = []
    for n, plan in enumerate(plans):
        value, kind = str(chance.randrange(60, 100)), n % 5
        changes: dict[str, Any] = {"indicator": "普惠园覆盖率", "concept": COVERAGE}
        changes |= {"comparator": ("ge", "eq", "range", "le", "approx")[kind]}
        if kind == 2:
            changes |= {"value_max": str(min(100, int(value) + 3))}
        if n % 7 == 3:
            changes |= {"baseline": "58", "baseline_year": 2020}
        if n % 6 == 5:
            value, changes = "", changes | {"masked": True, "value_max": None, "baseline": None}
        rows.append(
            target(plan, 100, f"普惠园覆盖率{value or 'XX'}%", value or None, "%", **changes)
        )
        if n % 3 == 0:
            done = {
                "indicator": "普惠园覆盖率",
                "concept": COVERAGE,
                "status": "achieved",
                "year": 2021,
            }
            rows.append(target(plan, 200, "覆盖率已达55%", "55.5", "%", **done))
        if n % 4 == 0:
            places: dict[str, Any] = {"indicator": "新增普惠学位", "concept": COVERAGE}
            places |= {"quantity": "increase"}
            count = str(chance.randrange(1, 40) * 500)
            rows.append(target(plan, 300, f"新增普惠学位{count}个", count, "个", **places))
            part = places | {"part_of": "新增普惠学位"}
            rows.append(target(plan, 400, "其中公办450个", "450", "个", **part))
    return ExplorerData(
        plans=tuple(plans),
        regions=tuple(
            RegionRow(plan.region, f"{names[n % len(names)]}{n}", plan.region, "江苏省", True)
            for n, plan in enumerate(plans)
        ),
        stages=(),
        indicators=numbers().indicators,
        targets=tuple(rows),
    )
