"""Invented rows of the explorer: small ones that a test can name, and as many as one asks for."""

from __future__ import annotations

import random
from typing import Any

from kg.explore.data import (
    ExplorerData,
    FaultRow,
    HeadingRow,
    IndicatorRow,
    MentionRow,
    NoteRow,
    Piece,
    Place,
    PlanRow,
    ProgramRow,
    RegionRow,
    StageRow,
    TargetRow,
    TextRow,
)

HOSTILE = "</script><img src=x onerror=\"window.hit='yes'\"><!--"
CLUSTER = "jiao-lian-ti"
COVERAGE = "pu-hui-lv"
MASKED_SENTENCE = "普惠性幼儿园覆盖率达到XX%以上，新增公办园XX所。"
CLUSTER_SENTENCE = "推进教联体建设，年内新建教联体12个，教联体覆盖率达到80%以上。"
STAGES = (
    StageRow("xue-qian", "学前教育", "Preschool education"),
    StageRow("yi-wu", "义务教育", "Compulsory education"),
)


def small() -> ExplorerData:
    """Return three regions, one of them unknown, twelve programs and six targets."""
    plans = (
        PlanRow("plan-a", "2023年甲市教育工作要点", 2023, "320100", "work_points", "a", "a.txt"),
        PlanRow(
            "plan-b",
            f"2022年重庆县教育工作计划{HOSTILE}",
            2022,
            "420200",
            "work_plan",
            "b",
            "b.txt",
            faults=(
                FaultRow("mirror", "读自转载网站"),
                FaultRow("masked", "数字被遮盖", "XX", 10, 12),
                FaultRow("spun", f"词语被替换 {HOSTILE}", HOSTILE),
            ),
        ),
        PlanRow(
            "plan-c",
            "",
            None,
            "plan-c",
            None,
            "c",
            "c.txt",
            faults=(FaultRow("region_unknown", "全文没有地名"),),
        ),
    )
    regions = (
        RegionRow("320100", "甲市", "320100", "江苏省", stated=True),
        RegionRow("420200", "重庆县", "420200", "湖北省", stated=False),
        RegionRow("plan-c", "地区不明（2022）", None, None, stated=False),
    )
    return ExplorerData(
        plans=plans,
        regions=regions,
        programs=_programs(),
        stages=STAGES,
        indicators=(
            IndicatorRow(COVERAGE, "普惠性幼儿园覆盖率", "Inclusive kindergartens", (), "higher"),
        ),
        mentions=_mentions(),
        targets=_targets(),
        notes=(
            NoteRow(
                "citation/a/1/9",
                "citation",
                f"关于{HOSTILE}的意见",
                _place("plan-a", 1, "关于意见"),
            ),
        ),
        headings=(HeadingRow("a", "plan-a", 0, 6, 1, "一", f"主要任务{HOSTILE}"),),
        texts=(TextRow("a", (Piece(f"一、主要任务{HOSTILE}\n{CLUSTER_SENTENCE}"),)),),
    )


def _programs() -> tuple[ProgramRow, ...]:
    cluster = ProgramRow(
        CLUSTER,
        "教联体",
        "education consortium",
        ("教育联合体", "城乡教育共同体"),
        "由城区优质学校与乡村学校结成的办学共同体。",
        "national",
        known=True,
        stages=("yi-wu",),
    )
    hostile = ProgramRow(HOSTILE, f"敌意{HOSTILE}", HOSTILE, (HOSTILE,), HOSTILE, "local", False)
    levels = ("national", "provincial", "local", "unknown")
    others = [
        ProgramRow(
            f"p{index:02}", f"第{index}号行动计划", None, (), None, levels[index % 4], index % 3 > 0
        )
        for index in range(10)
    ]
    return tuple(sorted([cluster, hostile, *others], key=lambda row: row.id))


def _place(
    plan: str, start: int, quote: str, sentence: str = "", begins: int | None = None
) -> Place:
    """Return a place; its sentence begins where the quote fits it first."""
    sentence = sentence or f"{quote}。"
    at = max(sentence.find(quote), 0) if begins is None else begins
    return Place(
        plan, plan[-1], start, start + len(quote), sentence, start - at,
        "二、主要任务 › （一）均衡",
    )  # fmt: skip


def _mention(
    program: str, plan: str, start: int, quote: str, sentence: str, begins: int | None = None
) -> MentionRow:
    place = _place(plan, start, quote, sentence, begins)
    return MentionRow(
        f"mention/program/{plan[-1]}/{start}/{place.end}", program, "planned", 0.95, place
    )


def _mentions() -> tuple[MentionRow, ...]:
    rows = [
        _mention(CLUSTER, "plan-a", 101, "教联体", CLUSTER_SENTENCE),
        _mention(CLUSTER, "plan-a", 111, "教联体", CLUSTER_SENTENCE, 12),
        _mention(CLUSTER, "plan-b", 204, "教育联合体", "继续实施教育联合体改革。"),
        _mention(CLUSTER, "plan-c", 309, "教联体", f"{HOSTILE}，教联体全覆盖。"),
        _mention(HOSTILE, "plan-b", 900, HOSTILE, f"实施{HOSTILE}工程。"),
    ]
    plans = ("plan-a", "plan-b", "plan-c")
    for index, program in enumerate(row for row in _programs() if row.id.startswith("p0")):
        sentence = f"深入实施{program.name}，取得成效。"
        owners = plans[: 3 - index % 3] if index < 5 else (plans[index % 3],)
        rows += [
            _mention(program.id, plan, 1000 + 40 * index + 4, program.name, sentence)
            for plan in owners
        ]
    return tuple(sorted(rows, key=lambda row: (row.place.source, row.place.start, row.program)))


def _targets() -> tuple[TargetRow, ...]:
    def row(
        plan: str,
        indicator: str,
        value: str | None,
        unit: str,
        comparator: str,
        place: Place,
        year: int | None = 2023,
        status: str = "planned",
        **further: Any,
    ) -> TargetRow:
        return TargetRow(
            f"target/{plan[-1]}/{place.start}/{place.end}", indicator, further.pop("concept", None),
            value, further.pop("value_max", None), unit, comparator, "level", status, year, 0.8,
            place, **further,
        )  # fmt: skip

    cluster = "教联体覆盖率达到80%以上"
    return (
        row("plan-a", "新建教联体", "12", "个", "eq",
            _place("plan-a", 109, "新建教联体12个", CLUSTER_SENTENCE), program=CLUSTER),
        row("plan-a", "教联体覆盖率", "80", "%", "ge",
            _place("plan-a", 118, cluster, CLUSTER_SENTENCE), program=CLUSTER),
        row("plan-a", "普惠性幼儿园覆盖率", "88", "%", "ge",
            _place("plan-a", 500, "普惠性幼儿园覆盖率达88%以上"), 2025, concept=COVERAGE,
            stage="xue-qian"),
        row("plan-b", "普惠园覆盖率", None, "%", "ge",
            _place("plan-b", 600, "普惠性幼儿园覆盖率达到XX%以上", MASKED_SENTENCE), None,
            concept=COVERAGE, masked=True, stage="xue-qian"),
        row("plan-b", f"建成学校{HOSTILE}", "7", f"所{HOSTILE}", "approx",
            _place("plan-b", 702, "已建成学校7所", f"去年已建成学校7所{HOSTILE}。"), 2022,
            "achieved"),
        row("plan-c", "新增学位", "3000", "个", "range",
            _place("plan-c", 800, "新增学位3000至5000个"), value_max="5000"),
    )  # fmt: skip


def large(regions: int = 5, programs: int = 400, alone: int = 40, seed: int = 7) -> ExplorerData:
    """Return as many regions and programs as asked; of ``alone`` + 5 programs 5 are shared."""
    chance = random.Random(seed)
    names = ("常州市", "咸宁市", "连云港市", "蒲城县", "地区不明", "杭州市", "大理州", "余杭区")
    region_rows = tuple(
        RegionRow(f"{index:06}", names[index % len(names)], f"{index:06}", None, index % 5 < 4)
        for index in range(regions)
    )
    plans = tuple(
        PlanRow(f"plan-{row.id}", f"2023年{row.name}教育工作要点", 2023, row.id, "work_points",
                row.id, f"{row.id}.txt")
        for row in region_rows
    )  # fmt: skip
    words = ("学前教育", "义务教育", "县中", "职业教育", "教师", "思政课", "课后服务", "智慧校园")
    ends = ("提升行动计划", "攻坚行动", "工程", "三年行动", "改革试点", "专项计划", "优质均衡创建")
    levels = ("national", "national", "provincial", "local", "unknown")
    program_rows = tuple(
        ProgramRow(f"p{index:05}", f"{chance.choice(words)}{chance.choice(ends)}{index}", None, (),
                   None, chance.choice(levels), chance.random() < 0.7)
        for index in range(programs)
    )  # fmt: skip
    mentions = []
    for row in program_rows:
        count = min(chance.choice((1,) * alone + (2, 2, 3, 4, 5)), regions)
        for plan in chance.sample(plans, count):
            start = chance.randrange(20_000)
            sentence = f"大力推进{row.name}，明确责任分工，确保年内取得实效。"
            place = Place(plan.id, plan.source, start + 4, start + 4 + len(row.name),
                          sentence, start, "二、主要任务")  # fmt: skip
            mentions.append(MentionRow(f"mention/program/{plan.source}/{start}/{row.id}", row.id,
                                       "planned", 0.9, place))  # fmt: skip
    targets = tuple(
        TargetRow(f"target/{plan.source}/{number}", "新建学校", None, str(number + 1), None, "所",
                  "ge", "level", "planned", 2023, 0.8,
                  Place(plan.id, plan.source, 30_000 + number * 20, 30_005 + number * 20,
                        "新建学校所。", 30_000 + number * 20, ""))
        for plan in plans
        for number in range(45)
    )  # fmt: skip
    ordered = tuple(
        sorted(mentions, key=lambda row: (row.place.plan, row.place.start, row.program))
    )
    return ExplorerData(plans=plans, regions=region_rows, programs=program_rows, stages=STAGES,
                        mentions=ordered, targets=targets)  # fmt: skip
