"""The frozen records that everything else passes on.

``choices`` are the closed lists of values, ``text`` a document and places in it, ``content`` what
it can say, ``facts`` what was found where.

A record checks itself when it is made: a place outside the source, a quote that differs from it or
a value without a unit is an error, never a fact. Offsets are Python characters into the decoded
source text, ends exclusive. What the fields mean, case by case: ``tests/gold/GUIDELINES.md``.
"""

from kg.records.choices import (
    Action,
    Commitment,
    Comparator,
    DocumentType,
    FaultKind,
    Level,
    Quantity,
    Status,
)
from kg.records.content import (
    Citation,
    Content,
    Plan,
    Program,
    Region,
    Section,
    Target,
)
from kg.records.facts import (
    Evidence,
    Fact,
    Hint,
    Mention,
    Reading,
)
from kg.records.text import (
    CleanText,
    Fault,
    Source,
    Span,
)

__all__ = [
    "Action",
    "Citation",
    "CleanText",
    "Commitment",
    "Comparator",
    "Content",
    "DocumentType",
    "Evidence",
    "Fact",
    "Fault",
    "FaultKind",
    "Hint",
    "Level",
    "Mention",
    "Plan",
    "Program",
    "Quantity",
    "Reading",
    "Region",
    "Section",
    "Source",
    "Span",
    "Status",
    "Target",
]
