"""Which document stands for a plan that several hold: an official page and its mirrors.

All of them stay in the graph, each with its own facts. Tables and page show one, so that no number
is counted twice: the one with the fewest faults, then the one with the most targets.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store

from kg.store import select
from kg.tables import Cell

_SOURCES = """
SELECT ?plan ?source ?document
  (COUNT(DISTINCT ?fault) AS ?faults) (COUNT(DISTINCT ?target) AS ?targets)
WHERE {
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL { ?source eduplan:fault ?fault }
  OPTIONAL { GRAPH ?source { ?target a eduplan:Target ; eduplan:plan ?plan } }
} GROUP BY ?plan ?source ?document
"""


def main_sources(store: Store) -> Mapping[Cell, Cell]:
    """Return the source that stands for each plan, both as IRIs."""
    rows = sorted(
        select(store, _SOURCES).records(),
        key=lambda row: (_count(row["faults"]), -_count(row["targets"]), str(row["document"])),
    )
    return {row["plan"]: row["source"] for row in reversed(rows)}


def copies(store: Store) -> Mapping[str, str]:
    """Return the documents that hold the plan of another, and that other, by their names."""
    main = main_sources(store)
    rows = list(select(store, _SOURCES).records())
    names = {(row["plan"], row["source"]): str(row["document"]) for row in rows}
    shown = {plan: names[plan, source] for plan, source in main.items()}
    return {
        name: shown[plan]
        for (plan, source), name in sorted(names.items(), key=lambda item: item[1])
        if main[plan] != source
    }


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
