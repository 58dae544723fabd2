"""What was found, where: a mention in a clean text, which becomes a fact of its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.errors import OffsetError, RecordError
from kg.records.content import Content, Plan
from kg.records.text import Source, Span


class Hint(NamedTuple):
    """A further place in the clean text that speaks for a mention, and what it shows."""

    start: int
    end: int
    shows: str


class Mention(NamedTuple):
    """What a component found at ``start`` to ``end`` of the clean text."""

    start: int
    end: int
    content: Content
    confidence: float = 1.0
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A further place in the source that speaks for a fact, and what it shows."""

    span: Span
    shows: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a source, proved against its text when it is made.

    ``sentence`` is the sentence that holds the quote, ``section`` the headings and measures above,
    ``decided`` the ids of the decisions of people that made it what it is.
    """

    source: Source = field(repr=False)
    span: Span
    sentence: Span
    content: Content
    section: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    decided: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for span in (self.span, self.sentence, *[item.span for item in self.evidence]):
            self.source.prove(span)
        if not (self.sentence.start <= self.span.start and self.span.end <= self.sentence.end):
            raise OffsetError("the sentence does not hold its quote", where=self.source.document)
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"a confidence lies between 0 and 1, not at {self.confidence}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A source and all that was found in it, in the order of the text; plans first.

    ``decided`` are the ids of the decisions of people that met something in it.
    """

    source: Source
    facts: tuple[Fact, ...]
    decided: frozenset[str] = frozenset()

    @property
    def plans(self) -> tuple[Fact, ...]:
        """The facts that are plans: one, unless the document holds several."""
        return tuple(fact for fact in self.facts if isinstance(fact.content, Plan))
