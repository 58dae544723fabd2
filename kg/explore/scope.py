"""Which plans a served page is about: all where they are few, else those of a year or a province.

The scope stands in the address of the page, so that a link brings the same page again. What is
left out is counted, and the page offers the other years and provinces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Literal, Store

from kg.explore import queries, rows
from kg.explore.asking import records
from kg.graph.terms import encodable
from kg.identifiers import BASE
from kg.resolve import year

# Plans of one page. Tuned on 277 real plans with 9,700 ties (a store of a million triples): their
# page takes a core some 5 s, half of it for the places of the drawing and the names in pinyin.
MOST_PLANS = 300

UNTOLD = "-"  # the year or province of plans that do not say, as in the filters of the page


@dataclass(frozen=True, slots=True)
class Scope:
    """The plans of a year, a province, some regions; an empty field leaves it open.

    ``year`` is four digits, ``regions`` are the ids of RegionRow.
    """

    year: str = ""
    province: str = ""
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan in short: its IRI, and what a scope asks for."""

    iri: str
    year: str
    province: str
    region: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The plans of a page, of ``all`` that the graph has; ``left`` more are of the same scope.

    ``years`` and ``provinces`` are what one may choose instead, with the number of plans.
    """

    scope: Scope
    plans: tuple[KnownPlan, ...]
    left: int
    all: int
    years: tuple[tuple[str, int], ...]
    provinces: tuple[tuple[str, int], ...]

    def told(self) -> dict[str, Any]:
        """Return what the page says of it, as JSON holds it."""
        return {
            "scope": {
                "year": self.scope.year,
                "province": self.scope.province,
                "region": list(self.scope.regions),
            },
            "plans": len(self.plans),
            "left": self.left,
            "all": self.all,
            "years": [list(pair) for pair in self.years],
            "provinces": [list(pair) for pair in self.provinces],
        }


def asked(parameters: Iterable[tuple[str, str]]) -> Scope:
    """Return the scope that the parameters of an address ask for; others are passed over.

    QueryError where a year is none.

    >>> asked([("year", "2023"), ("region", "320400"), ("lang", "en")])
    Scope(year='2023', province='', regions=('320400',))
    """
    given: dict[str, list[str]] = {"year": [""], "province": [""], "region": []}
    for name, value in parameters:
        if name in given:
            given[name].append(value)
    wanted = given["year"][-1]
    if wanted not in ("", UNTOLD):
        year(wanted)
    return Scope(wanted, given["province"][-1], tuple(sorted({*given["region"]} - {""})))


def known_plans(store: Store, iris: Iterable[str] | None = None) -> list[KnownPlan]:
    """Return all plans of the graph, or those of some IRIs, in short."""
    sparql = queries.EVERY_PLAN if iris is None else queries.cut(queries.EVERY_PLAN, "plan", iris)
    return _known(store, sparql)


def plans_of(store: Store, scope: Scope, most: int = MOST_PLANS) -> list[KnownPlan]:
    """Return the plans of a page whose scope has been chosen, without a look at all others."""
    if scope.regions:
        codes = " ".join(str(Literal(encodable(region))) for region in scope.regions)
        pattern = f"VALUES ?of {{ {codes} }} ?plan dct:spatial/eduplan:code ?of ."
        known = _known(store, queries.plans_where(pattern))
        known += known_plans(store, [plan_iri(name) for name in scope.regions if "/" in name])
    elif of_year(scope):
        known = _known(store, queries.plans_where(f"?plan eduplan:year {of_year(scope)} ."))
    else:
        known = known_plans(store)
    return sorted((plan for plan in known if holds(scope, plan)), key=_by_region)[:most]


def _known(store: Store, sparql: str) -> list[KnownPlan]:
    return [
        KnownPlan(
            iri=str(row["plan"]),
            year=rows.text(row["year"]) or UNTOLD,
            province=rows.province(rows.text(row["code"])) or UNTOLD,
            region=rows.region_id(row),
        )
        for row in rows.firsts(records(store, sparql), "plan")
    ]


def holds(scope: Scope, plan: KnownPlan) -> bool:
    """Return whether a plan is of the scope."""
    return (
        scope.year in ("", plan.year)
        and scope.province in ("", plan.province)
        and (not scope.regions or plan.region in scope.regions)
    )


def choose(store: Store, scope: Scope, most: int = MOST_PLANS) -> Chosen:
    """Return the plans of a page: those asked for, or of these what one page holds.

    Of too many plans the page has those of the latest year, then of the first province, then the
    first of these by region.
    """
    known = known_plans(store)
    fitting = [plan for plan in known if holds(scope, plan)]
    if len(fitting) > most and not scope.year:
        scope = replace(scope, year=max((plan.year for plan in fitting), key=_by_year))
        fitting = [plan for plan in fitting if holds(scope, plan)]
    if len(fitting) > most and not scope.province:
        scope = replace(scope, province=min(fitting, key=_by_region).province)
        fitting = [plan for plan in fitting if holds(scope, plan)]
    fitting.sort(key=_by_region)
    return Chosen(
        scope=scope,
        plans=tuple(fitting[:most]),
        left=max(0, len(fitting) - most),
        all=len(known),
        years=_counts(known, replace(scope, year=""), lambda plan: plan.year, reverse=True),
        provinces=_counts(known, replace(scope, province=""), lambda plan: plan.province),
    )


def of_year(scope: Scope) -> str:
    """Return the year of a scope as SPARQL writes it, empty where it has none."""
    return f'"{scope.year}"^^xsd:gYear' if scope.year not in ("", UNTOLD) else ""


def plan_iri(name: str) -> str:
    """Return the IRI of a plan's id."""
    return f"{BASE}plan/{name}"


def _by_year(year: str) -> str:
    return "" if year == UNTOLD else year


def _by_region(plan: KnownPlan) -> tuple[bool, str, str]:
    """Order by code, plans of unknown regions last."""
    return plan.province == UNTOLD, plan.region, plan.iri


def _counts(
    known: Sequence[KnownPlan],
    scope: Scope,
    value: Callable[[KnownPlan], str],
    *,
    reverse: bool = False,
) -> tuple[tuple[str, int], ...]:
    """Return the values that plans of a scope have, with how many have each."""
    found: Mapping[str, int] = Counter(value(plan) for plan in known if holds(scope, plan))
    return tuple(sorted(found.items(), reverse=reverse))
