"""All tables of a graph by name, as they are written for spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store

from kg.export.overlaps import overlaps, spread
from kg.export.statements import plans, programs, quality, targets
from kg.export.ties import ties
from kg.mirrors import main_sources
from kg.tables import Table, as_excel_csv

NAMES = ("plans", "programs", "targets", "overlaps", "spread", "quality")


def tables(store: Store) -> Mapping[str, Table]:
    """Return the tables of ``NAMES``, in that order."""
    main = main_sources(store)
    tied = ties(store, main)
    found = (
        plans(store, main),
        programs(store, main),
        targets(store, main),
        overlaps(tied),
        spread(tied),
        quality(store),
    )
    return dict(zip(NAMES, found, strict=True))


def csv_files(store: Store) -> Mapping[str, bytes]:
    """Return each table as CSV for spreadsheets, by the name of its file."""
    return {f"{name}.csv": as_excel_csv(table) for name, table in tables(store).items()}
