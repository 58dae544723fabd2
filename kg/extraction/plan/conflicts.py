"""What is doubtful about a plan's region and year: no title, no or conflicting evidence.

A plan can't know what came after its year: a division's later name, a later document or meeting.
Such a conflict is shown at its place and changes neither the region nor the year. The dates, and
where each was read, stand in ``conflicts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.citations import titles
from kg.extraction.document import is_within
from kg.extraction.plan.own_region import OwnRegion
from kg.extraction.regions.places import Place
from kg.records import Fault, FaultKind, Hint, Span
from kg.regex import compiled
from kg.regions import Period, table

# Characters before an event that say that it lies ahead, and before a title that it is followed.
_AHEAD, _FOLLOWED = 12, 16

Body = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or a document, and the year from which on a plan can speak of it."""

    name: str
    year: int
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``conflicts.toml``."""

    ahead: re.Pattern[str]
    follows: re.Pattern[str]
    before_title: re.Pattern[str]
    title: re.Pattern[str]
    events: tuple[Event, ...]


def faults(
    text: str,
    body: Body,
    found: list[Place],
    region: OwnRegion,
    *,
    has_title: bool,
    until: int | None,
    span_of: Callable[[Hint], Span | None],
) -> Iterator[Fault]:
    """Yield what is doubtful about a plan whose last year is ``until``.

    ``span_of`` leads a place in ``text`` to the source.
    """
    if not has_title:
        yield Fault(FaultKind.NO_TITLE, "页面没有标题")
    yield from _region_faults(region)
    for kind in (_former_names, _later_names, _later_events, _later_documents):
        conflict = next(kind(text, body, found, until), None) if until else None
        if conflict:
            note = f"计划年度为{until}年，{conflict.shows}"
            yield Fault(FaultKind.YEAR_DOUBTFUL, note, span_of(conflict))


def _region_faults(region: OwnRegion) -> Iterator[Fault]:
    shown = _joined(region.hints)
    if region.rivals:
        yield Fault(FaultKind.REGION_DOUBTFUL, f"地区证据相互矛盾：{shown}")
    elif region.region is None:
        note = shown or "文中没有可以确定地区的证据"
        yield Fault(FaultKind.REGION_UNKNOWN, note)
    elif region.against:
        name = table().now(region.region).name
        note = f"文中写明{name}，所列地方却在别处：{_joined(region.against)}"
        yield Fault(FaultKind.REGION_DOUBTFUL, note)
    elif not region.stated:
        yield Fault(FaultKind.REGION_INFERRED, f"地区由推断得出：{shown}")


def _joined(hints: tuple[Hint, ...]) -> str:
    return "；".join(hint.shows for hint in hints)


def _former_names(text: str, body: Body, found: list[Place], until: int) -> Iterator[Hint]:
    """Yield the names that no division bore any more in the plan's year."""
    for place, name in _full_names(text, body, found):
        years = [period.last_year for period in _periods(place, name)]
        ended = None if None in years else max((year for year in years if year), default=None)
        if ended and ended < until:
            yield Hint(place.start, place.end, f"{name}之名只用到{ended}年")


def _later_names(text: str, body: Body, found: list[Place], until: int) -> Iterator[Hint]:
    """Yield the names that no division bore yet in the plan's year."""
    for place, name in _full_names(text, body, found):
        years = [period.first_year for period in _periods(place, name)]
        begun = None if None in years else min((year for year in years if year), default=None)
        if begun and begun > until:
            yield Hint(place.start, place.end, f"{name}之名{begun}年才有")


def _full_names(text: str, body: Body, found: list[Place]) -> Iterator[tuple[Place, str]]:
    for place in found:
        if place.full and is_within(body, place.start):
            yield place, text[place.start : place.end]


def _periods(place: Place, name: str) -> list[Period]:
    return [p for region in place.regions for p in table().periods[region] if p.name == name]


def _later_events(text: str, body: Body, _: list[Place], until: int) -> Iterator[Hint]:
    """Yield the meetings and documents that were not there yet and are spoken of as there."""
    words = _words()
    for event in words.events:
        if event.year <= until:
            continue
        for start, end in body:
            for match in event.words.finditer(text, start, end):
                if not words.ahead.search(text[max(start, match.start() - _AHEAD) : match.start()]):
                    shows = f"文中所说{event.name}{event.year}年才有"
                    yield Hint(*match.span(), shows)


def _later_documents(text: str, body: Body, _: list[Place], until: int) -> Iterator[Hint]:
    """Yield the documents and meetings that are followed and bear a later year."""
    words = _words()
    for start, end in body:
        for match in words.follows.finditer(text, start, end):
            if int(match["year"]) > until:
                yield Hint(*match.span(), f"文中依据的文件或会议为{match['year']}年")
        for title in titles(text, start, end):
            name = text[title.start : title.end]
            year = words.title.search(name)
            followed = words.before_title.search(
                text[max(start, title.start - _FOLLOWED) : title.start]
            )
            if year and followed and int(year["year"]) > until:
                yield Hint(title.start, title.end, f"文中依据的《{name}》为{year['year']}年")


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.plan", "conflicts")
    return Words(
        ahead=compiled(raw["ahead"]["before"]),
        follows=compiled(raw["follows"]["words"]),
        before_title=compiled(raw["follows"]["before_title"]),
        title=compiled(raw["follows"]["title"]),
        events=tuple(
            Event(row["name"], row["year"], compiled(row["words"])) for row in raw["event"]
        ),
    )
