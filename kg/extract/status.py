"""Whether a number is planned or achieved, for which year, how firmly, as what kind of change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.extract.amounts import words_table
from kg.records import Commitment, Quantity, Status

_DEADLINE = re.compile(r"到?(20\d\d)年(?:底|末|年底)?(?:前|，)?")
_TIME_AT_START = re.compile(r"(?:截至|截止|到)?(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``status`` of ``targets.toml``."""

    achieved: re.Pattern[str]
    planned: re.Pattern[str]
    achieved_section: re.Pattern[str]
    ensure: re.Pattern[str]
    strive: re.Pattern[str]
    increase: re.Pattern[str]
    decrease: re.Pattern[str]


def status(clause: str, sentence: str, path: Iterable[str], plan_year: int | None) -> Status:
    """Return whether what ``clause`` says, the words before a number, has been done.

    ``sentence`` is the sentence as far as the number, ``path`` the headings above.

    >>> status("新建学校", "2022年，已新建学校", [], 2023)
    <Status.ACHIEVED: 'achieved'>
    """
    words = _words()
    if words.planned.search(clause):
        return Status.PLANNED
    if words.achieved.search(clause):
        return Status.ACHIEVED
    if words.planned.search(sentence):
        return Status.PLANNED
    year = _TIME_AT_START.match(sentence)
    past = year is not None and plan_year is not None and int(year[1]) < plan_year
    if past or words.achieved.search(sentence):
        return Status.ACHIEVED
    if any(words.achieved_section.search(heading) for heading in path):
        return Status.ACHIEVED
    return Status.PLANNED


def deadline(clause: str, sentence: str, path: Iterable[str], plan_year: int | None) -> int | None:
    """Return the year for which a number holds: that of its clause, its sentence or its heading.

    >>> deadline("到2025年覆盖率", "到2025年覆盖率", [], 2023)
    2025
    """
    for words in (clause, sentence, *path):
        years = [int(match[1]) for match in _DEADLINE.finditer(words)]
        if years:
            return years[-1]
    return plan_year


def commitment(clause: str) -> Commitment | None:
    """Return how firmly a clause promises its number.

    >>> commitment("力争全市")
    <Commitment.STRIVE: 'strive'>
    """
    if _words().strive.search(clause):
        return Commitment.STRIVE
    return Commitment.ENSURE if _words().ensure.search(clause) else None


def quantity(before: str, *, ratio: bool) -> Quantity:
    """Return what kind of number follows ``before``.

    >>> quantity("文件和会议减少", ratio=False)
    <Quantity.DECREASE: 'decrease'>
    """
    if ratio:
        return Quantity.RATIO
    if _words().decrease.search(before):
        return Quantity.DECREASE
    return Quantity.INCREASE if _words().increase.search(before) else Quantity.LEVEL


@cache
def _words() -> Words:
    raw = words_table()["status"]
    return Words(**{name: re.compile(raw[name]) for name in Words.__slots__})
