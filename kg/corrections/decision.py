"""What a person has decided about a reading, and who it was.

Decisions on names change the vocabulary of programs. Decisions on places change what was read
there; they point at the digest of a source and at offsets into its decoded text, never at an IRI
that the decision itself may change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from kg.identifiers import digest

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided, on which day, and why; ``do`` is the word for it in a file of decisions."""

    do: ClassVar[str]
    by: str
    on: date
    why: str = ""

    @property
    def id(self) -> str:
        """The digest of what was decided, by whom and when: the same decision, the same id."""
        said = {item.name: str(getattr(self, item.name)) for item in fields(self)}
        return digest(json.dumps({"do": self.do, **said}, sort_keys=True).encode())

    @property
    def said(self) -> str:
        """What was decided, in one line and in the words of its file; not by whom or when.

        >>> Merge(program="青蓝课程", into="青蓝工程", by="王敏", on=date(2026, 11, 22)).said
        'merge program=青蓝课程 into=青蓝工程'
        """
        own = [item for item in fields(self) if item.name not in ("by", "on", "why")]
        told = [(item, getattr(self, item.name)) for item in own]
        return " ".join([self.do, *(f"{i.name}={v}" for i, v in told if v != i.default)])

    def words(self) -> tuple[str, ...]:
        """Return the words that a text must hold for the decision to be about it."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Decision):
    """A discovered name is a program."""

    do: ClassVar = "accept"
    program: str
    level: str = ""
    english: str = ""
    definition: str = ""

    def words(self) -> tuple[str, ...]:
        """Return the name."""
        return (self.program,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(Decision):
    """A name is no program, wherever it stands."""

    do: ClassVar = "reject"
    program: str

    def words(self) -> tuple[str, ...]:
        """Return the name."""
        return (self.program,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Decision):
    """A program is better known as ``to``; the name it had stays one of its names."""

    do: ClassVar = "rename"
    program: str
    to: str

    def words(self) -> tuple[str, ...]:
        """Return both names."""
        return (self.program, self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Decision):
    """Two names are one program."""

    do: ClassVar = "merge"
    program: str
    into: str

    def words(self) -> tuple[str, ...]:
        """Return the name that is no program of its own any more."""
        return (self.program,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Decision):
    """One of a program's names is another program, called ``to`` or like the name itself."""

    do: ClassVar = "split"
    program: str
    name: str
    to: str = ""

    def words(self) -> tuple[str, ...]:
        """Return the name that is a program of its own now."""
        return (self.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDecision(Decision):
    """A decision on what was read in the source with a digest, at ``start`` to ``end``."""

    source: str
    start: int
    end: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove(PlaceDecision):
    """What was read at a place is not said there."""

    do: ClassVar = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relink(PlaceDecision):
    """The words at a place mean the program ``to``."""

    do: ClassVar = "relink"
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(PlaceDecision):
    """A field of the target at a place, the ``nth`` of several there, is ``to``."""

    do: ClassVar = "correct"
    field: str
    to: Value
    nth: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPlan(Decision):
    """The plan of a source is for another region or year.

    Of several plans in one document it is the one whose place begins at ``start``.
    """

    do: ClassVar = "plan"
    source: str
    region: str = ""
    year: int = 0
    start: int = -1
    document: str = ""

    def concerns(self, start: int) -> bool:
        """Whether it is about the plan that begins at ``start``."""
        return self.start in (-1, start)


KINDS: tuple[type[Decision], ...] = (
    Accept,
    Reject,
    Rename,
    Merge,
    Split,
    Remove,
    Relink,
    Correct,
    OfPlan,
)
