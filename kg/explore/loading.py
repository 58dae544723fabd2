"""The rows of a page that holds a whole graph, read from the store, and the kept texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from pyoxigraph import Store

from kg.explore import queries, rows
from kg.explore.asking import plan_records, records
from kg.explore.data import ExplorerData, NoteRow, PlanRow
from kg.explore.rows import Origin
from kg.explore.wording import texts
from kg.mirrors import Record


def load(store: Store, kept: Path | None = None) -> ExplorerData:
    """Return all that the page shows, each kind sorted by its id or place.

    ``kept`` is the folder of the kept texts; without it the page has no texts to read.
    """
    chosen = plan_records(store)
    origins = set(map(rows.origin, chosen))
    plans = tuple(sorted(_plans(store, chosen), key=lambda plan: plan.id))
    home = {plan.id: plan.region for plan in plans}
    aliases = rows.aliases(records(store, queries.ALIASES))
    stages = rows.stages(records(store, queries.STAGES_OF))
    programs = rows.firsts(records(store, queries.PROGRAMS), "program")
    indicators = rows.firsts(records(store, queries.INDICATORS), "indicator")
    return ExplorerData(
        plans=plans,
        regions=tuple(rows.regions(chosen)),
        programs=tuple(rows.program(row, aliases, stages) for row in programs),
        stages=tuple(map(rows.stage, rows.firsts(records(store, queries.STAGES), "stage"))),
        indicators=tuple(rows.indicator(row, aliases) for row in indicators),
        mentions=tuple(map(rows.mention, _statements(store, queries.MENTIONS, origins))),
        targets=tuple(
            rows.target(row, home) for row in _statements(store, queries.TARGETS, origins)
        ),
        notes=tuple(_notes(store, origins)),
        headings=tuple(map(rows.heading, _statements(store, queries.HEADINGS, origins))),
        texts=texts({plan.source: plan.document for plan in plans}, kept) if kept else (),
    )


def _plans(store: Store, chosen: Iterable[Record]) -> Iterator[PlanRow]:
    faults = rows.faults(records(store, queries.FAULTS))
    for row in chosen:
        yield rows.plan(row, faults.get(rows.origin(row), ()))


def _statements(store: Store, sparql: str, origins: Set[Origin]) -> Iterator[Record]:
    """Yield the records of the plans as they are shown, by plan and place, each statement once."""
    for row in rows.firsts(records(store, sparql), "statement"):
        if rows.origin(row) in origins:
            yield row


def _notes(store: Store, origins: Set[Origin]) -> Iterator[NoteRow]:
    """Yield the other facts of the texts: titles of plans, regions, cited documents."""
    for named in records(store, queries.PLAN_PLACES):
        if rows.origin(named) in origins:
            yield rows.note(named, "plan")
    for kind, sparql in (("region", queries.REGIONS_NAMED), ("citation", queries.CITATIONS)):
        for row in _statements(store, sparql, origins):
            yield rows.note(row, kind)
