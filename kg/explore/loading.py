"""The rows of the explorer are read from the store by SPARQL.

A plan that several mirrors hold is shown as the first of its documents, by name, has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Store

from kg.explore.data import (
    ExplorerData,
    FaultRow,
    MentionRow,
    PlanRow,
    ProgramRow,
    RegionRow,
    TargetRow,
)
from kg.mirrors import main_sources
from kg.patterns import PLACE
from kg.sparql import select
from kg.tables import Cell, plain

_UNKNOWN_REGION = "地区不明"
_Record = Mapping[str, Cell]


def load(store: Store) -> ExplorerData:
    """Return all that the page shows, each kind sorted by its id or place."""
    shown = _shown(store)
    faults = _faults(store)
    plans = sorted(
        (_plan(row, faults.get((str(row["source"]), str(row["plan"])), ())) for row in shown),
        key=lambda plan: plan.id,
    )
    places = {(row["plan"], row["source"]) for row in shown}
    return ExplorerData(
        plans=tuple(plans),
        regions=tuple(_regions(shown)),
        programs=tuple(_programs(store)),
        mentions=tuple(_mention(row) for row in _statements(store, _MENTIONS, places)),
        targets=tuple(_target(row) for row in _statements(store, _TARGETS, places)),
    )


def _shown(store: Store) -> list[_Record]:
    """Return a record a plan, of the document that stands for it."""
    main = main_sources(store)
    first: dict[Cell, _Record] = {}
    for row in select(store, _PLANS).records():
        if main[row["plan"]] == row["source"]:
            first.setdefault(row["plan"], row)
    return list(first.values())


def _plan(row: _Record, faults: Sequence[FaultRow]) -> PlanRow:
    return PlanRow(
        id=str(row["plan"]),
        title=_text(row["title"]) or str(row["document"]),
        year=_year(row["year"]),
        region=_region_id(row),
        document_type=_text(row["document_type"]),
        document=str(row["document"]),
        faults=tuple(faults),
    )


def _region_id(row: _Record) -> str:
    return str(row["code"] or row["plan"])


def _regions(plans: Sequence[_Record]) -> Iterator[RegionRow]:
    """Yield a row a region; it counts as stated where one of its plans states it."""
    of: dict[str, list[_Record]] = defaultdict(list)
    for row in plans:
        of[_region_id(row)].append(row)
    for name, rows in sorted(of.items()):
        label = _text(rows[0]["region"]) or _text(rows[0]["coverage"]) or _UNKNOWN_REGION
        stated = any(row["stated"] is True for row in rows)
        yield RegionRow(name, label, _text(rows[0]["code"]), stated)


def _programs(store: Store) -> Iterator[ProgramRow]:
    aliases: dict[Cell, list[str]] = defaultdict(list)
    for row in select(store, _ALIASES).records():
        aliases[row["program"]].append(str(row["label"]))
    seen: set[Cell] = set()
    for row in select(store, _PROGRAMS).records():
        if row["program"] in seen:
            continue
        seen.add(row["program"])
        yield ProgramRow(
            id=str(row["program"]),
            name=str(row["name"]),
            english=_text(row["english"]),
            aliases=tuple(aliases[row["program"]]),
            definition=_text(row["definition"]),
            level=_last(row["level"]) or "unknown",
            known=row["known"] is not False,
        )


def _faults(store: Store) -> Mapping[tuple[str, str], Sequence[FaultRow]]:
    """Return the faults by document and plan."""
    found: dict[tuple[str, str], list[FaultRow]] = defaultdict(list)
    for row in select(store, _FAULTS).records():
        fault = FaultRow(_last(row["kind"]) or "", _text(row["note"]) or "", _text(row["quote"]))
        found[str(row["source"]), str(row["plan"])].append(fault)
    return found


def _statements(store: Store, sparql: str, places: set[tuple[Cell, Cell]]) -> Iterator[_Record]:
    """Yield the records of the plans as they are shown, by plan and place, each statement once."""
    seen: set[Cell] = set()
    for row in select(store, sparql).records():
        if (row["plan"], row["source"]) in places and row["statement"] not in seen:
            seen.add(row["statement"])
            yield row


def _mention(row: _Record) -> MentionRow:
    return MentionRow(
        program=str(row["program"]),
        plan=str(row["plan"]),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        quote=str(row["quote"]),
        sentence=str(row["sentence"]),
        section=_section(row["section"]),
    )


def _target(row: _Record) -> TargetRow:
    return TargetRow(
        plan=str(row["plan"]),
        indicator=str(row["indicator"]),
        concept=_text(row["concept"]),
        value=_text(row["value"]),
        value_max=_text(row["value_max"]),
        unit=str(row["unit"]),
        comparator=_last(row["comparator"]) or "",
        status=_last(row["status"]) or "",
        year=_year(row["year"]),
        program=_text(row["program"]),
        start=_offset(row["start"]),
        end=_offset(row["end"]),
        quote=str(row["quote"]),
        sentence=str(row["sentence"]),
        section=_section(row["section"]),
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else plain(cell)


def _year(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def _offset(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _last(cell: Cell) -> str | None:
    """Return the last part of a concept's IRI."""
    return None if cell is None else str(cell).replace("#", "/").rpartition("/")[2]


def _section(cell: Cell) -> tuple[str, ...]:
    return tuple(str(cell).split(" › ")) if cell else ()


_PLANS = """
SELECT DISTINCT ?plan ?source ?document ?title ?year ?document_type ?stated ?coverage ?code ?region
WHERE {
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL { GRAPH ?source { ?plan eduplan:regionStated ?stated } }
  OPTIONAL { GRAPH ?source { ?plan dct:title ?title } }
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL { ?plan dct:type ?type }
  OPTIONAL { ?plan dct:coverage ?coverage }
  OPTIONAL { ?plan dct:spatial ?division . ?division eduplan:code ?code ; schema:name ?region }
  BIND (REPLACE(STR(?type), "^.*/", "") AS ?document_type)
} ORDER BY ?document ?plan ?title
"""
_PROGRAMS = """
SELECT DISTINCT ?program ?name ?english ?definition ?level ?known WHERE {
  { SELECT DISTINCT ?program WHERE { ?mention a eduplan:Mention ; eduplan:program ?program } }
  ?program skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  OPTIONAL { ?program skos:prefLabel ?english FILTER (LANGMATCHES(LANG(?english), "en")) }
  OPTIONAL { ?program skos:definition ?definition FILTER (LANGMATCHES(LANG(?definition), "zh")) }
  OPTIONAL { ?program eduplan:level ?level }
  OPTIONAL { ?program eduplan:known ?known }
} ORDER BY ?program ?name ?english ?definition
"""
_ALIASES = """
SELECT DISTINCT ?program ?label WHERE {
  ?program a eduplan:Program ; skos:altLabel ?label .
} ORDER BY ?program ?label
"""
_FAULTS = """
SELECT DISTINCT ?source ?plan ?kind ?note ?quote ?start WHERE {
  ?source eduplan:fault ?fault .
  ?fault eduplan:faultKind ?kind ; eduplan:plan ?plan .
  OPTIONAL { ?fault dct:description ?note }
  OPTIONAL {
    ?fault eduplan:faultKind ?kind ; eduplan:evidence ?place .
    ?place oa:hasSelector ?position , ?words .
    ?position oa:start ?start .
    ?words oa:exact ?quote .
  }
} ORDER BY ?source ?plan ?start ?kind ?note
"""
_AT = f"""
  ?statement eduplan:plan ?plan ; eduplan:evidence ?place .
  {PLACE}
  OPTIONAL {{ ?statement eduplan:sectionPath ?section }}
"""
_MENTIONS = f"""
SELECT DISTINCT ?statement ?source ?plan ?program ?start ?end ?quote ?sentence ?section WHERE {{
  ?statement a eduplan:Mention ; eduplan:program ?program .
  {_AT}
}} ORDER BY ?plan ?start ?end ?program
"""
_TARGETS = f"""
SELECT DISTINCT ?statement ?source ?plan ?indicator ?concept ?value ?value_max ?unit ?comparator
  ?status ?year ?program ?start ?end ?quote ?sentence ?section
WHERE {{
  ?statement a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?comparator ; eduplan:status ?status .
  {_AT}
  OPTIONAL {{ ?statement eduplan:value ?value }}
  OPTIONAL {{ ?statement eduplan:valueMax ?value_max }}
  OPTIONAL {{ ?statement eduplan:year ?year }}
  OPTIONAL {{ ?statement a eduplan:Target ; eduplan:program ?program }}
  OPTIONAL {{
    ?statement eduplan:indicator ?measured .
    ?measured skos:prefLabel ?concept FILTER (LANGMATCHES(LANG(?concept), "zh"))
  }}
}} ORDER BY ?plan ?start ?end ?indicator
"""
