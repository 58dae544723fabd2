"""A document as it was read, the same without its damage, and places in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.errors import OffsetError
from kg.offsets import Edit, OffsetMap, edit
from kg.records.choices import FaultKind


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source and the text that stands there.

    >>> Span(4, 6, "双减")
    Span(start=4, end=6, quote='双减')
    >>> Span(4, 7, "双减")
    Traceback (most recent call last):
    kg.errors.OffsetError: the quote has 2 characters, its place 4 to 7 has 3
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise OffsetError(f"no place from {self.start} to {self.end}")
        if len(self.quote) != self.end - self.start:
            raise OffsetError(
                f"the quote has {len(self.quote)} characters, "
                f"its place {self.start} to {self.end} has {self.end - self.start}"
            )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a document: its kind, a note for people, the place that shows it."""

    kind: FaultKind
    note: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read: where it came from and its decoded text, damage included.

    ``document`` is the path relative to the folder that was given, with ``/`` between its parts.
    """

    document: str
    digest: str
    media_type: str
    encoding: str
    text: str = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """Return the place from ``start`` to ``end``; OffsetError where the text has no such."""
        if not 0 <= start < end <= len(self.text):
            raise OffsetError(
                f"no place from {start} to {end} in {len(self.text)} characters",
                where=self.document,
            )
        return Span(start, end, self.text[start:end])

    def prove(self, span: Span) -> None:
        """Raise OffsetError unless ``span`` quotes this source exactly."""
        if span.end > len(self.text) or self.text[span.start : span.end] != span.quote:
            raise OffsetError(
                f"the text from {span.start} to {span.end} is not {span.quote!r}",
                where=self.document,
            )


@dataclass(frozen=True, slots=True)
class CleanText:
    """A source's text without its damage, and the way back.

    ``furniture`` are the stretches of the clean text, in order, that belong to the page and not to
    the plan: nothing is extracted there, though they may tell about the plan.
    """

    source: Source
    text: str = field(repr=False)
    offsets: OffsetMap = field(repr=False)
    furniture: tuple[tuple[int, int], ...] = ()
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, source: Source) -> CleanText:
        """Return the text as it is, before any step."""
        return cls(source, source.text, OffsetMap.identity(len(source.text)))

    def edited(self, edits: Sequence[Edit]) -> CleanText:
        """Return the text with ``edits``; OffsetError once its furniture has been marked."""
        if self.furniture:
            raise OffsetError("a text is not edited any more once its furniture is marked")
        if not edits:
            return self
        text, back = edit(self.text, edits)
        return replace(self, text=text, offsets=back.after(self.offsets))

    def faulty(self, kind: FaultKind, note: str, place: tuple[int, int] | None = None) -> CleanText:
        """Return the text with a fault more, shown at ``place`` of the clean text."""
        span = self.source_span(*place) if place else None
        return replace(self, faults=(*self.faults, Fault(kind, note, span)))

    def source_span(self, start: int, end: int) -> Span:
        """Return the place in the source that ``start`` to ``end`` of the clean text stands for."""
        return self.source.span(*self.offsets.source_span(start, end))

    def body(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the clean text between the furniture."""
        edges = [0, *(edge for stretch in self.furniture for edge in stretch), len(self.text)]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple((start, end) for start, end in pairs if start < end)
