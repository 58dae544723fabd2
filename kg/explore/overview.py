"""What a served page begins with: its plans, regions and programs, and which plan names which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Store

from kg.explore import queries, rows
from kg.explore.asking import plan_records, records, records_of
from kg.explore.data import ExplorerData, MentionRow
from kg.mirrors import Record
from kg.tables import Cell, plain


def overview(store: Store, plans: Sequence[str]) -> ExplorerData:
    """Return the rows of an overview of the plans, given as IRIs.

    Each plan tells how many numbers it has; a mention stands for all of a program in a plan that
    have the same status, and has no sentence.
    """
    chosen = plan_records(store, plans)
    origins = {rows.origin(row): row for row in chosen}
    faults = rows.faults(
        records_of(store, queries.FAULTS, "source", {row["source"] for row in chosen})
    )
    numbers = {
        rows.origin(row): row["numbers"]
        for row in records_of(store, queries.NUMBERS, "plan", plans)
    }
    made = [
        rows.plan(row, faults.get(origin, ()), rows.whole(numbers.get(origin, 0)))
        for origin, row in origins.items()
    ]
    ties = [
        row for row in records_of(store, queries.TIES, "plan", plans) if rows.origin(row) in origins
    ]
    named = sorted({str(row["program"]) for row in ties})
    aliases = rows.aliases(records_of(store, queries.ALIASES, "concept", named))
    stages = rows.stages(records_of(store, queries.STAGES_OF, "concept", named))
    programs = rows.firsts(records_of(store, queries.PROGRAMS, "program", named), "program")
    return ExplorerData(
        plans=tuple(sorted(made, key=lambda plan: plan.id)),
        regions=tuple(rows.regions(chosen)),
        programs=tuple(rows.program(row, aliases, stages) for row in programs),
        stages=tuple(map(rows.stage, rows.firsts(records(store, queries.STAGES), "stage"))),
        mentions=tuple(_first_of_each(ties)),
    )


def _first_of_each(ties: Iterable[Record]) -> Iterator[MentionRow]:
    """Yield the surest mention of each program in each plan with each status, by plan."""
    first: dict[tuple[Cell, ...], Record] = {}
    for row in sorted(ties, key=_order):
        first.setdefault((row["plan"], row["program"], row["status"]), row)
    return map(rows.tie, first.values())


def _order(row: Record) -> tuple[str, float, int, str]:
    """Order by plan, the surest first, then by place.

    A filter of confidence so finds what it would among all mentions. The IRI of a statement ends in
    its place: shorter numbers are the lesser ones.
    """
    statement = str(row["statement"])
    return str(row["plan"]), -float(plain(row["confidence"])), len(statement), statement
