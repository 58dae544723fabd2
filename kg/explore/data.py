"""What the explorer shows, read from the store and free of RDF: plain frozen rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Something wrong with a document; ``kind`` as in records.FaultKind."""

    kind: str
    note: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, its document and the faults of both; ``region`` is the id of a RegionRow."""

    id: str
    title: str
    year: int | None
    region: str
    document_type: str | None
    document: str
    faults: tuple[FaultRow, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region with plans: ``id`` its six-digit code, or the plan's id where it is not known."""

    id: str
    name: str
    code: str | None
    stated: bool


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program: Chinese and English name, other names, level, whether a vocabulary knows it."""

    id: str
    name: str
    english: str | None
    aliases: tuple[str, ...]
    definition: str | None
    level: str
    known: bool


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place where a plan names a program: quote, sentence around it, headings above it."""

    program: str
    plan: str
    start: int
    end: int
    quote: str
    sentence: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of a plan, values as they are written in the exports (``value`` None: masked)."""

    plan: str
    indicator: str
    concept: str | None
    value: str | None
    value_max: str | None
    unit: str
    comparator: str
    status: str
    year: int | None
    program: str | None
    start: int
    end: int
    quote: str
    sentence: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplorerData:
    """All rows of the page, each kind sorted by its id or place."""

    plans: tuple[PlanRow, ...]
    regions: tuple[RegionRow, ...]
    programs: tuple[ProgramRow, ...]
    mentions: tuple[MentionRow, ...]
    targets: tuple[TargetRow, ...]
