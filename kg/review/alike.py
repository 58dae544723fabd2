"""Names that may be one program: they share most of their characters, or one holds the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.identifiers import normal_name

# Tuned by reading the 100 pairs of the seeds and 102 passages that share half: from 0.65 on every
# other pair is one program or a name with a word too many, below it one in five.
_LIKENESS = 0.65
# Pairs of characters that so many names share (教育, 工程) say nothing of two of them.
_COMMON = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, another one like it, and the share of their pairs of characters in common."""

    name: str
    other: str
    likeness: float


def alike(names: Iterable[str], others: Iterable[str]) -> Iterator[Pair]:
    """Yield each of ``names`` with the most similar of ``others`` and of the names before it.

    >>> [(pair.name, pair.other) for pair in alike(["青蓝结对工程"], ["青蓝结对", "双减"])]
    [('青蓝结对工程', '青蓝结对')]
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for other in dict.fromkeys(others):
        for gram in _grams(other):
            holders[gram].append(other)
    for name in dict.fromkeys(names):
        grams = _grams(name)
        near = {o for gram in grams if len(holders[gram]) <= _COMMON for o in holders[gram]}
        scored = [Pair(name, other, _likeness(grams, _grams(other))) for other in near]
        best = max(scored, key=lambda pair: (pair.likeness, pair.other), default=None)
        if best and best.likeness >= _LIKENESS and normal_name(best.other) != normal_name(name):
            yield best
        for gram in grams:
            holders[gram].append(name)


def _grams(name: str) -> frozenset[str]:
    plain = normal_name(name)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets of pairs of characters."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
