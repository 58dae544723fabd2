"""The rows of the explorer are read from the store by SPARQL, the texts from their folder.

A plan that several mirrors hold is shown as the first of its documents, by name, has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.errors import QueryError
from kg.explore import queries, rows
from kg.explore.data import ExplorerData, NoteRow, PlanRow, StageRow
from kg.explore.rows import Record
from kg.explore.wording import texts
from kg.mirrors import main_sources
from kg.sparql import select
from kg.tables import Cell


def load(store: Store, kept: Path | None = None) -> ExplorerData:
    """Return all that the page shows, each kind sorted by its id or place.

    ``kept`` is the folder of the kept texts; without it the page has no texts to read.
    """
    chosen = shown(store)
    places = set(map(rows.shown_in, chosen))
    plans = tuple(sorted(_plans(store, chosen), key=lambda plan: plan.id))
    home = {plan.id: plan.region for plan in plans}
    aliases = rows.lists(records(store, queries.ALIASES), "label")
    stages = rows.lists(records(store, queries.STAGES_OF), "stage")
    programs = rows.firsts(records(store, queries.PROGRAMS), "program")
    indicators = rows.firsts(records(store, queries.INDICATORS), "indicator")
    return ExplorerData(
        plans=plans,
        regions=tuple(rows.regions(chosen)),
        programs=tuple(rows.program(row, aliases, stages) for row in programs),
        stages=tuple(stage_rows(store)),
        indicators=tuple(rows.indicator(row, aliases) for row in indicators),
        mentions=tuple(map(rows.mention, _statements(store, queries.MENTIONS, places))),
        targets=tuple(
            rows.target(row, home) for row in _statements(store, queries.TARGETS, places)
        ),
        notes=tuple(_notes(store, places)),
        headings=tuple(map(rows.heading, _statements(store, queries.HEADINGS, places))),
        texts=texts({plan.source: plan.document for plan in plans}, kept) if kept else (),
    )


def records(store: Store, sparql: str) -> Iterator[Record]:
    """Return the records of a query."""
    return iter(select(store, sparql).records())


def records_of(store: Store, sparql: str, variable: str, of: Iterable[Cell]) -> Iterator[Record]:
    """Return the records of a query for some values of a variable; QueryError for no IRI."""
    try:
        return records(store, queries.cut(sparql, variable, map(str, of)))
    except ValueError as error:
        raise QueryError(f"no identifier: {error}") from error


def shown(store: Store, plans: Sequence[str] | None = None) -> list[Record]:
    """Return a record a plan, of the document that stands for it; of all plans, or of some IRIs."""
    main = main_sources(store, plans)
    found = (
        records(store, queries.PLANS)
        if plans is None
        else records_of(store, queries.PLANS, "plan", plans)
    )
    first: dict[Cell, Record] = {}
    for row in found:
        if main[row["plan"]] == row["source"]:
            first.setdefault(row["plan"], row)
    return list(first.values())


def _plans(store: Store, chosen: Iterable[Record]) -> Iterator[PlanRow]:
    faults = rows.faults(records(store, queries.FAULTS))
    for row in chosen:
        yield rows.plan(row, faults.get((row["source"], row["plan"]), ()))


def stage_rows(store: Store) -> Iterator[StageRow]:
    """Yield the stages of education."""
    for row in rows.firsts(records(store, queries.STAGES), "stage"):
        yield StageRow(rows.short(row["stage"], "stage/"), str(row["name"]), str(row["english"]))


def _statements(store: Store, sparql: str, places: set[tuple[Cell, Cell]]) -> Iterator[Record]:
    """Yield the records of the plans as they are shown, by plan and place, each statement once."""
    for row in rows.firsts(records(store, sparql), "statement"):
        if rows.shown_in(row) in places:
            yield row


def _notes(store: Store, places: set[tuple[Cell, Cell]]) -> Iterator[NoteRow]:
    """Yield the other facts of the texts: titles of plans, regions, cited documents."""
    for named in records(store, queries.PLAN_PLACES):
        if rows.shown_in(named) in places:
            yield rows.note(named, "plan")
    for kind, sparql in (("region", queries.REGIONS_NAMED), ("citation", queries.CITATIONS)):
        for row in _statements(store, sparql, places):
            yield rows.note(row, kind)
