"""Which region a plan is for, and what speaks for it.

A region is stated where the title, the page's table of contents or the plan's own sentences name
it as theirs. Otherwise it is inferred from the regions and towns inside it, from schools, tags,
abbreviations and codes. A name that several regions bear is solved by the same evidence, or left
open.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.plan.clues import Clue, Page, inside, is_mention, is_title, stated, unplaced
from kg.extraction.plan.traces import traces
from kg.extraction.regions.places import Place
from kg.records import Hint
from kg.regex import compiled
from kg.regions import Tier, table

# Bounds were set on the five seeds and passages of our own, as the weights of the clues:
_ENOUGH_STATED = 3.0  # for a region that the plan states
_ENOUGH_INFERRED = 1.7  # for one that it does not
# A rival with this share of the best score leaves the question open.
_RIVAL = 0.8
# What solves a name that several bear: this score, and the next at most half of it.
_ENOUGH_SOLVED = 1.0
# Three counties of another prefecture and none of its own speak against a stated region.
_ENOUGH_AGAINST = 3.0
_HINTS = 6  # that are kept; they are shown to a person

# Confidence in the plan's region, chosen, not tuned:
_CONTRADICTED, _SOLVED = 0.6, 0.9  # stated against its counties; one of a name's, by the text
_OPEN = 0.5  # rivals
_LEAST_INFERRED, _A_CLUE, _MOST_INFERRED = 0.4, 0.1, 0.9  # the second for a weight of 1

# Names that ended before are no names of a plan on the web: 广安 was a 地区 until 1997.
_FIRST_PLANS = 2005


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """The region of a plan and what speaks for it; None where the evidence does not reach.

    ``rivals`` are the regions between which the evidence leaves the question open, ``against`` is
    what speaks for elsewhere though the region is stated.
    """

    region: str | None
    stated: bool
    confidence: float
    hints: tuple[Hint, ...]
    rivals: tuple[str, ...] = ()
    against: tuple[Hint, ...] = ()

    @property
    def code(self) -> str | None:
        """The region's code today."""
        return table().now(self.region).code if self.region else None


@dataclass(frozen=True, slots=True)
class Scope:
    """How the plan calls its region: by 全市 a name that ends so; ``divided`` into counties."""

    ending: str
    divided: bool

    def fits(self, region: str) -> bool:
        """Whether a region can be meant, by one of the names that it has had."""
        return not self.ending or any(
            period.name.endswith(self.ending)
            for period in table().periods[region]
            if (period.last_year or _FIRST_PLANS) >= _FIRST_PLANS
        )

    def likely(self, region: str) -> bool:
        """Whether a region that is only inferred can be meant: 各县区 are not those of a county."""
        return not (self.divided and table().now(region).tier is Tier.COUNTY)


def own_region(
    text: str,
    body: tuple[tuple[int, int], ...],
    found: list[Place],
    title: tuple[int, int] | None = None,
) -> OwnRegion:
    """Return the region that the plan in ``body`` is for; ``found`` are all places of the page.

    ``title`` is where the plan's title stands, be it the name of a file.
    """
    page = Page(text, body, tuple(found), title)
    elsewhere = unplaced(page)
    if elsewhere:
        return OwnRegion(None, stated=False, confidence=1.0, hints=(elsewhere,))
    scope = _scope(page)
    within = list(inside(page))
    named = stated(page)
    naming = [clue for clue in named if scope.fits(clue.region)]
    told = _stated([clue for clue in naming if clue.stated], within)
    if told is None:  # the title stands, though the text says 全市 of a county
        counties = [clue for clue in named if table().now(clue.region).tier is Tier.COUNTY]
        told = _stated([clue for clue in counties if is_title(clue)], within)
    if told and not told.rivals:
        return told
    faint = [*within, *traces(page, told.rivals if told else ())]
    if told:
        return _solved(told.rivals, named, faint) or told
    possible = [c for c in (*naming, *faint) if scope.fits(c.region) and scope.likely(c.region)]
    return _inferred(possible)


def _stated(clues: list[Clue], within: list[Clue]) -> OwnRegion | None:
    """Return the region that is stated, with its rivals; None where none is."""
    best, *rivals = _best(clues, _ENOUGH_STATED)
    if not best:
        return None
    if rivals:
        return _open(clues, (best, *rivals))
    own = [clue for clue in clues if clue.region == best]
    if all(is_mention(clue) for clue in own) and _outweighed(best, within):
        return None
    hints = _strongest(own)
    against = _against(best, within)
    return OwnRegion(best, True, _CONTRADICTED if against else 1.0, hints, (), against)


def _inferred(clues: list[Clue]) -> OwnRegion:
    """Return the region that all clues together speak for, if they reach."""
    best, *rivals = _best(clues, _ENOUGH_INFERRED)
    if not best:
        return OwnRegion(None, stated=False, confidence=1.0, hints=())
    if rivals:
        return _open(clues, (best, *rivals))
    own = [clue for clue in clues if clue.region == best]
    weight = sum(clue.weight for clue in own)
    confidence = min(_MOST_INFERRED, round(_LEAST_INFERRED + _A_CLUE * weight, 2))
    return OwnRegion(best, False, confidence, _strongest(own))


def _open(clues: list[Clue], rivals: tuple[str, ...]) -> OwnRegion:
    hints = _strongest(clue for clue in clues if clue.region in rivals)
    return OwnRegion(None, False, _OPEN, hints, rivals)


def _outweighed(region: str, within: list[Clue]) -> bool:
    """Whether more lies inside another region of its tier: 台湾 in a plan with 福建's cities."""
    scores: dict[str, float] = defaultdict(float)
    for clue in within:
        scores[clue.region] += clue.weight
    tier = table().now(region).tier
    others = [s for r, s in scores.items() if r != region and table().now(r).tier is tier]
    return max(others, default=0.0) > max(scores[region], _ENOUGH_INFERRED)


def _solved(rivals: tuple[str, ...], naming: list[Clue], faint: list[Clue]) -> OwnRegion | None:
    """Return the rival that towns, schools and neighbours speak for, None where they don't.

    What is inside a rival or inside what holds it counts: 高营镇 is in 石家庄市长安区.
    """
    scores = {
        rival: [
            clue
            for clue in faint
            if clue.region in table().chain(rival)[:2] and clue.source not in rivals
        ]
        for rival in rivals
    }
    weights = {rival: sum(clue.weight for clue in clues) for rival, clues in scores.items()}
    best, *others = sorted(weights, key=lambda rival: (-weights[rival], rival))
    if weights[best] < _ENOUGH_SOLVED or any(2 * weights[o] > weights[best] for o in others):
        return None
    named = _strongest(clue for clue in naming if clue.region == best)[:1]
    return OwnRegion(best, True, _SOLVED, _in_order({*named, *_strongest(scores[best])}))


def _against(region: str, within: list[Clue]) -> tuple[Hint, ...]:
    """Return what lies in another prefecture, where much does and nothing in the region's own."""
    chain = table().chain(region)
    if table().now(region).tier is Tier.PROVINCE:
        return ()
    own = next((r for r in chain if table().now(r).tier is not Tier.COUNTY), region)
    scores: dict[str, float] = defaultdict(float)
    for clue in within:
        direct = table().chain(clue.source)[1:2] == (clue.region,)
        if direct and clue.source not in chain and table().now(clue.source).tier is Tier.COUNTY:
            scores[clue.region] += clue.weight
    others = {r: score for r, score in scores.items() if r != own and score >= _ENOUGH_AGAINST}
    if scores[own] or not others:
        return ()
    other = max(others, key=lambda r: (others[r], r))
    return _strongest(clue for clue in within if clue.region == other)


def _best(clues: list[Clue], enough: float) -> tuple[str, ...]:
    """Return the region with the highest score and those that come near it; "" for none."""
    scores: dict[str, float] = defaultdict(float)
    for clue in clues:
        scores[clue.region] += clue.weight
    ranked = sorted(scores, key=lambda region: (-scores[region], region))
    if not ranked or scores[ranked[0]] < enough:
        return ("",)
    inner = [r for r in ranked[1:] if ranked[0] in table().chain(r)[1:]]
    if inner and scores[inner[0]] >= _RIVAL * scores[ranked[0]]:
        ranked.insert(0, inner[0])  # 福建省泉州市 is 泉州市
    above = set(table().chain(ranked[0]))
    rivals = [r for r in ranked[1:] if r not in above and ranked[0] not in table().chain(r)]
    near = [rival for rival in rivals if scores[rival] >= _RIVAL * scores[ranked[0]]]
    return (ranked[0], *near)


def _strongest(clues: Iterable[Clue]) -> tuple[Hint, ...]:
    """Return the hints of the weightiest clues, one for each wording, in the order of the text."""
    ranked = sorted(clues, key=lambda clue: (-clue.weight, clue.hint.start))
    distinct = {clue.hint.shows: clue.hint for clue in reversed(ranked)}
    kept = [clue.hint for clue in ranked if distinct[clue.hint.shows] == clue.hint][:_HINTS]
    return _in_order(set(kept))


def _in_order(hints: set[Hint]) -> tuple[Hint, ...]:
    return tuple(sorted(hints, key=lambda hint: (hint.start, hint.end, hint.shows)))


def _scope(page: Page) -> Scope:
    """Return how the plan calls its region, by the word that it uses most: 全市, 我县."""
    own, divided = _words()
    counts: Counter[str] = Counter()
    parts = 0
    for start, end in page.body:
        counts.update(match[match.lastgroup or 0] for match in own.finditer(page.text, start, end))
        parts += len(divided.findall(page.text, start, end))
    ending = max(counts, key=lambda item: counts[item]) if counts else ""
    return Scope(ending, bool(parts))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = resources.words("kg.extraction.plan", "clues")["scope"]
    return compiled(raw["own"]), compiled(raw["divided"])
