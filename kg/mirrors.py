"""Which document stands for a plan that several hold: an official page and its mirrors.

All of them stay in the graph, each with its own facts. Tables and page show one, so that no number
is counted twice: the one with the fewest faults, then the one with the most targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.patterns import CUT, cut
from kg.sparql import Engine, select
from kg.tables import Cell

Record = Mapping[str, Cell]
Sources = Mapping[Cell, Cell]  # the IRI of a plan -> that of the document that stands for it

_SOURCES = f"""
SELECT ?plan ?source ?document
  (COUNT(DISTINCT ?fault) AS ?faults) (COUNT(DISTINCT ?target) AS ?targets)
WHERE {{
  {CUT}
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL {{ ?source eduplan:fault ?fault }}
  OPTIONAL {{
    {CUT}
    GRAPH ?source {{ ?target a eduplan:Target ; eduplan:plan ?plan }}
  }}
}} GROUP BY ?plan ?source ?document
"""


def main_sources(engine: Engine, plans: Iterable[str] | None = None) -> Sources:
    """Return the source that stands for each plan, both as IRIs: of all plans, or of some."""
    sparql = _SOURCES if plans is None else cut(_SOURCES, "plan", plans)
    return {plan: rows[0]["source"] for plan, rows in _sources(engine, sparql).items()}


def of_main(records: Iterable[Record], main: Sources) -> Iterator[Record]:
    """Yield the records that the documents give which stand for their plans.

    A record has its ``plan`` and its ``source``; one of a plan that no document holds is left out.

    >>> said = [("p", "a"), ("p", "b"), ("q", "b")]
    >>> list(of_main([{"plan": plan, "source": source} for plan, source in said], {"p": "b"}))
    [{'plan': 'p', 'source': 'b'}]
    """
    return (row for row in records if main.get(row["plan"]) == row["source"])


def copies(engine: Engine) -> Mapping[str, str]:
    """Return the documents that hold the plan of another, and that other, by their names."""
    found = {
        str(row["document"]): str(rows[0]["document"])
        for rows in _sources(engine, _SOURCES).values()
        for row in rows[1:]
    }
    return dict(sorted(found.items()))


def _sources(engine: Engine, sparql: str) -> Mapping[Cell, list[Record]]:
    """Return the sources of each plan, the one that stands for it first."""
    rows = sorted(
        select(engine, sparql).records(),
        key=lambda row: (_count(row["faults"]), -_count(row["targets"]), str(row["document"])),
    )
    grouped: dict[Cell, list[Record]] = {}
    for row in rows:
        grouped.setdefault(row["plan"], []).append(row)
    return grouped


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
