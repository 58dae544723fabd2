"""The files that hold the whole corpus: graph, tables and page, each written whole.

They are there when they say what the store says, and not at all otherwise: before a store is
changed they are dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import replace_file
from kg.kept import TEXTS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.explore.fitting import Extent

PAGE = "explorer.html"
TABLES = ("targets", "programs", "quality")
NAMES = ("graph.ttl", "graph.trig", *(f"{name}.csv" for name in TABLES), "targets.xlsx", PAGE)


def complete(out: Path) -> bool:
    """Tell whether all of them are there."""
    return present(out) == NAMES


def present(out: Path) -> tuple[str, ...]:
    """Return the names of those that are there."""
    return tuple(name for name in NAMES if (out / name).is_file())


def drop(out: Path) -> None:
    """Drop those that are there."""
    for name in present(out):
        (out / name).unlink()


def write(store: Store, out: Path, say: Callable[[str], None] = lambda _name: None) -> Extent:
    """Write all of them; ``say`` is told each name before. Return how much the page holds."""
    from kg.export.rdf import trig, turtle
    from kg.export.tables import tables
    from kg.export.workbook import workbook
    from kg.tables import as_excel_csv

    say("graph.ttl")
    replace_file(out / "graph.ttl", turtle(store))
    say("graph.trig")
    replace_file(out / "graph.trig", trig(store))
    say("targets.csv")
    found = tables(store)
    for name in TABLES:
        replace_file(out / f"{name}.csv", as_excel_csv(found[name]))
    say("targets.xlsx")
    replace_file(out / "targets.xlsx", workbook(store, found))
    say(PAGE)
    return write_page(store, out, out / PAGE)


def write_page(store: Store, out: Path, path: Path) -> Extent:
    """Write the explorer of a store, texts from the folder ``out``; return how much it holds."""
    from kg.explore.fitting import fitted
    from kg.explore.loading import load
    from kg.explore.page import render

    data, extent = fitted(load(store, out / TEXTS))
    replace_file(path, [render(data, extent)])
    return extent
