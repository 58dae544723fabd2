"""What the places of a page say for the region of its plan, each a place in the text with a weight.

A name in the title, at an own office or in the text states its region; what lies inside a division,
and the page's tags, only hint at it. ``clues.toml`` holds the words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from kg import resources
from kg.clean.lines import lines
from kg.extraction.document import is_within
from kg.extraction.regions.places import Place, is_partner
from kg.records import Hint
from kg.regex import compiled, patterns
from kg.regions import table

# Weights were set on the five seeds and passages of our own: a title or an issuer decides, three
# plain mentions are worth an own office, two counties tell their city. A partner's place
# (赴上海跟岗) is hardly one inside the region:
_TITLE, _OFFICE, _TAG, _MENTION = 5.0, 3.0, 2.0, 1.0  # of the whole region
_INSIDE, _SCHOOL_INSIDE, _PARTNER = 1.0, 0.7, 0.3  # a place in it; the last a factor

_LONGEST_TITLE = 60  # characters of a line that is a title
_LINE = 200  # characters of a line that are looked at
_LINE_END = re.compile("\n")


class Clue(NamedTuple):
    """A place in the text that speaks for a region; ``source`` is the region or town it names."""

    region: str
    weight: float
    stated: bool
    hint: Hint
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``region`` of ``clues.toml``, and of ``plan.toml`` what is used."""

    title: re.Pattern[str]
    issuer: re.Pattern[str]
    office: re.Pattern[str]
    own: re.Pattern[str]
    zone: re.Pattern[str]
    masked: re.Pattern[str]
    tags: re.Pattern[str]
    national: re.Pattern[str]


@dataclass(frozen=True)
class Page:
    """The text of a page, where its plan and the plan's title stand, and the places it names."""

    text: str
    body: tuple[tuple[int, int], ...]
    places: tuple[Place, ...]
    title: tuple[int, int] | None = None

    def in_body(self, offset: int) -> bool:
        """Whether ``offset`` lies in the plan, not in what the page adds to it."""
        return is_within(self.body, offset)

    def line(self, offset: int) -> str:
        """Return the line that holds ``offset``."""
        start = self._lines[bisect_right(self._lines, offset) - 1]
        return next((line.text for line in lines(self.text[start : start + _LINE])), "")

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def in_title(self, place: Place) -> bool:
        """Whether a place stands in the plan's title, or in a line of the plan that is one."""
        if self.title and self.title[0] <= place.start < self.title[1]:
            return True
        line = self.line(place.start)
        titled = _words().title.search(line) or _words().office.match(line)
        return self.in_body(place.start) and len(line) < _LONGEST_TITLE and bool(titled)


def stated(page: Page) -> list[Clue]:
    """Return what the names of regions say.

    A region that the text only mentions, and less often than its neighbours together, is one of
    those that a plan for more than it, or for elsewhere, lists.
    """
    clues = list(_named(page))
    mentions = Counter(clue.region for clue in clues if is_mention(clue))
    among: Counter[str] = Counter()
    for region, count in mentions.items():
        among[_above(region)] += count
    return [
        clue
        for clue in clues
        if not is_mention(clue) or 2 * mentions[clue.region] > among[_above(clue.region)]
    ]


def is_mention(clue: Clue) -> bool:
    """Whether a clue is a name in the text and no more: not in the title, not at an office."""
    return clue.weight == _MENTION


def is_title(clue: Clue) -> bool:
    """Whether a clue is a name in the title or in the page's label of the issuer."""
    return clue.weight == _TITLE


def _above(region: str) -> str:
    """Return what contains a region directly, "" for a province."""
    return next(iter(table().chain(region)[1:]), "")


def _named(page: Page) -> Iterator[Clue]:
    """Yield a clue for each name; one that several regions bear speaks for each in a title."""
    for place in page.places:
        masked = _words().masked.match(page.text, place.end)
        if place.institution or masked or is_zone(page.text, place):
            continue
        weight, states, shows = _naming(page, place)
        if len(place.regions) > 1 and weight < _TITLE:
            continue
        for region in place.regions if weight else ():
            yield Clue(region, weight, states, _hint(page.text, place, region, shows), region)


def inside(page: Page) -> Iterator[Clue]:
    """Yield what each region in the plan says for the divisions that contain it."""
    known: set[str] = set()
    for place in page.places:
        if len(place.regions) != 1 or place.regions[0] in known or not page.in_body(place.start):
            continue
        known.add(place.regions[0])
        weight = _SCHOOL_INSIDE if place.institution else _INSIDE
        if is_partner(page.text, place.start, place.end):
            weight *= _PARTNER
        name = page.text[place.start : place.end]
        yield from containing(place.regions[0], name, (place.start, place.end), weight)


def containing(region: str, name: str, span: tuple[int, int], weight: float) -> Iterator[Clue]:
    """Yield what something in ``region`` says for the divisions that contain the region."""
    for above in table().chain(region)[1:]:
        shows = f"{name}属于{table().now(above).name}"
        yield Clue(above, weight, False, Hint(*span, shows), region)
        weight /= 2


def _naming(page: Page, place: Place) -> tuple[float, bool, str]:
    """Return what it is worth that a region is named here, whether it states it, and why."""
    words, text = _words(), page.text
    office = bool(words.own.match(text, place.end))
    line = page.line(place.start)
    if page.in_title(place):
        return _TITLE, True, "标题写明{}"
    if page.in_body(place.start):
        if is_partner(text, place.start, place.end):
            return 0.0, False, ""
        return (_OFFICE, True, "{}本级机关") if office else (_MENTION, True, "正文提及{}")
    if words.issuer.search(line):
        return _TITLE, True, "发布信息写明{}"
    if words.tags.search(line):
        return _TAG, False, "页面标签提及{}"
    return (_TAG, False, "页面标签提及{}本级机关") if office else (0.0, False, "")


def unplaced(page: Page) -> Hint | None:
    """Return what tells that a plan is for no division: for a zone, or for the whole country."""
    titled = [place for place in page.places if page.in_title(place) and not place.institution]
    if titled and all(is_zone(page.text, place) for place in titled):
        name = page.text[titled[0].start : titled[0].end]
        shows = f"标题所写为{name}的功能区，没有行政区划代码"
        return Hint(titled[0].start, titled[0].end, shows)
    for start, _ in page.body[:1]:
        national = _words().national.match(page.text, start)
        if national:
            return Hint(*national.span("who"), f"标题写明{national['who']}，不是地方的计划")
    return None


def is_zone(text: str, place: Place) -> bool:
    """Whether a name begins that of a zone: 苏州工业园区 has no code of its own."""
    return bool(_words().zone.match(text, place.end))


def _hint(text: str, place: Place, region: str, shows: str) -> Hint:
    """Return the hint of a name; of one that several regions bear it says which this is."""
    shown = shows.format(text[place.start : place.end])
    if len(place.regions) > 1:
        chain = reversed(table().chain(region))
        shown += "，可指" + "".join(table().now(above).name for above in chain)
    return Hint(place.start, place.end, shown)


@cache
def _words() -> Words:
    plan: Mapping[str, Mapping[str, str]] = resources.words("kg.extraction.plan", "plan")
    own: Mapping[str, str] = resources.words("kg.extraction.plan", "clues")["region"]
    return patterns(
        Words,
        own,
        title=compiled(plan["title"]["kind"]),
        issuer=compiled(plan["issuer"]["label"]),
        office=compiled(plan["issuer"]["line"]),
    )
