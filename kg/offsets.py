"""The map from a clean text back to its source.

A clean text is made from its source by edits: stretches that are deleted or replaced. Nothing is
ever inserted, so every character of the clean text stands for at least one character of the source,
and the order of the two is the same. Offsets are Python characters, ends are exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.errors import OffsetError


class Edit(NamedTuple):
    """Replace ``text[start:end]``, which is not empty, by ``replacement``, which may be."""

    start: int
    end: int
    replacement: str = ""


class Segment(NamedTuple):
    """A stretch of the clean text and the stretch of the source that it stands for.

    ``aligned`` stretches, of equal length, correspond character by character, others as a whole.
    """

    clean_start: int
    clean_end: int
    source_start: int
    source_end: int
    aligned: bool


@dataclass(frozen=True)
class OffsetMap:
    """Where each stretch of a clean text comes from, in order and without a gap in the clean text.

    >>> clean, offsets = edit("負責(zé)人", [Edit(1, 6, "责")])
    >>> clean
    '負责人'
    >>> offsets.source_span(1, 2), offsets.source_span(0, 3)
    ((1, 6), (0, 7))
    """

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        end = 0
        for segment in self.segments:
            if segment.clean_start != end or segment.clean_end <= segment.clean_start:
                raise OffsetError("segments of a map must cover the clean text in order")
            length = segment.source_end - segment.source_start
            if length <= 0:
                raise OffsetError("a segment of a map must stand for some of the source")
            if segment.aligned and length != segment.clean_end - segment.clean_start:
                raise OffsetError("an aligned segment of a map has two stretches of one length")
            end = segment.clean_end
        for left, right in pairwise(self.segments):
            if right.source_start < left.source_start or right.source_end < left.source_end:
                raise OffsetError("segments of a map must keep the order of the source")

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.clean_start for segment in self.segments]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text of ``length`` characters to itself."""
        return cls((Segment(0, length, 0, length, True),) if length else ())

    @property
    def clean_length(self) -> int:
        """Number of characters of the clean text."""
        return self.segments[-1].clean_end if self.segments else 0

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that ``start`` to ``end`` of the clean text stands for.

        Raises OffsetError where the span is empty or outside the clean text.
        """
        if not 0 <= start < end <= self.clean_length:
            raise OffsetError(f"no span {start} to {end} in a text of {self.clean_length}")
        first = last = self.segments[self._segment_at(start)]
        if end > first.clean_end:
            last = self.segments[self._segment_at(end - 1)]
        elif first.aligned:
            shift = first.source_start - first.clean_start
            return start + shift, end + shift
        return _source_start(first, start), _source_end(last, end)

    def after(self, earlier: OffsetMap) -> OffsetMap:
        """Return this map continued by ``earlier``, which leads from this one's source back."""
        pieces: list[Segment] = []
        for segment in self.segments:
            if segment.aligned:
                pieces.extend(earlier._slices(segment))
            else:
                span = earlier.source_span(segment.source_start, segment.source_end)
                pieces.append(Segment(segment.clean_start, segment.clean_end, *span, False))
        return OffsetMap(tuple(_joined(pieces)))

    def _segment_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _slices(self, segment: Segment) -> Iterable[Segment]:
        """Cut an aligned segment over this map's clean text where this map's segments end."""
        position, shift = segment.source_start, segment.clean_start - segment.source_start
        index = self._segment_at(position)
        while position < segment.source_end:
            part = self.segments[index]
            end = min(part.clean_end, segment.source_end)
            source = _source_start(part, position), _source_end(part, end)
            yield Segment(position + shift, end + shift, *source, part.aligned)
            position, index = end, index + 1


def edit(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Apply ``edits``, which are in order and do not overlap, and return text and map back.

    Raises OffsetError where an edit is empty, out of order or outside the text.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    done = length = 0

    def append(part: str, start: int, end: int) -> None:
        nonlocal length
        if part:
            parts.append(part)
            aligned = len(part) == end - start
            segments.append(Segment(length, length + len(part), start, end, aligned))
            length += len(part)

    for start, end, replacement in edits:
        if not done <= start < end <= len(text):
            raise OffsetError(f"edit {start} to {end} is empty, out of order or outside the text")
        append(text[done:start], done, start)
        append(replacement, start, end)
        done = end
    append(text[done:], done, len(text))
    return "".join(parts), OffsetMap(tuple(_joined(segments)))


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits that were found independently in order and apart, as ``edit`` wants them.

    Of two that overlap the first counts, and the wider of two that begin together; deletions that
    overlap become one.

    >>> disjoint([Edit(4, 6), Edit(2, 5), Edit(8, 9, "X"), Edit(7, 12, "XX")])
    [Edit(start=2, end=6, replacement=''), Edit(start=7, end=12, replacement='XX')]
    """
    apart: list[Edit] = []
    for change in sorted(edits, key=lambda change: (change.start, -change.end)):
        last = apart[-1] if apart else None
        if last is None or change.start >= last.end:
            apart.append(change)
        elif not (last.replacement or change.replacement):
            apart[-1] = Edit(last.start, max(last.end, change.end))
    return apart


def _source_start(segment: Segment, clean: int) -> int:
    shift = clean - segment.clean_start if segment.aligned else 0
    return segment.source_start + shift


def _source_end(segment: Segment, clean: int) -> int:
    shift = segment.clean_end - clean if segment.aligned else 0
    return segment.source_end - shift


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Join aligned neighbours that touch in both texts, so that a map stays small."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and last.aligned and segment.aligned and last.source_end == segment.source_start:
            joined[-1] = Segment(
                last.clean_start, segment.clean_end, last.source_start, segment.source_end, True
            )
        else:
            joined.append(segment)
    return joined
