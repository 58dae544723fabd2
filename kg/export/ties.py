"""What ties regions and programs: the mentions in plans, counted region by region.

A plan whose region is not known stands for a region of its own, as in the explorer: its programs
are there, and nothing is said about where they are; no count of regions has it. Of mirrors of one
plan one is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.mirrors import Record, Sources, of_main
from kg.overlap import Pair
from kg.patterns import label, last_part
from kg.sparql import select
from kg.tables import Cell

UNKNOWN_REGION = "地区不明"


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A region with plans; ``id`` is its code, or the plan's IRI where it is not known."""

    id: str
    name: str
    code: str | None
    level: str | None
    province: str | None
    plans: int
    stated: bool


@dataclass(frozen=True, slots=True)
class ProgramNode:
    """A program that a plan names, by its IRI."""

    id: str
    name: str
    english: str | None
    level: str
    known: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A region's plans name a program: how often, of these how planned, in plans of which years."""

    region: str
    program: str
    mentions: int
    planned: int
    achieved: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Ties:
    """Regions, programs and what ties them, each sorted by id."""

    regions: tuple[RegionNode, ...]
    programs: tuple[ProgramNode, ...]
    ties: tuple[Tie, ...]

    @property
    def pairs(self) -> list[Pair]:
        """Return the ids of each region and program that are tied."""
        return [(tie.region, tie.program) for tie in self.ties]

    @property
    def known_regions(self) -> frozenset[str]:
        """Return the ids of the regions that have a code."""
        return frozenset(region.id for region in self.regions if region.code)


def ties(store: Store, main: Sources) -> Ties:
    """Return what ties the regions and programs of a graph."""
    plans: dict[Cell, Record] = {}
    for row in of_main(select(store, _PLANS).records(), main):
        plans.setdefault(row["plan"], row)
    mentions = list(of_main(select(store, _MENTIONS).records(), main))
    named = {row["program"] for row in mentions}
    programs: dict[Cell, ProgramNode] = {}
    for row in select(store, _PROGRAMS).records():
        if row["program"] in named:
            programs.setdefault(row["program"], _program(row))
    return Ties(
        tuple(_regions(plans.values(), _divisions(store))),
        tuple(sorted(programs.values(), key=lambda program: program.id)),
        tuple(_tied(mentions, plans)),
    )


def _divisions(store: Store) -> Mapping[str, Record]:
    return {str(row["region"]): row for row in select(store, _REGIONS).records()}


def _regions(plans: Iterable[Record], divisions: Mapping[str, Record]) -> list[RegionNode]:
    of: dict[str, list[Record]] = defaultdict(list)
    for row in plans:
        of[_region_id(row)].append(row)
    return [_region(name, rows, divisions) for name, rows in sorted(of.items())]


def _region(name: str, plans: list[Record], divisions: Mapping[str, Record]) -> RegionNode:
    row = plans[0]
    division = divisions.get(str(row["region"]), {})
    return RegionNode(
        id=name,
        name=_text(division.get("name")) or _text(row["coverage"]) or UNKNOWN_REGION,
        code=_text(row["code"]),
        level=_text(division.get("level")),
        province=_province(division, divisions),
        plans=len(plans),
        stated=any(plan["stated"] is True for plan in plans),
    )


def _province(division: Record, divisions: Mapping[str, Record]) -> str | None:
    """Return the name of the province that a region is or lies in."""
    while parent := divisions.get(str(division.get("parent"))):
        division = parent
    return _text(division.get("name"))


def _program(row: Record) -> ProgramNode:
    return ProgramNode(
        id=str(row["program"]),
        name=_text(row["name"]) or str(row["program"]),
        english=_text(row["english"]),
        level=_text(row["level"]) or "unknown",
        known=row["known"] is not False,
    )


def _tied(mentions: Iterable[Record], plans: Mapping[Cell, Record]) -> list[Tie]:
    of: dict[Pair, list[Record]] = defaultdict(list)
    for row in mentions:
        of[_region_id(plans[row["plan"]]), str(row["program"])].append(row)
    found = []
    for (region, program), rows in sorted(of.items()):
        status = [row["status"] for row in rows]
        dates = [plans[row["plan"]]["year"] for row in rows]
        years = [year for year in dates if isinstance(year, int)]
        planned, achieved = status.count("planned"), status.count("achieved")
        first, last = min(years, default=None), max(years, default=None)
        found.append(Tie(region, program, len(rows), planned, achieved, first, last))
    return found


def _region_id(plan: Record) -> str:
    return str(plan["code"] or plan["plan"])


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


_PLANS = """
SELECT DISTINCT ?plan ?source ?year ?stated ?coverage ?region ?code WHERE {
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  OPTIONAL { GRAPH ?source { ?plan eduplan:regionStated ?stated } }
  OPTIONAL { GRAPH ?source { ?plan dct:coverage ?coverage } }
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL { ?plan dct:spatial ?region . ?region eduplan:code ?code }
} ORDER BY ?plan ?source ?stated ?coverage
"""
_REGIONS = f"""
SELECT DISTINCT ?region ?name ?level ?parent WHERE {{
  ?region a eduplan:Region ; schema:name ?name ; eduplan:regionLevel ?tier .
  OPTIONAL {{ ?region schema:containedInPlace ?parent }}
  {last_part("?tier", "?level")}
}} ORDER BY ?region
"""
_PROGRAMS = f"""
SELECT DISTINCT ?program ?name ?english ?level ?known WHERE {{
  ?program a eduplan:Program .
  {label("?program", "?name")} {label("?program", "?english", "en")}
  OPTIONAL {{ ?program eduplan:level ?owner }}
  OPTIONAL {{ ?program eduplan:known ?known }}
  {last_part("?owner", "?level")}
}} ORDER BY ?program ?name ?english ?level ?known
"""
_MENTIONS = f"""
SELECT DISTINCT ?mention ?plan ?source ?program ?status WHERE {{
  ?mention a eduplan:Mention ; eduplan:program ?program ; eduplan:plan ?plan ;
    eduplan:status ?state ; eduplan:evidence ?place .
  ?place oa:hasSource ?source .
  {last_part("?state", "?status")}
}} ORDER BY ?mention
"""
