"""Records of the explorer's queries become its rows; nothing here asks a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.explore.data import (
    FaultRow,
    HeadingRow,
    IndicatorRow,
    MentionRow,
    NoteRow,
    Place,
    PlanRow,
    ProgramRow,
    RegionRow,
    StageRow,
    TargetRow,
)
from kg.export.ties import UNKNOWN_REGION
from kg.identifiers import BASE
from kg.mirrors import Record
from kg.regions import table
from kg.tables import Cell, plain

Names = Mapping[str, tuple[str, ...]]
Origin = tuple[Cell, Cell]  # the IRIs of a plan and of a document that it was read from


def plan(row: Record, faults: Sequence[FaultRow] = (), numbers: int | None = None) -> PlanRow:
    """Return the plan of a record of queries.PLANS."""
    return PlanRow(
        id=plan_id(row),
        title=text(row["title"]) or str(row["document"]),
        year=whole(row["year"]),
        region=region_id(row),
        document_type=last(row["document_type"]),
        source=short(row["source"], "document/"),
        document=str(row["document"]),
        issuer=text(row["issuer"]),
        published=text(row["published"]),
        faults=tuple(faults),
        numbers=numbers,
    )


def origin(row: Record) -> Origin:
    """Return the plan of a record and the document that says it."""
    return row["plan"], row["source"]


def region_id(row: Record) -> str:
    """Return the id of the region of a plan's record: its code, else the plan's id."""
    return str(row["code"] or plan_id(row))


def regions(plans: Iterable[Record]) -> Iterator[RegionRow]:
    """Yield a row a region; it counts as stated where one of its plans states it."""
    of: dict[str, list[Record]] = defaultdict(list)
    for row in plans:
        of[region_id(row)].append(row)
    for name, rows in sorted(of.items()):
        label = text(rows[0]["region"]) or _unnamed(rows[0])
        stated = any(row["stated"] is True for row in rows)
        code = text(rows[0]["code"])
        yield RegionRow(name, label, code, province(code), stated)


def _unnamed(row: Record) -> str:
    """Return what stands for a region that is not known: what it is called, and its plan."""
    called = text(row["coverage"]) or UNKNOWN_REGION
    return f"{called}（{text(row['title']) or row['document']}）"


def province(code: str | None) -> str | None:
    """Return the name of the province of a code; None where there is none.

    >>> province("320400"), province(None)
    ('江苏省', None)
    """
    known = table()
    return known.now(known.chain(code)[-1]).name if code in known.periods and code else None


def program(row: Record, named: Names, taught: Names) -> ProgramRow:
    """Return the program of a record of queries.PROGRAMS, with its aliases and stages."""
    iri = str(row["program"])
    return ProgramRow(
        id=short(iri, "program/"),
        name=str(row["name"]),
        english=text(row["english"]),
        aliases=named.get(iri, ()),
        definition=text(row["definition"]),
        level=last(row["level"]) or "unknown",
        known=row["known"] is not False,
        stages=taught.get(iri, ()),
    )


def indicator(row: Record, named: Names) -> IndicatorRow:
    """Return the indicator of a record of queries.INDICATORS, with its aliases."""
    iri = str(row["indicator"])
    return IndicatorRow(
        id=short(iri, "indicator/"),
        name=str(row["name"]),
        english=text(row["english"]),
        aliases=named.get(iri, ()),
        better=last(row["better"]),
    )


def stage(row: Record) -> StageRow:
    """Return the stage of a record of queries.STAGES."""
    return StageRow(short(row["stage"], "stage/"), str(row["name"]), str(row["english"]))


def aliases(records: Iterable[Record]) -> Names:
    """Return the other names of each concept, in the order of the records."""
    return _lists((row["concept"], str(row["label"])) for row in records)


def stages(records: Iterable[Record]) -> Names:
    """Return the stages of each program, in the order of the records."""
    return _lists((row["concept"], short(row["stage"], "stage/")) for row in records)


def _lists(pairs: Iterable[tuple[Cell, str]]) -> Names:
    found: dict[str, list[str]] = defaultdict(list)
    for concept, value in pairs:
        found[str(concept)].append(value)
    return {concept: tuple(values) for concept, values in found.items()}


def firsts(records: Iterable[Record], key: str) -> Iterator[Record]:
    """Yield the first record of each that has the same ``key``."""
    seen: set[Cell] = set()
    for row in records:
        if row[key] not in seen:
            seen.add(row[key])
            yield row


def faults(records: Iterable[Record]) -> Mapping[Origin, Sequence[FaultRow]]:
    """Return the faults by plan and document, each once, by its first place."""
    found: dict[Origin, dict[tuple[str, str], FaultRow]] = defaultdict(dict)
    for row in records:
        kind, note = last(row["kind"]) or "", text(row["note"]) or ""
        fault = FaultRow(kind, note, text(row["quote"]), whole(row["start"]), whole(row["end"]))
        found[origin(row)].setdefault((kind, note), fault)
    return {key: list(kinds.values()) for key, kinds in found.items()}


def place(row: Record) -> Place:
    """Return where the fact of a record stands."""
    return Place(
        plan=plan_id(row),
        source=short(row["source"], "document/"),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        sentence=str(row["sentence"]),
        sentence_start=_offset(row["sentence_start"]),
        section=text(row["section"]) or "",
    )


def mention(row: Record) -> MentionRow:
    """Return the mention of a record of queries.MENTIONS."""
    return _mention(row, place(row))


def tie(row: Record) -> MentionRow:
    """Return the mention of a record of queries.TIES, which has no sentence."""
    source = short(row["source"], "document/")
    return _mention(row, Place(plan_id(row), source, 0, 0, "", 0, ""))


def _mention(row: Record, at: Place) -> MentionRow:
    return MentionRow(
        id=short(row["statement"]),
        program=short(row["program"], "program/"),
        status=last(row["status"]) or "",
        confidence=float(plain(row["confidence"])),
        place=at,
    )


def target(row: Record, home: Mapping[str, str]) -> TargetRow:
    """Return the target of a record of queries.TARGETS; ``home`` are the regions of the plans."""
    scope = text(row["scope"]) if row["scope_code"] != home[plan_id(row)] else None
    return TargetRow(
        id=short(row["statement"]),
        indicator=str(row["indicator"]),
        concept=short(row["concept"], "indicator/") or None,
        value=text(row["value"]),
        value_max=text(row["value_max"]),
        unit=str(row["unit"]),
        comparator=last(row["comparator"]) or "",
        quantity=last(row["quantity"]) or "",
        status=last(row["status"]) or "",
        year=whole(row["year"]),
        confidence=float(plain(row["confidence"])),
        place=place(row),
        baseline=text(row["baseline"]),
        baseline_year=whole(row["baseline_year"]),
        period=text(row["period"]),
        per=text(row["per"]),
        part_of=text(row["part_of"]),
        commitment=last(row["commitment"]),
        masked=row["masked"] is True,
        scope=scope,
        stage=last(row["stage"]),
        program=short(row["program"], "program/") or None,
        unit_concept=short(row["unit_concept"], "unit/") or None,
    )


def note(row: Record, kind: str) -> NoteRow:
    """Return another fact of a text: of queries.PLAN_PLACES a ``plan``, else what it says."""
    if kind == "plan":
        return NoteRow(short(row["plan"]), kind, str(row["quote"]), place(row))
    return NoteRow(short(row["statement"]), kind, str(row["says"]), place(row))


def heading(row: Record) -> HeadingRow:
    """Return the heading of a record of queries.HEADINGS."""
    return HeadingRow(
        source=short(row["source"], "document/"),
        plan=plan_id(row),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        depth=_offset(row["depth"]),
        number=text(row["number"]),
        title=str(row["title"]),
    )


def short(cell: Cell, kind: str = "") -> str:
    """Return an IRI without what all IRIs of its kind begin with."""
    return "" if cell is None else str(cell).removeprefix(BASE).removeprefix(kind)


def plan_id(row: Record) -> str:
    """Return the id of a record's plan."""
    return short(row["plan"], "plan/")


def text(cell: Cell) -> str | None:
    """Return a value as it is written, None where there is none."""
    return None if cell is None else plain(cell)


def whole(cell: Cell) -> int | None:
    """Return a whole number, None for all else."""
    return cell if isinstance(cell, int) else None


def _offset(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def last(cell: Cell) -> str | None:
    """Return the last part of a concept's IRI."""
    return None if cell is None else str(cell).replace("#", "/").rpartition("/")[2]
