"""What plans share, what only some have, and their numbers side by side.

A side is a region with all its plans, or one plan; ``regions`` and ``plans`` make sides of names,
``compare`` makes one table of them. Of mirrors of one plan one document counts (``kg.mirrors``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import QueryError
from kg.graph.terms import enumerated
from kg.identifiers import normal_name
from kg.mirrors import Record, Sources, main_sources, of_main
from kg.patterns import CUT, PLACE, cut
from kg.records import Comparator, Quantity, Status
from kg.resolve import region_iri
from kg.sparql import Engine, select
from kg.tables import Cell, Table, plain

_LEVEL = enumerated(Quantity.LEVEL).value  # the quantity that needs no word
_PLANNED = enumerated(Status.PLANNED).value
_WORDLESS = {enumerated(kind).value for kind in (Comparator.EQ, Comparator.RANGE)}
_Key = tuple[str, ...]


class Kind(StrEnum):
    """What a row is about."""

    PROGRAM = "项目"
    TARGET = "指标任务"
    CITATION = "引用文件"


class Held(StrEnum):
    """Which sides have it; of two plans one after the other, what became of it."""

    ALL = "共有"
    SOME = "部分"
    ONE = "独有"
    KEPT = "保留"
    CHANGED = "变化"
    NEW = "新增"
    GONE = "不再有"


@dataclass(frozen=True, slots=True)
class Side:
    """A name to show, and the IRIs of the plans behind it."""

    name: str
    plans: tuple[str, ...]


def regions(engine: Engine, names: Iterable[str]) -> list[Side]:
    """Return a side a region, by code or name; QueryError where it is unknown or has no plan."""
    known = list(select(engine, _PLANS).records())
    sides = []
    for name in names:
        iri = region_iri(engine, name).value
        rows = [row for row in known if row["region"] == iri]
        if not rows:
            raise QueryError(f"{name} has no plan", hint="kg query regions names those that have")
        sides.append(Side(str(rows[0]["name"]), tuple(sorted({str(row["plan"]) for row in rows}))))
    return _told_apart(sides)


def plans(engine: Engine, names: Iterable[str]) -> list[Side]:
    """Return a side a plan, by REGION:YEAR, its document's name or its IRI.

    QueryError for one that is unknown, or where several are meant.
    """
    known = list(select(engine, _PLANS).records())
    return _told_apart([_plan(engine, known, name) for name in names])


def compare(engine: Engine, sides: Sequence[Side], *, in_turn: bool = False) -> Table:
    """Return a row a program, target or cited document, with two columns a side.

    The first says how often a program is named, the numbers of a target with comparator, year and
    status, or what is done with a document; the second, 原文, the first sentence. What most sides
    have comes first. ``in_turn`` tells of two plans what is new, what stayed, changed and went.
    """
    main = main_sources(engine)
    columns = [name for side in sides for name in (side.name, f"{side.name} 原文")]
    rows: list[tuple[Cell, ...]] = []
    for aspect in _ASPECTS:
        for name, said in _things(engine, aspect, sides, main):
            held = _turn(said) if in_turn else _held(said)
            cells = [cell for one in said for cell in _cells(one)]
            rows.append((aspect.kind.value, held.value, name, *cells))
    return Table(("kind", "held", "name", *columns), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a side says of a thing in short, its first sentence, and what counts as a change."""

    what: str
    sentence: str
    substance: str


@dataclass(frozen=True, slots=True)
class _Aspect:
    """A kind of thing that plans have: what asks for it, which fields tell two of it apart."""

    kind: Kind
    pattern: str
    identity: tuple[str, ...]
    told: Callable[[Sequence[Record]], str]
    substance: Callable[[Sequence[Record]], str]


def _things(
    engine: Engine, aspect: _Aspect, sides: Sequence[Side], main: Sources
) -> Iterator[tuple[str, list[_Said | None]]]:
    """Yield the name of each thing and what each side says of it, the most widely held first."""
    found: defaultdict[_Key, list[list[Record]]] = defaultdict(lambda: [[] for _ in sides])
    for index, side in enumerate(sides):
        for row in _rows(engine, aspect, side.plans, main):
            key = tuple(normal_name(plain(row[field])) for field in aspect.identity)
            found[key][index].append(row)
    for key in sorted(found, key=lambda key: (-sum(map(bool, found[key])), key)):
        name = next(plain(rows[0]["name"]) for rows in found[key] if rows)
        yield name, [_said(aspect, rows) if rows else None for rows in found[key]]


def _said(aspect: _Aspect, rows: Sequence[Record]) -> _Said:
    return _Said(aspect.told(rows), plain(rows[0]["sentence"]), aspect.substance(rows))


def _rows(engine: Engine, aspect: _Aspect, plans: Sequence[str], main: Sources) -> list[Record]:
    """Return what plans say, in the order of the text, each statement once."""
    sparql = cut(_QUERY.format(cut=CUT, place=PLACE, pattern=aspect.pattern), "plan", plans)
    return list(of_main(select(engine, sparql).records(), main))


def _cells(said: _Said | None) -> tuple[Cell, Cell]:
    return (said.what, said.sentence) if said else (None, None)


def _held(said: Sequence[_Said | None]) -> Held:
    having = sum(1 for one in said if one)
    if having == len(said):
        return Held.ALL
    return Held.ONE if having == 1 else Held.SOME


def _turn(said: Sequence[_Said | None]) -> Held:
    before, after = said
    if before is None:
        return Held.NEW
    if after is None:
        return Held.GONE
    return Held.KEPT if before.substance == after.substance else Held.CHANGED


def _named(rows: Sequence[Record]) -> str:
    return f"{len(rows)}处"


def _named_at_all(_rows: Sequence[Record]) -> str:
    """Return the same for every program: to be named more often is no change."""
    return ""


def _numbers(rows: Sequence[Record]) -> str:
    """Return the numbers of a target, each with the year and status that must be known of it."""
    return "；".join(dict.fromkeys(f"{_number(row)}（{_about(row)}）" for row in rows))


def _promises(rows: Sequence[Record]) -> str:
    """Return the numbers that are planned, whatever their year; where none is, all of them."""
    planned = [row for row in rows if row["state"] == _PLANNED]
    return "；".join(sorted({_number(row) for row in planned or rows}))


def _about(row: Record) -> str:
    """Return year and status of a number, and where it is no level what it is."""
    said = [plain(row[field]) for field in ("year", "status") if row[field] is not None]
    return "，".join(said if row["kind"] == _LEVEL else [*said, plain(row["quantity"])])


def _number(row: Record) -> str:
    value = plain(row["value"]) if row["value"] is not None else "数字不明"
    upper = f"—{plain(row['value_max'])}" if row["value_max"] is not None else ""
    wordless = row["compared"] in _WORDLESS or row["value"] is None
    comparator = "" if wordless else plain(row["comparator"])
    return f"{comparator}{value}{upper}{plain(row['unit'])}"


def _actions(rows: Sequence[Record]) -> str:
    return "、".join(dict.fromkeys(plain(row["action"]) for row in rows))


_ASPECTS = (
    _Aspect(
        Kind.PROGRAM,
        """
  ?fact a eduplan:Mention ; eduplan:program ?thing .
  ?thing skos:prefLabel ?name FILTER (LANG(?name) = "zh")
""",
        ("thing",),
        _named,
        _named_at_all,
    ),
    _Aspect(
        Kind.TARGET,
        """
  ?fact a eduplan:Target ; eduplan:indicatorText ?wording ; eduplan:unitText ?unit ;
    eduplan:comparator ?compared ; eduplan:status ?state ; eduplan:quantity ?kind .
  ?compared skos:prefLabel ?comparator .
  ?state skos:prefLabel ?status .
  ?kind skos:prefLabel ?quantity .
  FILTER (LANG(?comparator) = "zh" && LANG(?status) = "zh" && LANG(?quantity) = "zh")
  OPTIONAL {
    ?fact eduplan:indicator ?thing .
    ?thing skos:prefLabel ?label FILTER (LANG(?label) = "zh")
  }
  OPTIONAL { ?fact eduplan:value ?value }
  OPTIONAL { ?fact eduplan:valueMax ?value_max }
  OPTIONAL { ?fact eduplan:year ?year }
  BIND (COALESCE(?label, ?wording) AS ?name)
""",
        ("name", "unit"),
        _numbers,
        _promises,
    ),
    _Aspect(
        Kind.CITATION,
        """
  ?fact a eduplan:Citation ; dct:references ?thing ; eduplan:action/skos:prefLabel ?action .
  ?thing schema:name ?name FILTER (LANG(?action) = "zh")
""",
        ("thing",),
        _actions,
        _actions,
    ),
)
_QUERY = """
SELECT DISTINCT * WHERE {{
  {cut}
  ?fact eduplan:plan ?plan ; eduplan:evidence ?place .
  {place} {pattern}
}} ORDER BY ?document ?start ?name
"""
_PLANS = """
SELECT DISTINCT ?plan ?region ?name ?code ?year ?document WHERE {
  ?plan a eduplan:Plan ; prov:wasDerivedFrom/schema:name ?document .
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL { ?plan dct:spatial ?region . ?region schema:name ?name ; eduplan:code ?code }
} ORDER BY ?document ?plan
"""


def _plan(engine: Engine, known: Sequence[Record], name: str) -> Side:
    place, colon, year = name.replace("：", ":").rpartition(":")
    if colon and year.isdecimal():
        region = region_iri(engine, place).value
        rows = [row for row in known if row["region"] == region and plain(row["year"]) == year]
    else:
        rows = [row for row in known if name in (row["document"], row["plan"])]
    found = {str(row["plan"]): row for row in rows}
    if len(found) == 1:
        [(plan, row)] = found.items()
        label = f"{row['name'] or row['document']} {plain(row['year'])}".strip()
        return Side(label, (plan,))
    if found:
        raise QueryError(f"{name} is several plans", hint=f"say which: {', '.join(found)}")
    raise QueryError(f"no plan {name}", hint="give 常州:2023, a document's name or a plan's IRI")


def _told_apart(sides: Sequence[Side]) -> list[Side]:
    """Return the sides, those of one name numbered; QueryError where one stands twice."""
    for side in sides:
        if sum(1 for other in sides if other.plans == side.plans) > 1:
            raise QueryError(f"{side.name} is named twice", hint="name two different ones")
    names = [side.name for side in sides]
    return [
        Side(f"{side.name} ({index})", side.plans) if names.count(side.name) > 1 else side
        for index, side in enumerate(sides, 1)
    ]
