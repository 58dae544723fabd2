"""The store asked for records: of a query, of some values in it, of plans as they are shown.

A plan that several mirrors hold is shown as the first of its documents, by name, has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Store

from kg.errors import QueryError
from kg.explore import queries
from kg.mirrors import Record, main_sources, of_main
from kg.sparql import select
from kg.tables import Cell


def records(store: Store, sparql: str) -> Iterator[Record]:
    """Return the records of a query."""
    return iter(select(store, sparql).records())


def records_of(store: Store, sparql: str, variable: str, of: Iterable[Cell]) -> Iterator[Record]:
    """Return the records of a query for some values of a variable; QueryError for no IRI."""
    try:
        return records(store, queries.cut(sparql, variable, map(str, of)))
    except ValueError as error:
        raise QueryError(f"no identifier: {error}") from error


def plan_records(store: Store, plans: Sequence[str] | None = None) -> list[Record]:
    """Return a record a plan, of the document that stands for it; of all plans, or of some IRIs."""
    main = main_sources(store, plans)
    found = (
        records(store, queries.PLANS)
        if plans is None
        else records_of(store, queries.PLANS, "plan", plans)
    )
    first: dict[Cell, Record] = {}
    for row in of_main(found, main):
        first.setdefault(row["plan"], row)
    return list(first.values())
