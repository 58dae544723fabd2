"""Invented rows of the explorer: small ones that a test can name, and as many as one asks for."""

from __future__ import annotations

import random

from kg.explore.data import (
    ExplorerData,
    FaultRow,
    MentionRow,
    PlanRow,
    ProgramRow,
    RegionRow,
    TargetRow,
)

HOSTILE = "</script><img src=x onerror=\"window.hit='yes'\"><!--"
CLUSTER = "https://w3id.org/eduplan/program/教联体"
COVERAGE = "https://w3id.org/eduplan/indicator/普惠性幼儿园覆盖率"
MASKED_SENTENCE = "普惠性幼儿园覆盖率达到XX%以上，新增公办园XX所。"
CLUSTER_SENTENCE = "推进教联体建设，年内新建教联体12个，教联体覆盖率达到80%以上。"


def small() -> ExplorerData:
    """Return three regions, one of them unknown, twelve programs and six targets."""
    plans = (
        PlanRow("plan-a", "2023年甲市教育工作要点", 2023, "320100", "work_points", "a.txt", ()),
        PlanRow(
            "plan-b",
            f"2023年乙县教育工作计划{HOSTILE}",
            2023,
            "420200",
            "work_plan",
            "b.txt",
            (
                FaultRow("mirror", "读自转载网站", None),
                FaultRow("masked", "数字被遮盖", "XX"),
                FaultRow("spun", f"词语被替换 {HOSTILE}", HOSTILE),
            ),
        ),
        PlanRow(
            "plan-c",
            "",
            None,
            "plan-c",
            None,
            "c.txt",
            (FaultRow("region_unknown", "全文没有地名", None),),
        ),
    )
    regions = (
        RegionRow("320100", "甲市", "320100", stated=True),
        RegionRow("420200", "乙县", "420200", stated=False),
        RegionRow("plan-c", "地区不明（2022）", None, stated=False),
    )
    return ExplorerData(plans, regions, _programs(), _mentions(), _targets())


def _programs() -> tuple[ProgramRow, ...]:
    cluster = ProgramRow(
        CLUSTER,
        "教联体",
        "education consortium",
        ("教育联合体", "城乡教育共同体"),
        "由城区优质学校与乡村学校结成的办学共同体。",
        "national",
        known=True,
    )
    hostile = ProgramRow(HOSTILE, f"敌意{HOSTILE}", HOSTILE, (HOSTILE,), HOSTILE, "local", False)
    levels = ("national", "provincial", "local", "unknown")
    others = [
        ProgramRow(
            f"https://w3id.org/eduplan/program/p{index:02}",
            f"第{index}号行动计划",
            None,
            (),
            None,
            levels[index % 4],
            index % 3 > 0,
        )
        for index in range(10)
    ]
    return tuple(sorted([cluster, hostile, *others], key=lambda row: row.id))


def _mention(program: str, plan: str, start: int, quote: str, sentence: str) -> MentionRow:
    return MentionRow(
        program, plan, start, start + len(quote), quote, sentence, ("二、主要任务", "（一）均衡")
    )


def _mentions() -> tuple[MentionRow, ...]:
    rows = [
        _mention(CLUSTER, "plan-a", 102, "教联体", CLUSTER_SENTENCE),
        _mention(CLUSTER, "plan-a", 112, "教联体", CLUSTER_SENTENCE),
        _mention(CLUSTER, "plan-b", 204, "教育联合体", "继续实施教育联合体改革。"),
        _mention(CLUSTER, "plan-c", 309, "教联体", f"{HOSTILE}，教联体全覆盖。"),
        _mention(HOSTILE, "plan-b", 900, HOSTILE, f"实施{HOSTILE}工程。"),
    ]
    plans = ("plan-a", "plan-b", "plan-c")
    for index, program in enumerate(row for row in _programs() if "/p0" in row.id):
        sentence = f"深入实施{program.name}，取得成效。"
        owners = plans[: 3 - index % 3] if index < 5 else (plans[index % 3],)
        rows += [
            _mention(program.id, plan, 1000 + 40 * index + 4, program.name, sentence)
            for plan in owners
        ]
    return tuple(sorted(rows, key=lambda row: (row.plan, row.start, row.program)))


def _targets() -> tuple[TargetRow, ...]:
    def row(
        plan: str,
        indicator: str,
        value: str | None,
        unit: str,
        comparator: str,
        start: int,
        quote: str,
        sentence: str,
        concept: str | None = None,
        program: str | None = None,
        value_max: str | None = None,
        status: str = "planned",
        year: int | None = 2023,
    ) -> TargetRow:
        end = start + len(quote)
        section = ("二、主要任务",)
        return TargetRow(
            plan, indicator, concept, value, value_max, unit, comparator, status, year, program,
            start, end, quote, sentence, section,
        )  # fmt: skip

    cluster = "教联体覆盖率达到80%以上"
    range_quote = "新增学位3000至5000个"
    done = f"去年已建成学校7所{HOSTILE}。"
    return (
        row("plan-a", "新建教联体", "12", "个", "eq", 110, "建教联体12个", CLUSTER_SENTENCE,
            program=CLUSTER),
        row("plan-a", "教联体覆盖率", "80", "%", "ge", 118, cluster, CLUSTER_SENTENCE,
            program=CLUSTER),
        row("plan-a", "普惠性幼儿园覆盖率", "88", "%", "ge", 500, "普惠性幼儿园覆盖率达88%以上",
            "普惠性幼儿园覆盖率达88%以上。", concept=COVERAGE, year=2025),
        row("plan-b", "普惠园覆盖率", None, "%", "ge", 600, "普惠性幼儿园覆盖率达到XX%以上",
            MASKED_SENTENCE, concept=COVERAGE, year=None),
        row("plan-b", f"建成学校{HOSTILE}", "7", f"所{HOSTILE}", "approx", 702, "已建成学校7所",
            done, status="achieved", year=2022),
        row("plan-c", "新增学位", "3000", "个", "range", 800, range_quote, f"{range_quote}。",
            value_max="5000"),
    )  # fmt: skip


def large(regions: int = 5, programs: int = 400, alone: int = 40, seed: int = 7) -> ExplorerData:
    """Return as many regions and programs as asked; of ``alone`` + 5 programs 5 are shared."""
    chance = random.Random(seed)
    names = ("常州市", "咸宁市", "连云港市", "蒲城县", "地区不明", "杭州市", "大理州", "余杭区")
    region_rows = tuple(
        RegionRow(f"{index:06}", names[index % len(names)], f"{index:06}", stated=index % 5 < 4)
        for index in range(regions)
    )
    plans = tuple(
        PlanRow(f"plan-{row.id}", f"2023年{row.name}教育工作要点", 2023, row.id, "work_points",
                f"{row.id}.txt", ())
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
            mentions.append(_mention(row.id, plan.id, start, row.name, sentence))
    targets = tuple(
        TargetRow(plan.id, "新建学校", None, str(number + 1), None, "所", "ge", "planned", 2023,
                  None, 30_000 + number * 20, 30_005 + number * 20, "新建学校所",
                  "新建学校所。", ())
        for plan in plans
        for number in range(45)
    )  # fmt: skip
    ordered = tuple(sorted(mentions, key=lambda row: (row.plan, row.start, row.program)))
    return ExplorerData(plans, region_rows, program_rows, ordered, targets)
