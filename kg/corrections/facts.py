"""Decisions on places change what was read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.corrections.decision import Correct, OfPlan, PlaceDecision, Relink, Remove
from kg.identifiers import found_label, named
from kg.records import (
    Comparator,
    Fact,
    FaultKind,
    Plan,
    Program,
    Quantity,
    Reading,
    Span,
    Status,
    Target,
)
from kg.regions import table
from kg.vocabulary import current

_OF_REGION = {
    FaultKind.REGION_INFERRED,
    FaultKind.REGION_UNKNOWN,
    FaultKind.REGION_DOUBTFUL,
}


def decided_plan(plan: Plan, decisions: Sequence[OfPlan], *, start: int) -> Plan:
    """Return a plan with the region and the year that were decided for it.

    ``start`` is where it begins in its source. What was doubtful about them is so no more.
    """
    for decision in decisions:
        if decision.start not in (-1, start):
            continue
        if decision.region:
            plan = replace(
                plan,
                region=decision.region,
                region_name=table().now(decision.region).name,
                faults=tuple(fault for fault in plan.faults if fault.kind not in _OF_REGION),
            )
        if decision.year:
            plan = replace(
                plan,
                year=decision.year,
                period_start=f"{decision.year}-01-01",
                period_end=f"{decision.year}-12-31",
                faults=tuple(f for f in plan.faults if f.kind is not FaultKind.YEAR_DOUBTFUL),
            )
    return plan


def corrected(
    reading: Reading, plans: Sequence[OfPlan], places: Sequence[PlaceDecision]
) -> Reading:
    """Return a reading as the decisions on its places make it, each fact with who decided.

    ``plans`` have been carried out where the plan was read; here they are only noted.
    """
    facts: list[Fact] = []
    met: set[str] = set()
    spans: Counter[Span] = Counter()
    for fact in reading.facts:
        if isinstance(fact.content, Target):
            spans[fact.span] += 1
        own = [item for item in plans if _is_plan(item, fact)]
        mine = [item for item in places if _concerns(item, fact, spans[fact.span])]
        met.update(item.id for item in (*own, *mine))
        if any(isinstance(item, Remove) for item in mine):
            continue
        for item in mine:
            fact = replace(fact, content=_changed(fact, item))
        facts.append(replace(fact, decided=tuple(item.id for item in (*own, *mine))))
    return Reading(reading.source, tuple(facts), frozenset(met))


def _is_plan(decision: OfPlan, fact: Fact) -> bool:
    return isinstance(fact.content, Plan) and decision.start in (-1, fact.span.start)


def _concerns(decision: PlaceDecision, fact: Fact, nth: int) -> bool:
    """Whether a decision on a place is about this of the facts that stand there."""
    if (decision.start, decision.end) != (fact.span.start, fact.span.end):
        return False
    if isinstance(decision, Correct):
        return isinstance(fact.content, Target) and decision.nth == nth
    if isinstance(decision, Relink):
        return isinstance(fact.content, Program)
    return isinstance(fact.content, Program | Target)


def _changed(fact: Fact, decision: PlaceDecision) -> Program | Target:
    content = fact.content
    if isinstance(decision, Relink) and isinstance(content, Program):
        name, concept, known = _program(decision.to)
        return replace(content, name=name, concept=concept, known=known)
    if isinstance(decision, Correct) and isinstance(content, Target):
        return _target(content, decision)
    raise TypeError(f"{type(decision).__name__} does not change a {content.kind}")


def _program(name: str) -> tuple[str, str, bool]:
    concept = current().program.named(name)
    if concept:
        return concept.name, concept.iri, True
    return found_label(name), named("program/found", name), False


def _target(target: Target, decision: Correct) -> Target:
    name, value = decision.field, decision.to
    if name == "value":
        return replace(target, value=Decimal(str(value)), masked=False, readable=True)
    if name == "value_max":
        end = Decimal(str(value))
        return replace(target, value_max=end, comparator=Comparator.RANGE)
    if name == "baseline":
        return replace(target, baseline=Decimal(str(value)))
    if name == "comparator":
        comparator = Comparator(str(value))
        end_ = target.value_max if comparator is Comparator.RANGE else None
        return replace(target, comparator=comparator, value_max=end_)
    if name == "unit":
        unit = current().unit.named(str(value))
        return replace(target, unit=str(value), unit_concept=unit.iri if unit else None)
    if name == "program":
        label, concept, _ = _program(str(value))
        return replace(target, program=label, program_concept=concept)
    kinds = {"status": Status, "quantity": Quantity, "year": int}
    return replace(target, **{name: kinds.get(name, str)(value)})
