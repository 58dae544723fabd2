"""The rows of what one looks at: some plans, a document, a program, an indicator.

Nothing here asks for all of the store: statements are found by what they are about, and their rows
are asked for by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.explore import queries, rows
from kg.explore.asking import plan_records, records, records_of
from kg.explore.data import ExplorerData, IndicatorRow
from kg.explore.scope import Scope, holds, known_plans, of_year, plan_iri
from kg.explore.wording import texts
from kg.graph.terms import EDUPLAN, encodable
from kg.identifiers import BASE
from kg.mirrors import Record, main_sources, of_main

# Statements of one answer. Tuned on a store of a million triples on two cores: a target takes
# 1.2 ms, a mention 0.6 ms, and an answer should be there in a second.
MOST_STATEMENTS = 600


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some rows, and how many ``more`` there are of what was asked for."""

    rows: ExplorerData
    more: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with how many plans give how many numbers for it, in which units.

    ``id`` is an IndicatorRow's, or the words of the text where the vocabulary has none.
    """

    id: str
    regions: int
    numbers: int
    units: tuple[str, ...]


def of_plans(store: Store, ids: Iterable[str]) -> Excerpt:
    """Return the mentions and targets of plans, given by their ids, with their sentences."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in records_of(store, queries.OF_PLAN, "plan", map(plan_iri, ids)):
        by_kind[rows.last(row["kind"]) or ""].append(str(row["statement"]))
    return Excerpt(_facts(store, by_kind["Mention"], by_kind["Target"]))


def of_document(store: Store, source: str, kept: Path) -> Excerpt:
    """Return a document's text with its headings and its facts that are no programs and numbers.

    QueryError where the graph has no such document.
    """
    document = f"{BASE}document/{source}"
    held = [str(row["plan"]) for row in records(store, queries.plans_in(_node(document)))]
    chosen = [row for row in plan_records(store, held) if row["source"] == document]
    if not chosen:
        raise QueryError(f"no plan is shown by the document {source!r}")
    origins = set(map(rows.origin, chosen))
    plans = sorted(str(row["plan"]) for row in chosen)
    stated = [str(row["statement"]) for row in records_of(store, queries.OF_PLAN, "plan", plans)]
    notes = [
        *(("plan", row) for row in records_of(store, queries.PLAN_PLACES, "plan", plans)),
        *(("region", row) for row in records_of(store, queries.REGIONS_NAMED, "statement", stated)),
        *(("citation", row) for row in records_of(store, queries.CITATIONS, "statement", stated)),
    ]
    headings = rows.firsts(records_of(store, queries.HEADINGS, "plan", plans), "statement")
    found = {
        note.id: note
        for note in (rows.note(row, kind) for kind, row in notes if rows.origin(row) in origins)
    }
    return Excerpt(
        ExplorerData(
            plans=tuple(sorted(map(rows.plan, chosen), key=lambda plan: plan.id)),
            notes=tuple(found.values()),
            headings=tuple(rows.heading(row) for row in headings if rows.origin(row) in origins),
            texts=texts({source: str(chosen[0]["document"])}, kept),
        )
    )


def of_program(store: Store, program: str, scope: Scope) -> Excerpt:
    """Return the sentences and numbers of a program, in the plans of a scope."""
    term = str(_node(f"{BASE}program/{program}"))
    mentions, unsaid = _some(store, scope, ("program", term, "Mention"))
    targets, uncounted = _some(store, scope, ("program", term, "Target"))
    return Excerpt(_facts(store, mentions, targets), unsaid + uncounted)


def of_indicator(store: Store, indicator: str, scope: Scope) -> Excerpt:
    """Return the numbers of an indicator, in the plans of a scope.

    The indicator is an IndicatorRow's id, or the words of a text that the vocabulary does not have.
    """
    concept = _is_concept(store, indicator)
    term = str(_node(f"{BASE}indicator/{indicator}") if concept else _words(indicator))
    relation = "indicator" if concept else "indicatorText"
    targets, more = _some(store, scope, (relation, term, "Target"))
    return Excerpt(_facts(store, (), targets), more)


def measured(store: Store, plans: Sequence[str]) -> tuple[list[Measured], list[IndicatorRow]]:
    """Return what the plans, given as IRIs, have numbers for, and the rows of the indicators."""
    chosen = plan_records(store, plans)
    region = {rows.origin(row): rows.region_id(row) for row in chosen}
    found: dict[str, list[Record]] = defaultdict(list)
    for row in records_of(store, queries.MEASURED, "plan", plans):
        if rows.origin(row) in region:
            found[rows.short(row["concept"], "indicator/") or str(row["indicator"])].append(row)
    concepts = sorted(
        {str(row["concept"]) for numbers in found.values() for row in numbers if row["concept"]}
    )
    listed = [
        Measured(
            id=name,
            regions=len({region[rows.origin(row)] for row in numbers}),
            numbers=len(numbers),
            units=tuple(sorted({str(row["unit"]) for row in numbers})),
        )
        for name, numbers in sorted(found.items())
    ]
    return listed, _indicators(store, concepts)


def home(store: Store, kind: str, name: str) -> str:
    """Return the region whose plans have a ``program``, a ``plan``, a ``source``, or itself.

    QueryError where no plan has it.
    """
    if kind == "region" and "/" in name:
        kind = "plan"  # a region that is not known is named by its plan
    pattern = {
        "program": f"?mention eduplan:program {_node(f'{BASE}program/{name}')} ; "
        "a eduplan:Mention ; eduplan:plan ?plan",
        "source": f"?plan prov:wasDerivedFrom {_node(f'{BASE}document/{name}')} ; a eduplan:Plan",
        "region": f"?plan dct:spatial/eduplan:code {_words(name)} ; a eduplan:Plan",
        "plan": f"VALUES ?plan {{ {_node(plan_iri(name))} }} ?plan a eduplan:Plan",
    }.get(kind)
    found = list(records(store, queries.plan_with(pattern))) if pattern else []
    if not found:
        raise QueryError(f"no plan has the {kind} {name!r}")
    return known_plans(store, [str(found[0]["plan"])])[0].region


def _some(
    store: Store, scope: Scope, what: tuple[str, str, str], most: int = MOST_STATEMENTS
) -> tuple[list[str], int]:
    """Return the first statements about a term in the plans of a scope, and how many are left."""
    found = list(records(store, queries.of_concept(*what, of_year(scope))))
    plans = {str(row["plan"]) for row in found}
    within = {plan.iri for plan in known_plans(store, plans) if holds(scope, plan)}
    main = main_sources(store, within)
    statements = [str(row["statement"]) for row in of_main(found, main)]
    return statements[:most], max(0, len(statements) - most)


def _facts(store: Store, mentions: Collection[str], targets: Collection[str]) -> ExplorerData:
    """Return the rows of statements, given as IRIs, and of their plans as they are shown."""
    said = list(records_of(store, queries.MENTIONS, "statement", mentions)) if mentions else []
    counted = list(records_of(store, queries.TARGETS, "statement", targets)) if targets else []
    chosen = plan_records(store, sorted({str(row["plan"]) for row in (*said, *counted)}))
    origins = set(map(rows.origin, chosen))
    region = {rows.plan_id(row): rows.region_id(row) for row in chosen}
    kept = [row for row in rows.firsts(counted, "statement") if rows.origin(row) in origins]
    concepts = sorted({str(row["concept"]) for row in kept if row["concept"]})
    return ExplorerData(
        plans=tuple(sorted(map(rows.plan, chosen), key=lambda plan: plan.id)),
        indicators=tuple(_indicators(store, concepts)),
        mentions=tuple(
            rows.mention(row)
            for row in rows.firsts(said, "statement")
            if rows.origin(row) in origins
        ),
        targets=tuple(rows.target(row, region) for row in kept),
    )


def _indicators(store: Store, concepts: Sequence[str]) -> list[IndicatorRow]:
    aliases = rows.aliases(records_of(store, queries.ALIASES, "concept", concepts))
    found = records_of(store, queries.INDICATORS, "indicator", concepts)
    return [rows.indicator(row, aliases) for row in rows.firsts(found, "indicator")]


def _is_concept(store: Store, indicator: str) -> bool:
    try:
        node = NamedNode(f"{BASE}indicator/{indicator}")
    except ValueError:  # words of a text that no IRI may hold
        return False
    return any(store.quads_for_pattern(None, EDUPLAN["indicator"], node, None))


def _words(indicator: str) -> Literal:
    return Literal(encodable(indicator))


def _node(iri: str) -> NamedNode:
    """Return an IRI that a request named; QueryError for what is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no identifier") from error
