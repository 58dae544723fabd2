"""A short document with its gold and a reading of it that has one error of each kind."""

from typing import Any

from kg.evaluate.gold import Case

HOSTILE = "<img src=x onerror=window.hit=1>"
TEXT = (
    "常州市2024年教育工作要点\n"
    "新建学校5所，新增学位3000个以上，培训教师200人，绿地600平方米。\n"
    f"实施青蓝课程，推进教联体，建设数字校园{HOSTILE}。\n"
    "\n"
    "落实《甲条例》，溧阳市和武进区先行，每校2人。\n"
)


def place(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def spans(*quotes: str) -> dict[str, Any]:
    at = [TEXT.index(quote) for quote in quotes]
    return {
        "surfaces": list(quotes),
        "spans": [[start, start + len(quote)] for start, quote in zip(at, quotes, strict=True)],
    }


def target(quote: str, indicator: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    fields = {"indicator": indicator, "value": value, "value_max": None, "unit": unit}
    said = {"comparator": "eq", "status": "planned", "year": None, "program": None, "region": None}
    return {"kind": "target"} | place(quote) | fields | said | more


def fact(kind: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"document": "plan.txt", "kind": kind} | place(quote) | {"section": ["一、任务"]} | more


PLAN = {
    "title": "常州市2024年教育工作要点",
    "year": 2024,
    "region": "320400",
    "issuer": None,
    "published": None,
    "document_type": "work_points",
}

GOLD: tuple[dict[str, Any], ...] = (
    {"kind": "plan"} | PLAN,
    {"kind": "region", "name": "常州市", "code": "320400"} | spans("常州市", "常州"),
    {"kind": "region", "name": "溧阳市", "code": "320481"} | spans("溧阳市"),
    {"kind": "program", "name": "青蓝课程", "level": "local"} | spans("青蓝课程"),
    {"kind": "program", "name": "教联体", "level": "national"} | spans("教联体"),
    {"kind": "program", "name": "数字校园", "optional": True} | spans("数字校园"),
    target("新建学校5所", "新建学校", 5, "所", year=2025),
    target("新增学位3000个以上", "新增学位", 3000, "个", comparator="ge"),
    target("培训教师200人", "培训教师", 200, "人"),
    target("绿地600平方米", "绿地", 600, "平方米"),
    {"kind": "citation", "title": "甲条例", "action": "implement"} | spans("甲条例"),
)

FACTS: tuple[dict[str, Any], ...] = (
    fact("plan", "常州市2024年教育工作要点") | PLAN | {"year": 2023},
    fact("region", "常州市", name="常州市", code="320400"),
    fact("region", "武进区", name="武进区", code="320412"),
    fact("program", "青蓝课程", name="青蓝课程", concept="program/a", level="local"),
    fact("program", "数字校园", name="数字校园", concept="program/b", level="unknown"),
    fact("program", "先行", name="先行", concept="program/c", level="unknown"),
    {"document": "plan.txt"} | target("新建学校5所", "新建学校", 5, "所", year=2024),
    {"document": "plan.txt"} | target("新增学位3000个", "新增学位", 3000, "个"),
    {"document": "plan.txt"} | target("培训教师200人", "绿化", 200, "名"),
    {"document": "plan.txt"} | target("每校2人", "每校", 2, "人"),
    fact("citation", "甲条例", title="甲条例", action="issue"),
)

CASE = Case("plan", GOLD, FACTS, TEXT)
