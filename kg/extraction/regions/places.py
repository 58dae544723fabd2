"""Official divisions that a plan names, told from schools, streets and plain words.

A full official name of any year counts; the short name of a province or a prefecture (常州) counts
where it is a word of its own. A name that several divisions bear (鼓楼区) is solved by the other
divisions of the text or left open. 我市 and 全县 name no region.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.regions.word_starts import WordStarts
from kg.regex import patterns
from kg.regions import Tier, table
from kg.vocabulary import Match, Matcher

_YEAR_LENGTH = 5  # characters of a year right before a name: 2023年
# How far a clause is looked through for the words that make a place a partner's.
_CLAUSE = 40


class Place(NamedTuple):
    """A place name in the text: the divisions that bear it, and whether it names a division.

    ``institution``: it is part of the name of a school or a street; it then only hints at a region.
    """

    start: int
    end: int
    regions: tuple[str, ...]
    full: bool
    institution: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``regions.toml``."""

    institution: re.Pattern[str]
    short_institution: re.Pattern[str]
    partner_before: re.Pattern[str]
    partner_behind: re.Pattern[str]
    plain_words: frozenset[str]
    plain_areas: frozenset[str]
    phrases: frozenset[str]


def _solved(place: Place, before: list[Place], arounds: tuple[set[str], ...]) -> Place:
    """Return the place with the one region that it can mean, as it was where that is open.

    The name directly before it decides (徐州市鼓楼区), else the divisions that the text names, the
    plan's own before those of partners, and a prefecture before a province.
    """
    if len(place.regions) == 1:
        return place
    regions = table()
    touching = {other.regions[0] for other in before if other.end == place.start}
    for around in (touching, *arounds):
        for depth in (slice(1, 2), slice(2, None)):
            near = [r for r in place.regions if around & set(regions.chain(r)[depth])]
            if near:
                return place._replace(regions=(near[0],)) if len(near) == 1 else place
    return place


class Places:
    """The place names of a text, which is searched once for all that ask for them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._candidates = tuple(_candidates(text))
        self._found: dict[tuple[tuple[int, int], ...], list[Place]] = {}

    def within(self, stretches: tuple[tuple[int, int], ...]) -> list[Place]:
        """Return the place names in some stretches of the text, as these alone tell them."""
        if stretches not in self._found:
            inside = [
                place
                for start, end in stretches
                for place in document.beginning(self._candidates, start, end)
                if place.end <= end
            ]
            self._found[stretches] = _settled_together(self._text, inside)
        return self._found[stretches]


def places_of(doc: Doc) -> Places:
    """Return the place names of a Doc."""
    if doc._.places is None:
        doc._.places = Places(document.text(doc))
    found: Places = doc._.places
    return found


def _candidates(text: str) -> Iterator[Place]:
    """Yield what could be a place name in ``text``, in order.

    A name begins where a word does, and a short name ends there too: 适应城市 does not name 应城市.
    """
    starts = WordStarts(text)
    for match in _matcher().find_exactly(text):
        place = _place(text, match, starts)
        if place:
            yield place


def _settled_together(text: str, found: Sequence[Place]) -> list[Place]:
    """Return those of the candidates that are place names, each with the regions it can mean."""
    sure = _Sure.of(found)
    kept = [place for place in found if not _doubtful(text, place, sure)]
    arounds = (_around(_firm(text, kept)), _around(kept))
    return [_solved(place, kept[index - 1 : index], arounds) for index, place in enumerate(kept)]


def _firm(text: str, found: list[Place]) -> list[Place]:
    return [place for place in found if not is_partner(text, place.start, place.end)]


def _around(found: list[Place]) -> set[str]:
    """Return the regions that are certain among the places, with all that contain them."""
    certain = {place.regions[0] for place in found if len(place.regions) == 1}
    return {above for region in certain for above in table().chain(region)}


def is_partner(text: str, start: int, end: int) -> bool:
    """Whether a place is told as that of a partner, a visit or a model.

    >>> text = "赴上海市跟岗，海盐县新建学校"
    >>> is_partner(text, 1, 4), is_partner(text, 7, 10)
    (True, False)
    """
    words = _words()
    before, behind = text[max(0, start - _CLAUSE) : start], text[end : end + _CLAUSE]
    return bool(words.partner_before.search(before) or words.partner_behind.search(behind))


# Behind a year or 其中 a name begins, whatever jieba makes of 年满 in 2023年满城区.
_YEAR = re.compile(r"(?:20\d\d年|其中)$")


def _place(text: str, match: Match, starts: WordStarts) -> Place | None:
    """Return the place at a match, None where it is no name of its own."""
    start, end = match.start, match.end
    if start not in starts and not _YEAR.search(text[max(0, start - _YEAR_LENGTH) : start]):
        return None
    regions, words = table(), _words()
    full = match.label in regions.by_name
    if full:
        bearers = regions.by_name[match.label]
    elif end in starts:
        bearers = _highest(bearing(regions.by_short[match.label], match.label))
    else:
        return None
    institution = bool(words.institution.match(text, end))
    if not full:
        institution = institution or bool(words.short_institution.match(text, end))
    return Place(start, end, bearing(bearers, match.label), full, institution)


def _highest(bearers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the regions of the highest tier: 吉林 alone is the province."""
    regions = table()
    tier = min(regions.now(region).tier for region in bearers)
    return tuple(region for region in bearers if regions.now(region).tier is tier)


def bearing(bearers: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return those that bear the name today, or all where none does any more."""
    regions = table()
    today = [r for r in bearers if regions.now(r).last_year is None]
    today = [r for r in today if name in (regions.now(r).name, regions.now(r).short)] or today
    return tuple(today) or bearers


@dataclass(frozen=True, slots=True)
class _Sure:
    """What the places of a text that are easily nothing else say about the others.

    ``named`` are the regions with their full name, ``around`` those of all with what holds them,
    ``ends`` where such a place ends.
    """

    named: frozenset[str]
    around: frozenset[str]
    ends: frozenset[int]

    @classmethod
    def of(cls, found: Iterable[Place]) -> _Sure:
        """Return what is sure among the places of a text."""
        sure = [p for p in found if (p.end - p.start > 2 if p.full else _is_high(p))]
        return cls(
            frozenset(region for place in sure if place.full for region in place.regions),
            frozenset(a for place in sure for r in place.regions for a in table().chain(r)),
            frozenset(place.end for place in sure),
        )


def _doubtful(text: str, place: Place, sure: _Sure) -> bool:
    """Whether a name that is easily something else has nothing in the text that bears it out.

    和县 counts behind 马鞍山市, or beside a punctuation mark where 马鞍山 is named; 隆德 in a list
    where 固原 is; 白银 where 白银市 is.
    """
    regions = table()
    county = all(regions.now(region).tier is Tier.COUNTY for region in place.regions)
    if not place.full and text[place.start : place.end] in _words().plain_words:
        return not sure.named.intersection(place.regions)
    if place.full and text[place.start : place.end] in _words().phrases:
        listed = text[place.start - 1 : place.start] == "、" and place.start - 1 in sure.ends
        return not (place.start in sure.ends or listed or _heads_title(text, place))
    if (place.full and place.end - place.start > 2) or not (place.full or county):
        return False
    if _heads_title(text, place):
        return False
    parents = {parent for region in place.regions for parent in regions.chain(region)[1:2]}
    before, behind = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    if place.full:
        apart = place.start in sure.ends or not before.isalpha()
    else:
        apart = "、" in (before, behind)
    return not (parents & sure.around and apart)


def _heads_title(text: str, place: Place) -> bool:
    """Whether a name begins a title with a year: 嘉鱼教育2023年工作要点, 2023年赵县教育工作要点."""
    if text[place.start : place.end] in _words().plain_areas:
        return False
    year = _YEAR_BEFORE.search(text, max(0, place.start - _YEAR_LENGTH), place.start)
    begin = year.start() if year else place.start
    while begin and text[begin - 1].isspace() and text[begin - 1] != "\n":
        begin -= 1
    if begin and text[begin - 1] != "\n":
        return False
    behind = text[place.end : place.end + _LONGEST_TITLE].partition("\n")[0]
    return bool((_BEHIND_YEAR if year else _BEHIND_NAME).fullmatch(behind))


_YEAR_BEFORE = re.compile(r"20\d\d年$")
_BEHIND_YEAR = re.compile(r"教[育体科].{0,30}")
_BEHIND_NAME = re.compile(r"教[育体科].{0,12}20\d\d年.{0,20}|20\d\d年.{0,6}教[育体科].{0,20}")
# More characters than the patterns take.
_LONGEST_TITLE = 60


def _is_high(place: Place) -> bool:
    """Whether a place can only be a province or a prefecture."""
    return all(table().now(region).tier < Tier.COUNTY for region in place.regions)


def plain_words() -> frozenset[str]:
    """Return the short names that are easily plain words: 朝阳, 新华."""
    return _words().plain_words


@cache
def _matcher() -> Matcher:
    """Return the matcher of all full names and of the short names of two characters or more."""
    regions = table()
    return Matcher([*regions.by_name, *(short for short in regions.by_short if len(short) > 1)])


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.regions", "regions")
    sets = ("plain_words", "plain_areas", "phrases")
    return patterns(Words, raw, **{name: frozenset(raw[name]) for name in sets})
