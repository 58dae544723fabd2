"""The rows of the explorer are read from the store by SPARQL, the texts from their folder.

A plan that several mirrors hold is shown as the first of its documents, by name, has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.explore import queries
from kg.explore.data import (
    ExplorerData,
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
from kg.explore.wording import texts
from kg.identifiers import BASE
from kg.mirrors import main_sources
from kg.regions import table
from kg.sparql import select
from kg.tables import Cell, plain

_UNKNOWN_REGION = "地区不明"
_Record = Mapping[str, Cell]
_Names = Mapping[str, tuple[str, ...]]


def load(store: Store, kept: Path | None = None) -> ExplorerData:
    """Return all that the page shows, each kind sorted by its id or place.

    ``kept`` is the folder of the kept texts; without it the page has no texts to read.
    """
    shown = _shown(store)
    places = {(row["plan"], row["source"]) for row in shown}
    plans = tuple(sorted(_plans(store, shown), key=lambda plan: plan.id))
    home = {plan.id: plan.region for plan in plans}
    aliases = _lists(store, queries.ALIASES, "label")
    return ExplorerData(
        plans=plans,
        regions=tuple(_regions(shown)),
        programs=tuple(_programs(store, aliases)),
        stages=tuple(_stages(store)),
        indicators=tuple(_indicators(store, aliases)),
        mentions=tuple(_mention(row) for row in _statements(store, queries.MENTIONS, places)),
        targets=tuple(_target(row, home) for row in _statements(store, queries.TARGETS, places)),
        notes=tuple(_notes(store, places)),
        headings=tuple(_heading(row) for row in _statements(store, queries.HEADINGS, places)),
        texts=texts({plan.source: plan.document for plan in plans}, kept) if kept else (),
    )


def _shown(store: Store) -> list[_Record]:
    """Return a record a plan, of the document that stands for it."""
    main = main_sources(store)
    first: dict[Cell, _Record] = {}
    for row in select(store, queries.PLANS).records():
        if main[row["plan"]] == row["source"]:
            first.setdefault(row["plan"], row)
    return list(first.values())


def _plans(store: Store, shown: Sequence[_Record]) -> Iterator[PlanRow]:
    faults = _faults(store)
    for row in shown:
        yield PlanRow(
            id=_plan_id(row),
            title=_text(row["title"]) or str(row["document"]),
            year=_whole(row["year"]),
            region=_region_id(row),
            document_type=_text(row["document_type"]),
            source=_id(row["source"], "document/"),
            document=str(row["document"]),
            issuer=_text(row["issuer"]),
            published=_text(row["published"]),
            faults=tuple(faults.get((row["source"], row["plan"]), ())),
        )


def _region_id(row: _Record) -> str:
    return str(row["code"] or _plan_id(row))


def _regions(plans: Sequence[_Record]) -> Iterator[RegionRow]:
    """Yield a row a region; it counts as stated where one of its plans states it."""
    of: dict[str, list[_Record]] = defaultdict(list)
    for row in plans:
        of[_region_id(row)].append(row)
    for name, rows in sorted(of.items()):
        label = _text(rows[0]["region"]) or _unnamed(rows[0])
        stated = any(row["stated"] is True for row in rows)
        code = _text(rows[0]["code"])
        yield RegionRow(name, label, code, _province(code), stated)


def _unnamed(row: _Record) -> str:
    """Return what stands for a region that is not known: what it is called, and its plan."""
    called = _text(row["coverage"]) or _UNKNOWN_REGION
    return f"{called}（{_text(row['title']) or row['document']}）"


def _province(code: str | None) -> str | None:
    known = table()
    return known.now(known.chain(code)[-1]).name if code in known.periods and code else None


def _programs(store: Store, aliases: _Names) -> Iterator[ProgramRow]:
    stages = _lists(store, queries.STAGES_OF, "stage")
    for row in _first(store, queries.PROGRAMS, "program"):
        iri = str(row["program"])
        yield ProgramRow(
            id=_id(iri, "program/"),
            name=str(row["name"]),
            english=_text(row["english"]),
            aliases=aliases.get(iri, ()),
            definition=_text(row["definition"]),
            level=_last(row["level"]) or "unknown",
            known=row["known"] is not False,
            stages=stages.get(iri, ()),
        )


def _stages(store: Store) -> Iterator[StageRow]:
    for row in _first(store, queries.STAGES, "stage"):
        yield StageRow(_id(row["stage"], "stage/"), str(row["name"]), str(row["english"]))


def _indicators(store: Store, aliases: _Names) -> Iterator[IndicatorRow]:
    for row in _first(store, queries.INDICATORS, "indicator"):
        iri = str(row["indicator"])
        yield IndicatorRow(
            id=_id(iri, "indicator/"),
            name=str(row["name"]),
            english=_text(row["english"]),
            aliases=aliases.get(iri, ()),
            better=_text(row["better"]),
        )


def _first(store: Store, sparql: str, key: str) -> Iterator[_Record]:
    """Yield the first record of each that has the same ``key``."""
    seen: set[Cell] = set()
    for row in select(store, sparql).records():
        if row[key] not in seen:
            seen.add(row[key])
            yield row


def _lists(store: Store, sparql: str, name: str) -> _Names:
    """Return what a query says of each concept, in its order."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in select(store, sparql).records():
        found[str(row["concept"])].append(str(row[name]))
    return {concept: tuple(values) for concept, values in found.items()}


def _faults(store: Store) -> Mapping[tuple[Cell, Cell], Sequence[FaultRow]]:
    """Return the faults by document and plan, each once, by its first place."""
    found: dict[tuple[Cell, Cell], dict[tuple[str, str], FaultRow]] = defaultdict(dict)
    for row in select(store, queries.FAULTS).records():
        kind, note = _last(row["kind"]) or "", _text(row["note"]) or ""
        fault = FaultRow(kind, note, _text(row["quote"]), _whole(row["start"]), _whole(row["end"]))
        found[row["source"], row["plan"]].setdefault((kind, note), fault)
    return {key: list(faults.values()) for key, faults in found.items()}


def _statements(store: Store, sparql: str, places: set[tuple[Cell, Cell]]) -> Iterator[_Record]:
    """Yield the records of the plans as they are shown, by plan and place, each statement once."""
    for row in _first(store, sparql, "statement"):
        if (row["plan"], row["source"]) in places:
            yield row


def _place(row: _Record) -> Place:
    return Place(
        plan=_plan_id(row),
        source=_id(row["source"], "document/"),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        quote=str(row["quote"]),
        sentence=str(row["sentence"]),
        sentence_start=_offset(row["sentence_start"]),
        section=_text(row["section"]) or "",
    )


def _mention(row: _Record) -> MentionRow:
    return MentionRow(
        id=_id(row["statement"]),
        program=_id(row["program"], "program/"),
        status=_last(row["status"]) or "",
        confidence=float(plain(row["confidence"])),
        place=_place(row),
    )


def _target(row: _Record, home: Mapping[str, str]) -> TargetRow:
    scope = _text(row["scope"]) if row["scope_code"] != home[_plan_id(row)] else None
    return TargetRow(
        id=_id(row["statement"]),
        indicator=str(row["indicator"]),
        concept=_id(row["concept"], "indicator/") or None,
        value=_text(row["value"]),
        value_max=_text(row["value_max"]),
        unit=str(row["unit"]),
        comparator=_last(row["comparator"]) or "",
        quantity=_last(row["quantity"]) or "",
        status=_last(row["status"]) or "",
        year=_whole(row["year"]),
        confidence=float(plain(row["confidence"])),
        place=_place(row),
        baseline=_text(row["baseline"]),
        baseline_year=_whole(row["baseline_year"]),
        period=_text(row["period"]),
        per=_text(row["per"]),
        part_of=_text(row["part_of"]),
        commitment=_last(row["commitment"]),
        masked=row["masked"] is True,
        scope=scope,
        stage=_last(row["stage"]),
        program=_id(row["program"], "program/") or None,
        unit_concept=_id(row["unit_concept"], "unit/") or None,
    )


def _notes(store: Store, places: set[tuple[Cell, Cell]]) -> Iterator[NoteRow]:
    """Yield the other facts of the texts: titles of plans, regions, cited documents."""
    for named in select(store, queries.PLAN_PLACES).records():
        if (named["plan"], named["source"]) in places:
            yield NoteRow(_id(named["plan"]), "plan", str(named["quote"]), _place(named))
    for kind, sparql in (("region", queries.REGIONS_NAMED), ("citation", queries.CITATIONS)):
        for row in _statements(store, sparql, places):
            yield NoteRow(_id(row["statement"]), kind, str(row["says"]), _place(row))


def _heading(row: _Record) -> HeadingRow:
    return HeadingRow(
        source=_id(row["source"], "document/"),
        plan=_plan_id(row),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        depth=_offset(row["depth"]),
        number=_text(row["number"]),
        title=str(row["title"]),
    )


def _id(cell: Cell, kind: str = "") -> str:
    """Return an IRI without what all IRIs of its kind begin with."""
    return "" if cell is None else str(cell).removeprefix(BASE).removeprefix(kind)


def _plan_id(row: _Record) -> str:
    return _id(row["plan"], "plan/")


def _text(cell: Cell) -> str | None:
    return None if cell is None else plain(cell)


def _whole(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def _offset(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _last(cell: Cell) -> str | None:
    """Return the last part of a concept's IRI."""
    return None if cell is None else str(cell).replace("#", "/").rpartition("/")[2]
