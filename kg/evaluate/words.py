"""The Chinese words by which the report names kinds, verdicts, causes and fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.evaluate.gold import Item
from kg.evaluate.judge import Judgement, Verdict

KINDS = {"plan": "计划", "region": "地区", "program": "项目", "target": "数字", "citation": "文件"}

VERDICTS = {
    Verdict.RIGHT: "正确",
    Verdict.INEXACT: "不符",
    Verdict.MISSED: "漏读",
    Verdict.WRONG: "误读",
    Verdict.OPTIONAL: "可选",
}

COMPONENTS = {
    "region": "地区",
    "program": "项目",
    "target.detected": "数字：数值",
    "target.exact": "数字：并单位、比较、状态",
    "target.full": "数字：并指标",
    "citation": "文件",
    "same_program": "同一项目合一",
    "not_merged": "不同项目分开",
}

FIELDS = {
    "title": "标题",
    "year": "年份",
    "region": "地区",
    "issuer": "发布单位",
    "published": "发布日期",
    "document_type": "文种",
    "indicator": "指标",
    "value": "数值",
    "value_max": "上限",
    "unit": "单位",
    "comparator": "比较",
    "status": "状态",
    "program": "所属项目",
    "masked": "遮盖",
    "name": "名称",
    "level": "层级",
    "concept": "概念",
    "code": "代码",
    "action": "处理",
}

_TARGET_FIELDS = (
    "indicator", "value", "value_max", "unit", "comparator", "status", "year", "program", "region",
    "masked",
)  # fmt: skip
SHOWN: Mapping[str, tuple[str, ...]] = {
    "plan": ("title", "year", "region", "issuer", "published", "document_type"),
    "region": ("name", "code"),
    "program": ("name", "level", "concept"),
    "target": _TARGET_FIELDS,
    "citation": ("title", "action"),
}

_LINKING = {"same_program": "项目：一个分成两个", "not_merged": "项目：两个合成一个"}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "comparator": {"eq": "等于", "ge": "不少于", "le": "不超过", "approx": "约", "range": "区间"},
    "status": {"planned": "计划", "achieved": "已完成"},
    "level": {"national": "国家", "provincial": "省级", "local": "地方", "unknown": "不明"},
    "action": {"issue": "出台", "implement": "落实", "mention": "提及"},
    "document_type": {
        "work_points": "工作要点",
        "work_plan": "工作计划",
        "news_report": "新闻报道",
        "action_plan": "行动方案",
        "development_plan": "发展规划",
        "work_report": "工作总结",
    },
}


def component(name: str) -> str:
    """Return what a component or a field of one is called.

    >>> component("target.year"), component("region")
    ('数字：年份', '地区')
    """
    kind, _, field = name.partition(".")
    return COMPONENTS.get(name) or f"{KINDS[kind]}：{FIELDS[field]}"


def cause(judged: Judgement) -> str:
    """Return the cause of an error, such as 数字：单位不符."""
    if judged.component in _LINKING:
        return _LINKING[judged.component]
    if judged.differing:
        fields = "、".join(FIELDS[name] for name in judged.differing)
        return f"{KINDS[judged.kind]}：{fields}不符"
    return f"{KINDS[judged.kind]}：{VERDICTS[judged.verdict]}"


def message(judged: Judgement) -> str:
    """Return what an error should have been and what it was."""
    if not judged.differing or judged.gold is None:
        return judged.message
    found = judged.found[0] if judged.found else {}
    return "；".join(
        f"应为 {accepted(judged.gold, name)}，读作 {value(found, name)}"
        for name in judged.differing
    )


def accepted(gold: Item, name: str) -> str:
    """Return the value of a gold field, with the other right answers where there are some."""
    answers = [value(gold, name)]
    for answer in gold.get("accept", {}).get(name, ()):
        words = value({name: answer}, name)
        if words not in answers:
            answers.append(words)
    return " 或 ".join(answers)


def value(item: Item, name: str) -> str:
    """Return the value of a field in words; a dash where there is none.

    >>> value({"comparator": "ge"}, "comparator"), value({"value": 31000}, "value")
    ('不少于', '31000')
    """
    raw: Any = item.get(name)
    if raw is None or raw == "":
        return "—"
    if isinstance(raw, bool):
        return "是" if raw else "否"
    return _VALUES.get(name, {}).get(str(raw), str(raw))
