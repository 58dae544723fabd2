"""The frozen records that everything else passes on.

A record checks itself when it is made: a place outside the source, a quote that differs from it or
a value without a unit is an error, never a fact. Offsets are Python characters into the decoded
source text, ends exclusive. What the fields mean, case by case: ``tests/gold/GUIDELINES.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple

from kg.errors import OffsetError, RecordError
from kg.offsets import Edit, OffsetMap, edit

_CODE = re.compile(r"\d{6}")


class DocumentType(StrEnum):
    """What kind of document a plan stands in."""

    WORK_POINTS = "work_points"
    WORK_PLAN = "work_plan"
    NEWS_REPORT = "news_report"
    ACTION_PLAN = "action_plan"
    DEVELOPMENT_PLAN = "development_plan"
    WORK_REPORT = "work_report"


class Level(StrEnum):
    """Who owns a program."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether a thing is still to be done."""

    PLANNED = "planned"
    ACHIEVED = "achieved"


class Comparator(StrEnum):
    """How a target's number is meant: ge at least, le at most, range from value to value_max."""

    EQ = "eq"
    GE = "ge"
    LE = "le"
    APPROX = "approx"
    RANGE = "range"


class Quantity(StrEnum):
    """What the number says: a state to reach, a change, or a proportion of two things."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"
    RATIO = "ratio"


class Commitment(StrEnum):
    """How firmly a target is promised: 确保, or 力争."""

    ENSURE = "ensure"
    STRIVE = "strive"


class Action(StrEnum):
    """What a plan does with a document that it names."""

    ISSUE = "issue"
    IMPLEMENT = "implement"
    MENTION = "mention"


class FaultKind(StrEnum):
    """What is wrong with a document, or must be known before its numbers are used."""

    MIRROR = "mirror"
    MASKED = "masked"
    ADVERTISEMENT = "advertisement"
    PAGE_NUMBERS = "page_numbers"
    PINYIN = "pinyin"
    TRADITIONAL = "traditional"
    ODD_MARKS = "odd_marks"
    SPUN = "spun"
    TRUNCATED = "truncated"
    NO_TITLE = "no_title"
    REGION_INFERRED = "region_inferred"
    REGION_UNKNOWN = "region_unknown"
    REGION_DOUBTFUL = "region_doubtful"
    YEAR_DOUBTFUL = "year_doubtful"


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


@dataclass(frozen=True, slots=True)
class Plan:
    """What a region intends to do in a year, and the document it was read from."""

    kind: ClassVar[Literal["plan"]] = "plan"
    title: str | None
    year: int | None
    period_start: str | None
    period_end: str | None
    reports_on: int | None
    issuer: str | None
    region: str | None
    region_name: str | None
    region_stated: bool
    published: str | None
    document_type: DocumentType | None
    index_number: str | None
    document_number: str | None
    faults: tuple[Fault, ...] = ()

    def __post_init__(self) -> None:
        _check_code(self.region)
        for day in (self.period_start, self.period_end, self.published):
            if day is not None and not _is_date(day):
                raise RecordError(f"{day!r} is no date like 2023-03-29")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or a numbered measure: its depth from 1, its number and its words."""

    kind: ClassVar[Literal["section"]] = "section"
    level: int
    number: str | None
    title: str
    responsible: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level < 1:
            raise RecordError(f"a section has level 1 or more, not {self.level}")


@dataclass(frozen=True, slots=True)
class Region:
    """An official division that the text names: its code today and in the plan's year."""

    kind: ClassVar[Literal["region"]] = "region"
    name: str
    code: str
    code_then: str | None
    parent: str | None

    def __post_init__(self) -> None:
        for code in (self.code, self.code_then, self.parent):
            _check_code(code)


@dataclass(frozen=True, slots=True)
class Program:
    """A named policy instrument; ``known`` is false where no vocabulary has it."""

    kind: ClassVar[Literal["program"]] = "program"
    name: str
    concept: str
    level: Level
    known: bool
    status: Status

    def __post_init__(self) -> None:
        if not self.name:
            raise RecordError("a program needs a name")


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment, or where ``status`` says so what has been achieved.

    ``value`` has 万 and 亿 multiplied out and is None where the number is masked or unreadable.
    """

    kind: ClassVar[Literal["target"]] = "target"
    indicator: str
    value: Decimal | None
    unit: str
    comparator: Comparator
    status: Status
    value_max: Decimal | None = None
    concept: str | None = None
    unit_concept: str | None = None
    quantity: Quantity = Quantity.LEVEL
    baseline: Decimal | None = None
    baseline_year: int | None = None
    period: str | None = None
    per: str | None = None
    part_of: str | None = None
    commitment: Commitment | None = None
    masked: bool = False
    readable: bool = True
    year: int | None = None
    program: str | None = None
    program_concept: str | None = None
    region: str | None = None
    stage: str | None = None

    def __post_init__(self) -> None:
        if not self.unit:
            raise RecordError("a target needs a unit")
        if (self.value is None) != (self.masked or not self.readable):
            raise RecordError("a target has a value, or it is masked or unreadable")
        if (self.value_max is not None) != (
            self.comparator is Comparator.RANGE and not self.masked
        ):
            raise RecordError("a range has two values, and nothing else has")
        if any(
            value is not None and not value.is_finite() for value in (self.value, self.value_max)
        ):
            raise RecordError("a value is a finite number")
        if self.value is not None and self.value_max is not None and self.value > self.value_max:
            raise RecordError(f"the range {self.value} to {self.value_max} runs backwards")
        _check_code(self.region)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in 《》 and what the plan does with it."""

    kind: ClassVar[Literal["citation"]] = "citation"
    title: str
    action: Action
    document_number: str | None
    year: int | None

    def __post_init__(self) -> None:
        if not self.title:
            raise RecordError("a citation needs a title")


Content = Plan | Section | Region | Program | Target | Citation


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


def _is_date(value: str) -> bool:
    """Tell whether this is a day that there is, written 2023-03-29."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_code(code: str | None) -> None:
    if code is not None and not _CODE.fullmatch(code):
        raise RecordError(f"{code!r} is no six-digit code of GB/T 2260")
