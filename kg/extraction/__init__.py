"""The extraction pipeline: a clean text becomes mentions, one component a kind.

Each component is a registered spaCy factory that can be used alone::

    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_targets")
    nlp("新增学位3.1万个")._.targets
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = (
    "kg_structure",
    "kg_plan",
    "kg_course",
    "kg_regions",
    "kg_programs",
    "kg_targets",
    "kg_citations",
)


@cache
def pipeline() -> Language:
    """Return the whole pipeline over jieba's words, made once a process."""
    import spacy

    from kg.extraction import (
        citations,
        course,
        plan,
        programs,
        regions,
        structure,
        targets,
        tokenizer,
    )

    del (
        citations,
        course,
        plan,
        programs,
        regions,
        structure,
        targets,
        tokenizer,
    )  # registered by import
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.jieba.v1"}}})
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp
