"""What a document can say, one record a kind of fact; ``kind`` is its name in the facts format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from kg.errors import RecordError
from kg.records.choices import (
    Action,
    Commitment,
    Comparator,
    DocumentType,
    Level,
    Quantity,
    Status,
)
from kg.records.text import Fault

_CODE = re.compile(r"\d{6}")


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


def _is_date(value: str) -> bool:
    """Tell whether this is a day that there is, written 2023-03-29."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_code(code: str | None) -> None:
    if code is not None and not _CODE.fullmatch(code):
        raise RecordError(f"{code!r} is no six-digit code of GB/T 2260")
