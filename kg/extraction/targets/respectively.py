"""Amounts that 分别 gives out one by one: to things, or to years.

A、B分别达到97%、91% says of each thing its own number, and 2023年、2024年分别遴选20所、30所 of
each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.targets.amounts import Amount
from kg.extraction.targets.indicators import Counted, leading_length
from kg.regex import patterns

_EACH = "分别"
_YEARS = re.compile(r"20\d\d年")
# Between 从 and 分别 stand baselines, not things.
_FROM = re.compile(r"(?:从|由)[^，从由\d]*+\d")
_YEARLY = re.compile(
    r"(?<!20\d\d[、和])(?<!20\d\d年[、和])(?P<years>(?:20\d\d年?[、和])+20\d\d年)分别[^，。；]{0,15}$"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``respectively`` of ``targets.toml``, and of its stages."""

    things: re.Pattern[str]
    between: re.Pattern[str]
    stage: re.Pattern[str]


def by_thing(text: str, amounts: tuple[Amount, ...], start: int) -> dict[int, Counted]:
    """Return what the amounts of lists like A、B分别达到97%、91% count, by where they begin.

    ``start`` is where the sentence begins.
    """
    words = _words()
    found: dict[int, Counted] = {}
    if text.find(_EACH, start, amounts[-1].start) < 0:
        return found
    for index, first in enumerate(amounts):
        match = words.things.search(text, start, first.start)
        if not match or _YEARS.match(match["things"]) or _FROM.search(match["things"]):
            continue
        group = _joined(text, amounts[index:])
        begin = match.start("things") + leading_length(match["things"])
        things = list(_split(text, begin, match.end("things")))
        if 2 <= len(group) <= len(things):
            for (left, right), amount in zip(things[-len(group) :], group, strict=True):
                what = text[left:right] + _tail(text[left:right], text[slice(*things[-1])])
                found[amount.start] = Counted(left, amount.end, what, unit=amount.unit)
    return found


def by_year(text: str, amounts: tuple[Amount, ...], start: int) -> dict[int, int]:
    """Return the years of amounts like 2023年、2024年分别遴选20所、30所, by where they begin."""
    found: dict[int, int] = {}
    if text.find(_EACH, start, amounts[-1].start) < 0:
        return found
    for index, first in enumerate(amounts):
        match = _YEARLY.search(text, start, first.start)
        if not match:
            continue
        years = [int(year) for year in re.findall(r"20\d\d", match["years"])]
        group = _joined(text, amounts[index:])
        if len(years) == len(group):
            found.update({a.start: year for a, year in zip(group, years, strict=True)})
    return found


def _joined(text: str, amounts: tuple[Amount, ...]) -> list[Amount]:
    """Return the first amount and those that a list joins to it."""
    group = [amounts[0]]
    for amount in amounts[1:]:
        if not _words().between.fullmatch(text, group[-1].end, amount.start):
            break
        group.append(amount)
    return group


def _tail(thing: str, last: str) -> str:
    """Return what the last thing of a list has for all: 一中、二中高考本科上线率.

    The last thing must begin with one of the same kind: a stage of schooling, or a word of the same
    length that ends in the same character.
    """
    stage = _words().stage
    if stage.fullmatch(thing):
        own = stage.match(last)
        return last[own.end() :] if own else ""
    alike = last[: len(thing)]
    return last[len(alike) :] if alike != thing and alike[-1:] == thing[-1:] else ""


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a list between two offsets."""
    for mark in _words().between.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.targets", "targets")
    return patterns(Words, raw["respectively"] | {"stage": raw["clause"]["stage"]})
