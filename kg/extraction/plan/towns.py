"""Towns, townships and subdistricts that a text names: each tells the county that has one.

The table ``ontology/towns.csv`` leaves out names that more than three counties share (城关镇); it
is read only where a plan does not state its region. ``ontology/regions.md`` says where it is from.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import VocabularyError
from kg.resources import ontology

# 计划乡 is a township of 榕江县, 计划乡村 is none.
_ENDING = re.compile("(?:镇(?!村)|乡(?![镇村土])|街道|苏木)")
_SHORTEST, _LONGEST = 3, 12  # characters of a town's name; ontology/towns.csv has 3 to 11


@dataclass(frozen=True, slots=True)
class Town:
    """A town's name in the text and the counties that have a town of that name."""

    start: int
    end: int
    counties: tuple[str, ...]


@cache
def towns_table() -> Mapping[str, str]:
    """Return the counties by the name of a town, read once a process.

    >>> towns_table()["元坝镇"]
    '510811 510824 512021'
    """
    path = ontology() / "towns.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        try:
            next(rows)
            return dict(rows)
        except (StopIteration, ValueError) as error:
            where = f"{path.name} line {rows.line_num}"
            raise VocabularyError(
                f"no row of a name and its regions: {error}", where=where
            ) from error


def towns(text: str, start: int, end: int) -> Iterator[Town]:
    """Yield the towns that a stretch of ``text`` names with their ending, in order.

    >>> list(towns("支持戴埠镇中心小学", 0, 9))
    [Town(start=2, end=5, counties=('320481',))]
    """
    table = towns_table()
    for ending in _ENDING.finditer(text, start, end):
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            begin = ending.end() - length
            counties = table.get(text[begin : ending.end()]) if begin >= start else None
            if counties:
                yield Town(begin, ending.end(), tuple(counties.split()))
                break
