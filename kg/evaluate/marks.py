"""Judged items as marks in the text of their document, inside one another where they overlap."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_DEEPEST = 3  # marks inside each other that the page draws apart
_HARMLESS = frozenset({"right", "optional"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the judged item ``number`` on one ``side``: g the gold, f what was found."""

    side: str
    number: int
    kind: str
    tone: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with where it begins, and as HTML with each side's marks."""

    start: int
    gold: str
    found: str
    tones: frozenset[str]

    @property
    def is_bad(self) -> bool:
        """Whether any mark of the line is an error."""
        return not self.tones <= _HARMLESS


def outermost(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places that lie inside no other, in the order of the text.

    >>> outermost([(104, 106), (104, 107), (7, 9)])
    [(7, 9), (104, 107)]
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def lines(text: str, marks: Sequence[Mark]) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, with the marks of both sides."""
    named: set[str] = set()
    sides = {side: [mark for mark in marks if mark.side == side] for side in "gf"}
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            inside = {
                side: [mark for mark in own if mark.start < end and start < mark.end]
                for side, own in sides.items()
            }
            tones = frozenset(mark.tone for own in inside.values() for mark in own)
            gold = _marked(text, (start, end), inside["g"], named)
            yield Line(start, gold, _marked(text, (start, end), inside["f"], named), tones)
        start += len(line)


def _marked(text: str, line: tuple[int, int], marks: Sequence[Mark], named: set[str]) -> str:
    """Return a line as HTML; a mark that crosses another is cut where that one begins or ends."""
    edges = {*line, *(edge for mark in marks for edge in (mark.start, mark.end))}
    cuts = sorted(edge for edge in edges if line[0] <= edge <= line[1])
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.number))
    parts: list[str] = []
    opened: list[Mark] = []
    for start, end in pairwise(cuts):
        active = [mark for mark in ordered if mark.start <= start and end <= mark.end]
        shared = 0
        while shared < min(len(opened), len(active)) and opened[shared] == active[shared]:
            shared += 1
        parts.append("</mark>" * (len(opened) - shared))
        parts += [_opening(mark, _depth(mark, ordered), named) for mark in active[shared:]]
        parts.append(html.escape(text[start:end]))
        opened = active
    parts.append("</mark>" * len(opened))
    return "".join(parts)


def _opening(mark: Mark, depth: int, named: set[str]) -> str:
    name = f"{mark.side}{mark.number}"
    classes = f"{mark.kind} {mark.tone} d{depth}"
    own = "" if name in named else f' id="{name}" tabindex="{-1 if mark.tone in _HARMLESS else 0}"'
    named.add(name)
    return f'<mark class="{classes}" data-n="{mark.number}"{own}>'


def _depth(mark: Mark, others: Iterable[Mark]) -> int:
    """Return how many other marks begin or end inside this one, so that its line stands lower."""
    inside = [
        other
        for other in others
        if other != mark and mark.start <= other.start and other.end <= mark.end
    ]
    return min(len({other.kind for other in inside}), _DEEPEST)
