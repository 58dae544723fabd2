"""What still tells the region of a plan from which its name was taken.

Towns, schools named after places, one-character names (在常高校, 苏教基), the unified code of an
office: each is a hint, none states a region, and each is quoted where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.document import beginning
from kg.extraction.plan.clues import Clue, Page, containing
from kg.extraction.plan.towns import Town, towns
from kg.extraction.regions.places import bearing, is_partner, plain_words
from kg.records import Hint
from kg.regex import patterns
from kg.regions import Tier, table

# A town without a namesake is worth a county in the text, a school a little less; two of either
# kind that agree are enough. A document's number alone never is.
_TOWN, _SCHOOL, _ABBREVIATION, _NUMBER, _CODE = 1.0, 0.9, 1.0, 0.5, 2.0
# A short name that more regions share than this tells nothing.
_MOST_BEARERS = 3
# Characters of a short name, and of what may stand between it and what it stands before.
_SHORTEST_NAME, _LONGEST_NAME, _LONGEST_GAP = 2, 8, 4
_CHECKED = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE = len(_CHECKED)


@dataclass(frozen=True, slots=True)
class Words:
    """The tables ``traces`` and ``characters`` of ``clues.toml``."""

    school: re.Pattern[str]
    plain_names: frozenset[str]
    abbreviation: re.Pattern[str]
    origin: re.Pattern[str]
    number: re.Pattern[str]
    unified_code: re.Pattern[str]
    characters: Mapping[str, tuple[str, ...]]


def traces(page: Page, candidates: tuple[str, ...] = ()) -> Iterator[Clue]:
    """Yield all traces of a page.

    What is certain, and the ``candidates`` between which a title leaves the choice, narrow the
    names that several regions bear.
    """
    certain = [
        place.regions[0]
        for place in page.places
        if len(place.regions) == 1 and not is_partner(page.text, place.start, place.end)
    ]
    around = {above for region in certain for above in table().chain(region)}
    numbers = list(_numbers(page, around))
    near = around | {clue.region for clue in numbers} | set(candidates)
    yield from numbers
    yield from _towns(page, near)
    yield from _schools(page, near)
    yield from _abbreviations(page, near)
    yield from _unified_codes(page)


def _towns(page: Page, near: set[str]) -> Iterator[Clue]:
    """Yield what each town says for its county and what holds it, namesakes sharing the weight."""
    named: dict[str, Town] = {}
    for start, end in page.body:
        for town in towns(page.text, start, end):
            named.setdefault(page.text[town.start : town.end], town)
    alone = {town.counties[0] for town in named.values() if len(town.counties) == 1}
    around = near | {above for county in alone for above in table().chain(county)}
    for name, town in named.items():
        counties = _narrowed(town.counties, around)
        span, weight = (town.start, town.end), _TOWN / len(counties)
        for county in counties:
            shows = f"{name}属于{table().now(county).name}"
            yield Clue(county, weight, False, Hint(*span, shows), name)
            yield from containing(county, name, span, weight)


def _narrowed(bearers: tuple[str, ...], around: set[str]) -> tuple[str, ...]:
    """Return the bearers of a name that lie where the rest of the text does, else all.

    Those in a prefecture that is near come before those in a province that is.
    """
    chains = {region: table().chain(region) for region in bearers}
    for depth in (slice(0, 1), slice(1, 2), slice(2, None)):
        near = tuple(region for region in bearers if around.intersection(chains[region][depth]))
        if near:
            return near
    return bearers


def _schools(page: Page, near: set[str]) -> Iterator[Clue]:
    """Yield what a school with the name of a place says for it: 浦城一中, 溧阳市第二中学."""
    seen: set[str] = set()
    for start, end in page.body:
        for match in _words().school.finditer(page.text, start, end):
            begin, bearers = _place_before(page.text, start, match.start())
            name = page.text[begin : match.end()]
            bearers = _narrowed(bearers, near)
            if name in seen or not 0 < len(bearers) <= _MOST_BEARERS:
                continue
            seen.add(name)
            if is_partner(page.text, begin, match.end()):
                continue
            for region in bearers:
                shows = f"{name}以{table().now(region).name}命名"
                hint = Hint(begin, match.end(), shows)
                yield Clue(region, _SCHOOL / len(bearers), False, hint, name)


def _place_before(text: str, floor: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Return where the place name before ``end`` begins, and who bears it.

    It ends there, or as a full name a little before: 嘉鱼县城北 is in 嘉鱼县.
    """
    regions, words = table(), _words()
    for gap in range(_LONGEST_GAP + 1):
        if not text[end - gap : end + 1].isalnum():
            break
        for length in range(_LONGEST_NAME, _SHORTEST_NAME - 1, -1):
            begin = end - gap - length
            name = text[begin : end - gap] if begin >= floor else ""
            bearers = regions.by_name.get(name, ()) if length > _SHORTEST_NAME else ()
            if not gap and name not in words.plain_names:
                bearers = bearers or regions.by_short.get(name, ())
            if bearers:
                return begin, bearing(bearers, name)
    return end, ()


def _abbreviations(page: Page, near: set[str]) -> Iterator[Clue]:
    """Yield what 在常高校 says for the prefectures near that have the character, 甬 for its own."""
    seen: set[str] = set()
    for start, end in page.body:
        for match in _words().abbreviation.finditer(page.text, start, end):
            if match.group() in seen:
                continue
            seen.add(match.group())
            for region in _with_character(match["character"], near)[:1]:
                shows = f"{match.group()}为{table().now(region).name}简称"
                yield Clue(region, _ABBREVIATION, False, Hint(*match.span(), shows))
        for place in beginning(page.places, start, end):
            behind = _words().origin.match(page.text, place.end)
            if behind and place.institution:
                for region in place.regions[:1] if len(place.regions) == 1 else ():
                    shows = f"{page.text[place.start : behind.end()]}指{table().now(region).name}人"
                    yield Clue(region, _ABBREVIATION, False, Hint(place.start, behind.end(), shows))


def _with_character(character: str, near: set[str]) -> list[str]:
    """Return the prefectures near with a character in their name, else the one that it stands for.

    在宁高校 can be in 南京, 南宁 or 宁夏: it needs one of them near, where 在甬高校 does not.
    """
    named = [
        region
        for region in sorted(near)
        if character in table().now(region).short and table().now(region).tier is Tier.PREFECTURE
    ]
    listed = _words().characters.get(character, ())
    return named or [r for r in listed if len(listed) == 1 and not r.endswith("0000")]


def _numbers(page: Page, near: set[str]) -> Iterator[Clue]:
    """Yield what the numbers of documents say: 浙教基 for its province, 常教发 for a city near."""
    seen: set[str] = set()
    for match in _words().number.finditer(page.text):
        who = match["who"]
        if who in seen:
            continue
        seen.add(who)
        listed = _words().characters.get(who, ())
        for region in listed or _with_character(who, near)[:1]:
            shows = f"文号{match.group()}为{table().now(region).name}简称"
            weight = _NUMBER / max(1, len(listed))
            yield Clue(region, weight, False, Hint(*match.span(), shows))


def _unified_codes(page: Page) -> Iterator[Clue]:
    """Yield what the unified codes of offices and schools say: digits 3 to 8 are their division."""
    for match in _words().unified_code.finditer(page.text):
        region = _by_code().get(match["division"])
        if region and is_unified_code(match["code"]):
            shows = f"统一社会信用代码登记于{table().now(region).name}"
            yield Clue(region, _CODE, False, Hint(*match.span("code"), shows))


@cache
def _by_code() -> Mapping[str, str]:
    """Return the region by each code that it has had; one that changed hands is the later's."""
    periods = sorted(
        (period for group in table().periods.values() for period in group),
        key=lambda period: period.last_year or 9999,
    )
    return {period.code: period.region for period in periods}


def is_unified_code(code: str) -> bool:
    """Return whether the last character checks the others, by GB 32100-2015.

    >>> is_unified_code("113204000141094883"), is_unified_code("113204000141094884")
    (True, False)
    """
    if len(code) != 18 or not set(code) <= set(_CHECKED):
        return False
    total = sum(_CHECKED.index(c) * pow(3, i, _BASE) for i, c in enumerate(code[:-1]))
    return _CHECKED[-total % _BASE] == code[-1]


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.plan", "clues")
    own = raw["traces"]
    return patterns(
        Words,
        own,
        plain_names=plain_words().union(own["plain_names"]),
        characters={who: tuple(regions) for who, regions in raw["characters"].items()},
    )
