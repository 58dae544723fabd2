"""What a document says whatever the vocabularies hold: the half of a reading that is kept.

A new label changes which programs are named and which numbers are theirs, and nothing of what
stands here. So a draft is made once of a document, and finished again for every vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.corrections.decision import OfPlan
from kg.extraction import DRAFTING, NAMING, document, pipeline
from kg.extraction.course.status import Told
from kg.extraction.document import Outline
from kg.records import CleanText, Mention


@dataclass(frozen=True, slots=True)
class Draft:
    """A clean text, its structure and course, its plans, regions and citations."""

    clean: CleanText
    outline: Outline
    course: Mapping[int, Told]
    plans: tuple[Mention, ...]
    regions: tuple[Mention, ...]
    citations: tuple[Mention, ...]


def drafted(clean: CleanText, decided: Sequence[OfPlan] = ()) -> Draft:
    """Return the draft of a clean text, with what people have decided of its plans."""
    nlp = pipeline(DRAFTING)
    doc = nlp(document.make(nlp, clean, decided))
    return Draft(
        clean,
        doc._.outline,
        doc._.course,
        *(document.mentions(doc, kind) for kind in ("plans", "regions", "citations")),
    )


def finished(draft: Draft) -> Doc:
    """Return the Doc of a draft with its programs and targets, by the vocabularies in use."""
    nlp = pipeline(NAMING)
    doc = document.make(nlp, draft.clean)
    doc._.outline, doc._.course = draft.outline, draft.course
    doc._.plans, doc._.regions, doc._.citations = draft.plans, draft.regions, draft.citations
    return nlp(doc)
