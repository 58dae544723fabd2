"""The official divisions of China with their codes (GB/T 2260), names and years.

The table ``ontology/regions.csv`` has a row for each period in which a division had one code and
one name; ``ontology/regions.md`` says where it comes from.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from kg.errors import VocabularyError
from kg.resources import ontology

# Names that ended before are no names of a plan on the web; many meanwhile belong to others.
_EARLIEST = 1995


class Tier(IntEnum):
    """The tiers of divisions, the higher first."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A row of the table: what ``region`` was called, and its code, in a stretch of years.

    ``region`` is its code today, or the last it had; None for a year means that the stretch has no
    known beginning, or has not ended.
    """

    region: str
    code: str
    name: str
    short: str
    tier: Tier
    parent: str | None
    first_year: int | None
    last_year: int | None

    def holds(self, year: int) -> bool:
        """Whether the code and the name were valid in ``year``."""
        return (self.first_year or 0) <= year <= (self.last_year or 9999)


class Regions:
    """The divisions by region identifier and by name."""

    def __init__(self, periods: Iterable[Period]) -> None:
        self.periods: Mapping[str, tuple[Period, ...]] = _grouped(
            (period.region, period) for period in periods
        )
        every = [period for group in self.periods.values() for period in group]
        self.by_name: Mapping[str, tuple[str, ...]] = _regions(
            (name, p) for p in every for name in _names(p)
        )
        self.by_short: Mapping[str, tuple[str, ...]] = _regions(
            (p.short, p) for p in every if p.short != p.name
        )

    @classmethod
    def load(cls) -> Regions:
        """Return the table of the project; VocabularyError where a row makes no sense."""
        path = ontology() / "regions.csv"
        with path.open(encoding="utf-8", newline="") as table:
            rows = csv.DictReader(table)
            try:
                periods = [_period(row) for row in rows]
            except (KeyError, ValueError) as error:
                where = f"{path.name} line {rows.line_num}"
                raise VocabularyError(f"no such column or value: {error}", where=where) from error
        return cls(p for p in periods if p.last_year is None or p.last_year >= _EARLIEST)

    def now(self, region: str) -> Period:
        """Return the last period of a region: its name and code today."""
        return self.periods[region][-1]

    def code_in(self, region: str, year: int) -> str | None:
        """Return the code that a region had in ``year``, None where the table does not say."""
        codes = [period.code for period in self.periods[region] if period.holds(year)]
        return codes[-1] if codes else None

    def chain(self, region: str) -> tuple[str, ...]:
        """Return the region and the divisions that contain it, from the smallest.

        >>> [table().now(region).name for region in table().chain("320707")]
        ['赣榆区', '连云港市', '江苏省']
        """
        found = [region]
        while (parent := self.now(found[-1]).parent) and parent in self.periods:
            found.append(parent)
        return tuple(found)


@cache
def table() -> Regions:
    """Return the table, read once a process."""
    return Regions.load()


def _names(period: Period) -> Iterator[str]:
    """Yield the full name, and of an autonomous division the usual short form: 恩施州, 东乡县."""
    yield period.name
    ending = _AUTONOMOUS.search(period.name)
    if ending and len(period.name) > len(period.short) + 1:
        yield period.short + ending["kind"]


_AUTONOMOUS = re.compile("自治(?P<kind>[州县旗])$")


def _period(row: Mapping[str, str]) -> Period:
    return Period(
        row["region"],
        row["code"],
        row["name"],
        row["short"],
        Tier[row["level"].upper()],
        row["parent"] or None,
        int(row["first_year"]) if row["first_year"] else None,
        int(row["last_year"]) if row["last_year"] else None,
    )


def _grouped(pairs: Iterable[tuple[str, Period]]) -> dict[str, tuple[Period, ...]]:
    groups: dict[str, list[Period]] = defaultdict(list)
    for key, period in pairs:
        groups[key].append(period)
    return {
        key: tuple(sorted(group, key=lambda p: (p.last_year or 9999, p.first_year or 0)))
        for key, group in groups.items()
    }


def _regions(pairs: Iterable[tuple[str, Period]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for key, period in pairs:
        groups[key].setdefault(period.region)
    return {key: tuple(group) for key, group in groups.items()}
