"""A mention's words to a concept of a vocabulary, or to none with the reason.

Programs are linked where they are found, by their labels. An indicator is linked by its own words
and unit: only where the whole phrase is a label, so that two numbers that stand side by side
measure the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.records import Reading, Target
from kg.vocabulary import Concept, Scheme, current

# What stands before an indicator's own words without changing what is measured.
_PREFIX = re.compile(
    "^(?:全市|全县|全区|全省|我市|我县|市级?|县级?|区级?|省级?|国家级?|年度|年内|本地|城乡|适龄)+"
)


@dataclass(frozen=True, slots=True)
class Link:
    """The concept that a phrase means, or None and why there is none."""

    concept: Concept | None
    reason: str


def link(reading: Reading) -> Reading:
    """Return the reading with each target linked to the concept of its indicator."""
    facts = tuple(
        replace(fact, content=linked(fact.content)) if isinstance(fact.content, Target) else fact
        for fact in reading.facts
    )
    return replace(reading, facts=facts)


def linked(target: Target) -> Target:
    """Return the target with the concept of its indicator, if it has one, and that one's stage."""
    concept = indicator(target.indicator, target.unit_concept).concept
    if concept is None:
        return target
    return replace(target, concept=concept.iri, stage=concept.value("stage"))


def indicator(words: str, unit: str | None) -> Link:
    """Return the indicator that ``words``, measured in the unit with the IRI ``unit``, mean.

    >>> link = indicator("全市普惠性幼儿园覆盖率", "https://w3id.org/eduplan/unit/bai-fen-bi")
    >>> link.concept.name if link.concept else link.reason
    '普惠性幼儿园覆盖率'
    """
    return _indicator(current().indicator, words, unit)


@lru_cache(maxsize=65536)
def _indicator(vocabulary: Scheme, words: str, unit: str | None) -> Link:
    for label in _variants(words):
        concept = vocabulary.named(label)
        if concept is None:
            continue
        units = concept.properties.get("unit", ())
        if units and unit not in units:
            return Link(None, f"{concept.name}不以此单位计量")
        return Link(concept, f"名称“{label}”")
    return Link(None, "词表中无此指标")


def _variants(words: str) -> Iterator[str]:
    yield words
    shorter = _PREFIX.sub("", words)
    if shorter and shorter != words:
        yield shorter
