"""What the tests of extraction read from a text of their own, as a file would be read."""

from pathlib import Path

from kg.builder import extract_source
from kg.readers import find, read
from kg.records import Fact, FaultKind, Plan, Reading, Section, Source, Target


def extracted(text: str) -> Reading:
    """Return all facts of a text, cleaned as a file would be."""
    return extract_source(Source("plan.txt", "0" * 64, "text/plain", "utf-8", text))


def extracted_from_file(folder: Path, text: str) -> Reading:
    """Return all facts of a text that is written to a file in ``folder`` and read from it."""
    path = folder / "plan.txt"
    path.write_text(text, "utf-8")
    (found,) = find([path]).found
    return extract_source(read(found))


def targets(text: str) -> list[Target]:
    """Return the targets of a text in their order."""
    return [f.content for f in extracted(text).facts if isinstance(f.content, Target)]


def sections(text: str) -> list[tuple[Section, Fact]]:
    """Return the sections of a text with the facts that hold them."""
    return [(f.content, f) for f in extracted(text).facts if isinstance(f.content, Section)]


def plan(text: str) -> tuple[Plan, Fact]:
    """Return the one plan of a text and the fact that holds it."""
    (fact,) = extracted(text).plans
    assert isinstance(fact.content, Plan)
    return fact.content, fact


def notes(text: str, kind: FaultKind) -> list[str]:
    """Return the notes of the faults of a kind that the plan of a text has."""
    return [fault.note for fault in plan(text)[0].faults if fault.kind is kind]
