"""Decisions on places change what was read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.corrections.decision import Correct, OfPlan, PlaceDecision, Relink, Remove
from kg.errors import RecordError
from kg.identifiers import found_label, named
from kg.records import (
    Comparator,
    Content,
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

OF_REGION = (
    FaultKind.REGION_INFERRED,
    FaultKind.REGION_UNKNOWN,
    FaultKind.REGION_DOUBTFUL,
)


def decided_plan(plan: Plan, decisions: Sequence[OfPlan], *, start: int) -> Plan:
    """Return a plan with the region and the year that were decided for it.

    ``start`` is where it begins in its source. What was doubtful about them is so no more.
    """
    for decision in decisions:
        if not decision.concerns(start):
            continue
        if decision.region:
            plan = replace(
                plan,
                region=decision.region,
                region_name=table().now(decision.region).name,
                faults=tuple(fault for fault in plan.faults if fault.kind not in OF_REGION),
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
    if not plans and not places:
        return reading
    facts: list[Fact] = []
    met: set[str] = set()
    spans: Counter[Span] = Counter()
    moved: dict[tuple[Span, Content], Content | None] = {}
    for fact in reading.facts:
        if isinstance(fact.content, Target):
            spans[fact.span] += 1
        done = [item.id for item in plans if _is_plan(item, fact)]
        content: Content | None = fact.content
        for item in places:
            if content and _concerns(item, fact, spans[fact.span]):
                try:
                    content = _changed(content, item)
                except RecordError:  # a value that does not fit what is read there is not met
                    continue
                done.append(item.id)
        met.update(done)
        if content != fact.content:
            moved[fact.sentence, fact.content] = content
        if content:
            facts.append(replace(fact, content=content, decided=tuple(done)))
    followed = tuple(_following(fact, moved) for fact in facts)
    return Reading(reading.source, followed, frozenset(met))


def _following(fact: Fact, moved: Mapping[tuple[Span, Content], Content | None]) -> Fact:
    """Let a number follow the program of its sentence where that was relinked or removed."""
    target = fact.content
    if not isinstance(target, Target) or target.program is None:
        return fact
    for (sentence, before), after in moved.items():
        if sentence != fact.sentence or not isinstance(before, Program):
            continue
        if before.concept == target.program_concept:
            name, concept = (
                (after.name, after.concept) if isinstance(after, Program) else (None,) * 2
            )
            return replace(fact, content=replace(target, program=name, program_concept=concept))
    return fact


def _is_plan(decision: OfPlan, fact: Fact) -> bool:
    return isinstance(fact.content, Plan) and decision.concerns(fact.span.start)


def _concerns(decision: PlaceDecision, fact: Fact, nth: int) -> bool:
    """Whether a decision on a place is about this of the facts that stand there."""
    if (decision.start, decision.end) != (fact.span.start, fact.span.end):
        return False
    if isinstance(decision, Correct):
        return isinstance(fact.content, Target) and decision.nth == nth
    if isinstance(decision, Relink):
        return isinstance(fact.content, Program)
    return isinstance(fact.content, Program | Target)


def _changed(content: Content, decision: PlaceDecision) -> Content | None:
    """Return what a decision makes of what was read, None where it is not said there."""
    if isinstance(decision, Remove):
        return None
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
