"""Which fact reads which gold item, kind by kind; how like two texts and two places are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.evaluate.gold import Item, required

# Two readers word an indicator differently; at half of the characters and pairs in common they mean
# the same on the five plans.
LIKENESS = 0.5
TITLE_LIKENESS = 0.8  # the same of two titles of documents; chosen, not tuned
EXACT_FIELDS = ("unit", "comparator", "status")

_LONGEST_QUOTE = 80  # characters of a found quote, or _LONGER times the gold one
_LONGER = 3  # chosen, not tuned, like the next
_ROUNDING = 0.01  # by which two values may differ; of large ones by a hundredth of it, in parts
_SHARED = 0.5  # of a place that lies in another for the two to be one
_SAME_UNITS = {"名": "人", "位": "人", "平米": "平方米", "㎡": "平方米", "学时": "课时"}


def alike(left: str, right: str) -> float:
    """Return the likeness of two short texts: Dice over characters and pairs, 0 to 1.

    >>> round(alike("新增学位", "公办园新增学位"), 2)
    0.7
    """
    grams = [Counter(_grams(text)) for text in (left, right)]
    sizes = [sum(counter.values()) for counter in grams]
    return 2 * sum((grams[0] & grams[1]).values()) / sum(sizes) if all(sizes) else 0.0


def match_programs(gold: Sequence[Item], concepts: Mapping[str, Sequence[Item]]) -> dict[int, str]:
    """Return by the index of a gold program the concept that reads it.

    A concept reads a program where half of its mentions stand at the program's places.
    """
    pairs = []
    for concept, facts in concepts.items():
        for index, item in enumerate(gold):
            meeting = sum(
                any(_overlap(fact, span) >= _SHARED for span in item["spans"]) for fact in facts
            )
            if meeting and 2 * meeting >= len(facts):
                share = meeting / len(facts)
                pairs.append((required(item), share, meeting, -index, concept))
    match: dict[int, str] = {}
    for _, _, _, minus, concept in sorted(pairs, reverse=True):
        if -minus not in match and concept not in match.values():
            match[-minus] = concept
    return match


def match_targets(gold: Sequence[Item], found: Sequence[Item]) -> dict[int, int]:
    """Return by the index of a gold target that of the fact that reads it.

    A fact reads a target where their quotes meet and the number is the same; an optional target may
    be read with another number, if nothing else wants that fact.
    """
    pairs = sorted(
        (
            (same_number(g, f), not differing(g, f), alike(g["indicator"], f["indicator"]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if meets(g, f)
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    for number, _, _, i, j in pairs:
        if number and i not in match and j not in match.values():
            match[i] = j
    for *_, i, j in pairs:
        if not required(gold[i]) and i not in match and j not in match.values():
            match[i] = j
    return match


def match_citations(gold: Sequence[Item], titles: Mapping[str, Sequence[Item]]) -> dict[int, str]:
    """Return by the index of a gold citation the title that reads it."""
    match: dict[int, str] = {}
    for index, item in sorted(enumerate(gold), key=lambda pair: not required(pair[1])):
        for title, facts in titles.items():
            near = any(_overlap(fact, span) >= _SHARED for fact in facts for span in item["spans"])
            if near and title not in match.values():
                match[index] = title
                break
    return match


def meets(gold: Item, found: Item) -> bool:
    """Whether two quotes share half of the shorter, and the found one is not far longer."""
    length: int = gold["end"] - gold["start"]
    other: int = found["end"] - found["start"]
    shared: int = min(gold["end"], found["end"]) - max(gold["start"], found["start"])
    short = other <= max(_LONGEST_QUOTE, _LONGER * length)
    return short and shared > 0 and 2 * shared >= min(length, other)


def same_number(gold: Item, found: Item) -> bool:
    """Whether two targets have one number, or both have it masked."""
    masked = bool(gold.get("masked")) == bool(found.get("masked"))
    return masked and all(_near(gold.get(name), found.get(name)) for name in ("value", "value_max"))


def differing(gold: Item, found: Item) -> tuple[str, ...]:
    """Return which of unit, comparator and status two targets do not share."""
    return tuple(
        name for name in EXACT_FIELDS if _one_unit(gold.get(name)) != _one_unit(found.get(name))
    )


def _one_unit(value: object) -> object:
    return _SAME_UNITS.get(str(value), value)


def _near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _ROUNDING * max(1.0, abs(left) * _ROUNDING)


def _overlap(fact: Item, span: Sequence[int]) -> float:
    """Return what two places share, as a part of what they cover together."""
    shared = min(fact["end"], span[1]) - max(fact["start"], span[0])
    return shared / (max(fact["end"], span[1]) - min(fact["start"], span[0])) if shared > 0 else 0.0


def _grams(text: str) -> list[str]:
    letters = "".join(filter(str.isalnum, text))
    return [*letters, *(letters[i : i + 2] for i in range(len(letters) - 1))]
