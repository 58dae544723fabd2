"""What the tests of a plan's region and year read from a text of their own."""

from kg.build import extract_source
from kg.records import Fact, FaultKind, Plan, Reading, Source


def extracted(text: str) -> Reading:
    """Return all facts of a text, cleaned as a file would be."""
    return extract_source(Source("plan.txt", "0" * 64, "text/plain", "utf-8", text))


def plan(text: str) -> tuple[Plan, Fact]:
    """Return the one plan of a text and the fact that holds it."""
    (fact,) = extracted(text).plans
    assert isinstance(fact.content, Plan)
    return fact.content, fact


def notes(text: str, kind: FaultKind) -> list[str]:
    """Return the notes of the faults of a kind that the plan of a text has."""
    return [fault.note for fault in plan(text)[0].faults if fault.kind is kind]
