"""Names that statistics over a corpus give: words that jieba does not have and plans repeat.

Pieces that jieba cuts a text into are put together where they keep company more than chance has it
(pointwise mutual information) and where what stands on either side varies (branching entropy), as
in the discovery of new words without a dictionary. They are proposals for a person, never facts.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import rjieba

from kg.lexicon import frequency

_PIECE = re.compile(r"[一-鿿A-Za-z0-9+＋]+")
# What stands in no coined name: particles, conjunctions, pronouns, measures, comparing words.
_FUNCTION = re.compile(
    r"[的和与及等在是了为有对于并以或到从向被把将年月日个所名项均都各每该达由约占超至前内中]|\d"
)
_EDGE = ""
_LONGEST, _SHORTEST, _MOST_PIECES = (
    8,
    3,
    4,
)  # characters of a coined name, and the pieces that make it
# Tuned by reading the first 200 that each value gave on 79 policies and 124 passages: below 8 bits
# pieces of sentences outnumber words, above 12 programs of few cities are lost.
_COHESION = 8.0
_ENTROPY = 1.0  # bits on either side; tuned likewise
_MOST = 200  # that a person is asked at a time


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coined word: in how many documents, and how firmly its pieces hold together, in bits."""

    words: str
    documents: int
    cohesion: float


@dataclass(slots=True)
class _Counts:
    """How often each stretch stands in the texts, and what stands beside it."""

    pieces: int = 0
    stretches: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    left: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    right: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def candidates(texts: Iterable[str], least: int) -> list[Candidate]:
    """Return the coined words of at least ``least`` of the ``texts``, the most telling first."""
    counts = _Counts()
    for text in texts:
        _count(text, counts)
    found = [
        Candidate(words, counts.documents[words], round(cohesion, 1))
        for words in counts.documents
        if counts.documents[words] >= least and _may_be_coined(words)
        if _leaves_one_over(cut := rjieba.cut(words, False))
        if (cohesion := _cohesion(words, cut, counts)) >= _COHESION and _varies(words, counts)
    ]
    found.sort(key=lambda item: (-item.documents * item.cohesion, item.words))
    return found[:_MOST]


def _count(text: str, counts: _Counts) -> None:
    seen: set[str] = set()
    for piece in _PIECE.findall(text):
        cut = rjieba.cut(piece, False)
        counts.pieces += len(cut)
        counts.stretches.update(cut)
        for stretch, before, behind in _stretches(cut):
            counts.stretches[stretch] += 1
            counts.left[stretch][before] += 1
            counts.right[stretch][behind] += 1
            seen.add(stretch)
    counts.documents.update(seen)


def _stretches(cut: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield two to four pieces put together, and the pieces on either side."""
    padded = [_EDGE, *cut, _EDGE]
    for start in range(1, len(padded) - 2):
        for end in range(start + 2, min(start + _MOST_PIECES, len(padded) - 1) + 1):
            stretch = "".join(padded[start:end])
            if len(stretch) > _LONGEST:
                break
            if len(stretch) >= _SHORTEST:
                yield stretch, padded[start - 1], padded[end]


def _may_be_coined(words: str) -> bool:
    """Whether words are no word of jieba's and hold none that stands in no coined name."""
    return not _FUNCTION.search(words) and not frequency(words)


def _leaves_one_over(cut: Sequence[str]) -> bool:
    """Whether a single character is left over where jieba cuts words."""
    return any(len(piece) == 1 for piece in cut)


def _cohesion(words: str, cut: Sequence[str], counts: _Counts) -> float:
    """Return the bits by which the weakest joint between two pieces beats chance."""
    ends = [len("".join(cut[:count])) for count in range(1, len(cut))]
    together = counts.stretches[words] * counts.pieces
    return min(
        math.log2(together / max(1, counts.stretches[words[:end]] * counts.stretches[words[end:]]))
        for end in ends
    )


def _varies(words: str, counts: _Counts) -> bool:
    sides = (counts.left[words], counts.right[words])
    return all(_entropy(side) >= _ENTROPY for side in sides)


def _entropy(beside: Counter[str]) -> float:
    total = beside.total()
    return -sum(count / total * math.log2(count / total) for count in beside.values())
