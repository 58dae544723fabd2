"""The Chinese words by which the report names kinds, verdicts, causes and fields: words.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.evaluate.gold import Item
from kg.evaluate.judge import Judgement
from kg.resources import words

_TABLE = words("kg.evaluate", "words")

KINDS: Mapping[str, str] = _TABLE["kinds"]
VERDICTS: Mapping[str, str] = _TABLE["verdicts"]
FIELDS: Mapping[str, str] = _TABLE["fields"]
SHOWN: Mapping[str, Sequence[str]] = _TABLE["shown"]
_COMPONENTS: Mapping[str, str] = _TABLE["components"]
_LINKING: Mapping[str, str] = _TABLE["linking"]
_VALUES: Mapping[str, Mapping[str, str]] = _TABLE["values"]


def component(name: str) -> str:
    """Return what a component or a field of one is called.

    >>> component("target.year"), component("region")
    ('数字：年份', '地区')
    """
    kind, _, field = name.partition(".")
    return _COMPONENTS.get(name) or f"{KINDS[kind]}：{FIELDS[field]}"


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
        said = value({name: answer}, name)
        if said not in answers:
            answers.append(said)
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
