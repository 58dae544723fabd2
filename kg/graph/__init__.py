"""Facts and reference tables become quads, evidence and provenance together; pure, no disk.

``document_quads`` turns a reading into the named graph of its document, ``reference_quads`` the
ontology, the vocabularies and the regions into graphs of their own, ``decision_quads`` what people
have decided. ``terms`` holds the namespaces.
"""

from kg.graph.collector import Run
from kg.graph.decisions import DECISIONS, decision_quads, without_changed
from kg.graph.documents import document_quads
from kg.graph.reference import (
    OWN_VOCABULARY,
    REGIONS,
    VOCABULARIES,
    reference_quads,
    used_regions,
)

__all__ = [
    "DECISIONS",
    "OWN_VOCABULARY",
    "REGIONS",
    "VOCABULARIES",
    "Run",
    "decision_quads",
    "document_quads",
    "reference_quads",
    "used_regions",
    "without_changed",
]
