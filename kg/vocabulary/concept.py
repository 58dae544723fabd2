"""Concepts of a vocabulary, by IRI and by every label.

Labels are compared without quotation marks, blanks and case, so that “双减” is 双减. A concept's
negative labels are longer words in which its label means something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.errors import VocabularyError
from kg.identifiers import normal_name
from kg.vocabulary.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a vocabulary; ``labels`` are its Chinese names, the preferred one first."""

    iri: str
    name: str
    english: str = ""
    labels: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """Return the local name or text of an own property such as ``level``, if it has one."""
        values = self.properties.get(name)
        return values[0].rpartition("#")[2].rpartition("/")[2] if values else None

    def flag(self, name: str) -> bool:
        """Return an own boolean property such as ``generic``, false where it is not given."""
        return self.value(name) == "true"


class Scheme:
    """A vocabulary: its concepts by IRI and by every label.

    ``rejected`` are names of which someone has decided that they name nothing.
    """

    def __init__(self, concepts: Iterable[Concept], rejected: Iterable[str] = ()) -> None:
        self.concepts: Mapping[str, Concept] = {c.iri: c for c in concepts}
        self.rejected = frozenset(map(normal_name, rejected))
        by_label: dict[str, str] = {}
        for concept in self.concepts.values():
            for label in (*concept.labels, *concept.hidden):
                other = by_label.setdefault(normal_name(label), concept.iri)
                if other != concept.iri:
                    raise VocabularyError(
                        f"the label {label} leads to two concepts",
                        where=f"{other} and {concept.iri}",
                        hint="take it from one of them",
                    )
        self.by_label: Mapping[str, str] = by_label

    def named(self, label: str) -> Concept | None:
        """Return the concept that has ``label``, however it is punctuated."""
        iri = self.by_label.get(label) or self.by_label.get(normal_name(label))
        return self.concepts[iri] if iri else None

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the labels in a text, and the words in which they mean something else."""
        negative = [label for c in self.concepts.values() for label in c.negative]
        return Matcher([*self.by_label, *negative, *self.rejected])

    @cached_property
    def words(self) -> frozenset[str]:
        """The labels as they are written."""
        return frozenset(label for c in self.concepts.values() for label in c.labels)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first characters of the labels."""
        return frozenset(word[0] for word in self.words)

    @cached_property
    def longest(self) -> int:
        """How many characters the longest label has."""
        return max(map(len, self.words), default=0)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All that decides what a phrase means."""

    program: Scheme
    indicator: Scheme
    unit: Scheme
    stage: Scheme
