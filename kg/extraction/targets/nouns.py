"""The noun of an indicator, once its words are found: without examples and partners, with its verb.

建成第十二小学、第八中学等3个项目 counts 建成项目; 赴高校招聘教师320名 counts 招聘教师.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.regex import compiled, patterns


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``noun`` of ``targets.toml``, and the verbs of ``clause``."""

    verb: re.Pattern[str]
    generic: re.Pattern[str]
    example: re.Pattern[str]
    partner: re.Pattern[str]


def plain_noun(indicator: str, clause: str) -> str:
    """Return ``indicator`` as a noun that says what is counted; ``clause`` is what stands before.

    >>> plain_noun("项目", "建成投用西城片区学校等")
    '建成投用项目'
    >>> plain_noun("江西飞行学院等高校", "建成江西飞行学院等高校")
    '建成高校'
    """
    words = _words()
    indicator = words.partner.sub("", indicator)
    open_ended = clause.endswith(f"{indicator}等")
    examples = words.example.search(f"{indicator}等" if open_ended else indicator)
    kind = (examples["kind"] or examples["name"]) if examples else None
    if kind:
        return _verb(clause, words) + kind
    if words.generic.fullmatch(indicator):
        return _verb(clause, words) + indicator
    return indicator


def _verb(clause: str, words: Words) -> str:
    """Return the verbs with which a clause begins, "" where it begins with none."""
    match = words.verb.search(clause)
    return match.group() if match else ""


@cache
def _words() -> Words:
    table = resources.words("kg.extraction.targets", "targets")
    raw, clause = table["noun"], table["clause"]
    verbs = f"{clause['verbs']}|{clause['telling']}|{raw['verbs']}"
    return patterns(Words, raw, verb=compiled(f"(?:{verbs})+"))
