"""The extraction pipeline: a clean text becomes mentions, one component a kind.

Each component is a registered spaCy factory that can be used alone::

    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_targets")
    nlp("新增学位3.1万个")._.targets

A component is a module, ``citations``, or a package with what only it needs and the words that it
knows: ``structure``, ``plan``, ``course``, ``regions``, ``programs``, ``targets``. ``document`` is
what they read and write, ``draft`` runs them in two halves, ``reading`` makes facts of what they
have found.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# What a text says whatever the vocabularies hold, and what they decide.
DRAFTING = ("kg_structure", "kg_plan", "kg_course", "kg_regions", "kg_citations")
NAMING = ("kg_programs", "kg_targets")
COMPONENTS = (*DRAFTING, *NAMING)


@cache
def pipeline(components: Sequence[str] = COMPONENTS) -> Language:
    """Return a pipeline over jieba's words, the whole one unless told otherwise; made once.

    ``kg_targets`` stands in ``kg.extraction.targets``, and so with each.
    """
    import spacy

    for name in ("kg_tokenizer", *components):  # which registers it
        import_module(f"kg.extraction.{name.removeprefix('kg_')}")
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.jieba.v1"}}})
    for component in components:
        nlp.add_pipe(component)
    return nlp
