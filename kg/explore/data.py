"""What the explorer shows, read from the store and free of RDF: plain frozen rows.

Ids are IRIs without what all of a kind have in common: ``shuang-jian`` of a program,
``target/<digest>/10/14`` of a fact. Offsets are characters into the kept text of a document.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: plan, document, offsets, the sentence and headings around it."""

    plan: str
    source: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    section: str


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Something wrong with a document; ``kind`` as in records.FaultKind."""

    kind: str
    note: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, the document that stands for it and its faults; ``region`` is a RegionRow's id.

    ``numbers`` is how many targets it has, told where they are not all among the rows.
    """

    id: str
    title: str
    year: int | None
    region: str
    document_type: str | None
    source: str
    document: str
    issuer: str | None = None
    published: str | None = None
    faults: tuple[FaultRow, ...] = ()
    numbers: int | None = None


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region with plans: ``id`` its six-digit code, or the plan's id where it is not known."""

    id: str
    name: str
    code: str | None
    province: str | None
    stated: bool


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program: Chinese and English name, other names, level, stages, is it in a vocabulary."""

    id: str
    name: str
    english: str | None
    aliases: tuple[str, ...]
    definition: str | None
    level: str
    known: bool
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of education."""

    id: str
    name: str
    english: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of the vocabulary that a target measures; ``better`` is higher or lower."""

    id: str
    name: str
    english: str | None
    aliases: tuple[str, ...]
    better: str | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place where a plan names a program."""

    id: str
    program: str
    status: str
    confidence: float
    place: Place


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of a plan; the fields are those of records.Target.

    Values are written as in the exports, None where the number is masked or unreadable;
    ``concept`` is an IndicatorRow's id, ``unit_concept`` what stands for all words of one unit (人,
    名), ``scope`` the name of a region that the number is for where that is not the plan's own.
    """

    id: str
    indicator: str
    concept: str | None
    value: str | None
    value_max: str | None
    unit: str
    comparator: str
    quantity: str
    status: str
    year: int | None
    confidence: float
    place: Place
    baseline: str | None = None
    baseline_year: int | None = None
    period: str | None = None
    per: str | None = None
    part_of: str | None = None
    commitment: str | None = None
    masked: bool = False
    scope: str | None = None
    stage: str | None = None
    program: str | None = None
    unit_concept: str | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Another fact of a text: ``kind`` is plan, region or citation, ``says`` what was read."""

    id: str
    kind: str
    says: str
    place: Place


Fact = MentionRow | TargetRow | NoteRow


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading or numbered measure of a document: its depth from 1, number and words."""

    source: str
    plan: str
    start: int
    end: int
    depth: int
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: as it is shown, and as it stands in the document where that differs.

    ``furniture`` marks what belongs to the page that the text was read from, not to a plan.
    """

    shown: str
    original: str | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class TextRow:
    """A document's text in pieces; their originals, joined, are the kept text."""

    source: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ExplorerData:
    """All rows of the page, each kind sorted by its id or place."""

    plans: tuple[PlanRow, ...] = ()
    regions: tuple[RegionRow, ...] = ()
    programs: tuple[ProgramRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    headings: tuple[HeadingRow, ...] = ()
    texts: tuple[TextRow, ...] = ()
