"""Which program of the vocabulary a name is that it does not have in these words.

A further round of a program (第四期学前教育行动计划) is that program. So is a name that differs
from one of its labels only in the word for its kind (工程, 行动计划), or in what frames it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import resources
from kg.identifiers import normal_name
from kg.regex import patterns
from kg.vocabulary import Concept, Scheme

# A shorter stem (强师, 示范园) belongs to several programs. On the seeds and 102 passages every
# link by a stem of five characters was right, with four one in three was not.
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``variants`` of ``programs.toml``."""

    round: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


def variant_of(name: str, scheme: Scheme) -> Concept | None:
    """Return the program that ``name`` is a variant of, None where none or several are.

    >>> from kg.vocabulary import current
    >>> variant_of("第五期学前教育行动计划", current().program).name
    '学前教育三年行动计划'
    """
    plain = _words().round.sub("", normal_name(name))
    concept = scheme.named(plain)
    if concept and not concept.flag("generic"):
        return concept
    iri = _stems(scheme).get(_stem(plain))
    return scheme.concepts[iri] if iri else None


def _stem(name: str) -> str:
    words = _words()
    for pattern in (words.before, words.behind):
        longer = ""
        while name != longer:
            name, longer = pattern.sub("", name), name
    return name


@lru_cache(maxsize=8)
def _stems(scheme: Scheme) -> Mapping[str, str]:
    """Return the programs by the stems of their labels, where one alone has it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in scheme.concepts.values():
        for label in concept.labels:
            owners[_stem(normal_name(label))].add(concept.iri)
    return {
        stem: next(iter(iris))
        for stem, iris in owners.items()
        if len(iris) == 1 and len(stem) >= _SHORTEST_STEM
    }


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.programs", "programs")["variants"])
