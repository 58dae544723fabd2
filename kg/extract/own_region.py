"""Which region a plan is for, and what speaks for it.

A region is stated where the title, the page's table of contents or the plan's own sentences name
it as theirs. Otherwise it is inferred from the regions inside it, from the tags of the page and
from abbreviations; every piece of evidence is a place in the text with a weight.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.clean.furniture import lines
from kg.extract.regions import Place
from kg.records import Hint
from kg.regions import Tier, table

# Weights and bounds were set on the five seeds and passages of our own: a title or an issuer
# decides, three plain mentions are worth an own office, two counties tell their city.
_TITLE, _OFFICE, _TAG, _MENTION, _INSIDE, _SCHOOL_INSIDE, _ABBREVIATION = (
    5.0,
    3.0,
    2.0,
    1.0,
    1.0,
    0.7,
    1.0,
)
_ENOUGH_STATED = 3.0
_ENOUGH_INFERRED = 1.7
# A rival with this share of the best score leaves the question open.
_RIVAL = 0.8
_HINTS = 6


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """The region of a plan and what speaks for it; None where the evidence does not reach.

    ``rivals`` are the regions between which the evidence leaves the question open.
    """

    region: str | None
    stated: bool
    confidence: float
    hints: tuple[Hint, ...]
    rivals: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """The region's code today."""
        return table().now(self.region).code if self.region else None


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the tables ``scope`` and ``region`` of ``plan.toml``."""

    scope: Mapping[Tier, re.Pattern[str]]
    title: re.Pattern[str]
    issuer: re.Pattern[str]
    own: re.Pattern[str]
    abbreviation: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Clue:
    region: str
    weight: float
    stated: bool
    hint: Hint


def own_region(text: str, body: tuple[tuple[int, int], ...], found: list[Place]) -> OwnRegion:
    """Return the region that the plan in ``body`` is for; ``found`` are all places of the page."""
    tiers = _scope(text, body)
    clues = [clue for clue in _clues(text, body, found) if not tiers or _fits(clue.region, tiers)]
    for stated, enough in ((True, _ENOUGH_STATED), (False, _ENOUGH_INFERRED)):
        considered = [clue for clue in clues if clue.stated or not stated]
        best, *rivals = _best(considered, enough)
        if rivals:
            hints = _strongest([clue for clue in considered if clue.region in (best, *rivals)])
            return OwnRegion(None, False, 0.5, hints, (best, *rivals))
        if best:
            hints = _strongest([clue for clue in considered if clue.region == best])
            score = sum(clue.weight for clue in considered if clue.region == best)
            confidence = 1.0 if stated else min(0.9, round(0.4 + 0.1 * score, 2))
            return OwnRegion(best, stated, confidence, hints)
    return OwnRegion(None, stated=False, confidence=1.0, hints=())


def _best(clues: list[_Clue], enough: float) -> tuple[str, ...]:
    """Return the region with the highest score and those that come near it; "" for none."""
    scores: dict[str, float] = defaultdict(float)
    for clue in clues:
        scores[clue.region] += clue.weight
    ranked = sorted(scores, key=lambda region: (-scores[region], region))
    if not ranked or scores[ranked[0]] < enough:
        return ("",)
    inside = [r for r in ranked[1:] if ranked[0] in table().chain(r)[1:]]
    if inside and scores[inside[0]] >= _RIVAL * scores[ranked[0]]:
        ranked.insert(0, inside[0])  # 福建省泉州市 is 泉州市
    above = set(table().chain(ranked[0]))
    rivals = [r for r in ranked[1:] if r not in above and ranked[0] not in table().chain(r)]
    near = [rival for rival in rivals if scores[rival] >= _RIVAL * scores[ranked[0]]]
    return (ranked[0], *near)


def _strongest(clues: list[_Clue]) -> tuple[Hint, ...]:
    """Return the hints of the weightiest clues, one for each wording, in the order of the text."""
    ranked = sorted(clues, key=lambda clue: (-clue.weight, clue.hint.start))
    distinct = {clue.hint.shows: clue.hint for clue in reversed(ranked)}
    kept = [clue.hint for clue in ranked if distinct[clue.hint.shows] == clue.hint][:_HINTS]
    return tuple(sorted(set(kept), key=lambda hint: hint.start))


def _scope(text: str, body: tuple[tuple[int, int], ...]) -> frozenset[Tier]:
    """Return the tiers that 全市, 我县 … leave possible, none where the text has no such word."""
    counts: Counter[Tier] = Counter()
    for start, end in body:
        for tier, pattern in _words().scope.items():
            counts[tier] += len(pattern.findall(text, start, end))
    if not counts or not max(counts.values()):
        return frozenset()
    tier = max(counts, key=lambda item: counts[item])
    return frozenset({Tier.PREFECTURE, Tier.COUNTY} if tier is Tier.PREFECTURE else {tier})


def _fits(region: str, tiers: frozenset[Tier]) -> bool:
    """Whether a region can be meant: 全市 is also said in a county-level city or a municipality."""
    now = table().now(region)
    if Tier.PREFECTURE in tiers:
        names = {period.name for period in table().periods[region]}
        return now.tier is Tier.PREFECTURE or any(name.endswith("市") for name in names)
    return now.tier in tiers


def _clues(text: str, body: tuple[tuple[int, int], ...], found: list[Place]) -> Iterator[_Clue]:
    words = _words()
    in_line = {place.start: _line(text, place.start) for place in found}
    inside: set[str] = set()
    for place in found:
        if len(place.regions) != 1:
            continue
        region = place.regions[0]
        name = text[place.start : place.end]
        in_body = any(start <= place.start < end for start, end in body)
        if in_body and region not in inside:
            inside.add(region)
            yield from _containing(region, name, place)
        if place.institution:
            continue
        weight, stated, shows = _naming(text, place, in_line[place.start], words, in_body=in_body)
        if weight:
            yield _Clue(region, weight, stated, Hint(place.start, place.end, shows.format(name)))
    yield from _abbreviations(text, found, words)


def _naming(
    text: str, place: Place, line: str, words: Words, *, in_body: bool
) -> tuple[float, bool, str]:
    """Return what it is worth that a region is named here, whether it states it, and why."""
    office = bool(words.own.match(text, place.end))
    if in_body and words.title.search(line) and len(line) < 60:
        return _TITLE, True, "标题写明{}"
    if not in_body and words.issuer.search(line):
        return _TITLE, True, "发布信息写明{}"
    if in_body:
        return (_OFFICE, True, "{}本级机关") if office else (_MENTION, True, "正文提及{}")
    return (_TAG, False, "页面标签提及{}本级机关") if office else (0.0, False, "")


def _containing(region: str, name: str, place: Place) -> Iterator[_Clue]:
    """Yield what a region, or a school of it, says for the divisions that contain it."""
    weight = _SCHOOL_INSIDE if place.institution else _INSIDE
    for above in table().chain(region)[1:]:
        shows = f"{name}属于{table().now(above).name}"
        yield _Clue(above, weight, False, Hint(place.start, place.end, shows))
        weight /= 2


def _abbreviations(text: str, found: list[Place], words: Words) -> Iterator[_Clue]:
    """Yield what 在常高校 says for the regions whose name has the character and that are near."""
    regions = table()
    near = {a for p in found if len(p.regions) == 1 for a in regions.chain(p.regions[0])}
    for match in words.abbreviation.finditer(text):
        for region in sorted(near):
            now = regions.now(region)
            if match["character"] in now.short and now.tier is Tier.PREFECTURE:
                shows = f"{match.group()}为{now.name}简称"
                yield _Clue(region, _ABBREVIATION, False, Hint(*match.span(), shows))
                return


def _line(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    return next((line.text for line in lines(text[start : start + 200])), "")


@cache
def _words() -> Words:
    raw = resources.words("kg.extract", "plan")
    return Words(
        {tier: re.compile(raw["scope"][tier.name.lower()]) for tier in Tier},
        re.compile(raw["title"]["kind"]),
        re.compile(raw["issuer"]["label"]),
        re.compile(raw["region"]["own"]),
        re.compile(raw["region"]["abbreviation"]),
    )
