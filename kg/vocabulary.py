"""The SKOS vocabularies: concepts by IRI, and an index from their labels.

Labels are compared without quotation marks, blanks and case, so that “双减” is 双减. A concept's
negative labels are longer words in which its label means something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import VocabularyError
from kg.identifiers import ONTOLOGY, folded, normal_name
from kg.resources import ontology

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a vocabulary; ``labels`` are its Chinese names, the preferred one first."""

    iri: str
    name: str
    english: str
    labels: tuple[str, ...]
    hidden: tuple[str, ...]
    negative: tuple[str, ...]
    broader: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]]

    def value(self, name: str) -> str | None:
        """Return the local name or text of an own property such as ``level``, if it has one."""
        values = self.properties.get(name)
        return values[0].rpartition("#")[2].rpartition("/")[2] if values else None

    def flag(self, name: str) -> bool:
        """Return an own boolean property such as ``generic``, false where it is not given."""
        return self.value(name) == "true"


class Scheme:
    """A vocabulary: its concepts by IRI and by every label."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: Mapping[str, Concept] = {c.iri: c for c in concepts}
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
        iri = self.by_label.get(normal_name(label))
        return self.concepts[iri] if iri else None


@cache
def scheme(name: str) -> Scheme:
    """Return the vocabulary of programs, indicators, units or stages, read once a process."""
    path = ontology() / f"{name}s.ttl"
    from pyoxigraph import RdfFormat, parse

    subjects: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            subjects[_text(quad.subject)][quad.predicate.value].append(quad.object)
    except (OSError, SyntaxError) as error:
        raise VocabularyError(f"cannot be read: {error}", where=path.name) from error
    concept_type = f"{_SKOS}Concept"
    found = [
        _concept(iri, properties, path.name)
        for iri, properties in sorted(subjects.items())
        if concept_type in map(_text, properties.get(_RDF_TYPE, ()))
    ]
    return Scheme(found)


def _text(node: Any) -> str:
    return str(getattr(node, "value", node))


def _concept(iri: str, properties: Mapping[str, Sequence[Any]], where: str) -> Concept:
    def labels(name: str, language: str = "zh") -> tuple[str, ...]:
        found = properties.get(_SKOS + name, ())
        return tuple(sorted(item.value for item in found if item.language == language))

    preferred = labels("prefLabel")
    if len(preferred) != 1:
        raise VocabularyError(
            f"a concept needs one Chinese prefLabel, not {len(preferred)}", where=f"{where}: {iri}"
        )
    own = {
        name.removeprefix(ONTOLOGY): tuple(sorted(map(_text, values)))
        for name, values in properties.items()
        if name.startswith(ONTOLOGY)
    }
    return Concept(
        iri=iri,
        name=preferred[0],
        english=next(iter(labels("prefLabel", "en")), ""),
        labels=(*preferred, *labels("altLabel")),
        hidden=labels("hiddenLabel"),
        negative=own.get("negativeLabel", ()),
        broader=tuple(sorted(map(_text, properties.get(_SKOS + "broader", ())))),
        properties=own,
    )


class Match(NamedTuple):
    """A label in a text: offsets of the text as it is, marks inside the label included."""

    start: int
    end: int
    label: str


class Matcher:
    """Finds labels in a text, the leftmost first and of those the longest.

    >>> list(Matcher(["学宪法讲宪法", "三红工程"]).find("“三红”工程和“学宪法、讲宪法”"))
    [Match(start=1, end=6, label='三红工程'), Match(start=8, end=15, label='学宪法讲宪法')]
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = sorted(set(map(normal_name, labels)) - {""})
        self._automaton = _automaton(self._labels)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches in ``text``, none of which overlap; ``label`` is the normal name."""
        return self.find_between(text, 0, len(text))

    def find_between(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Yield the matches that lie between two offsets of ``text``."""
        for match in self._find(text[start:end]):
            yield Match(start + match.start, start + match.end, match.label)

    def _find(self, text: str) -> Iterator[Match]:
        haystack, places = folded(text)
        for index, start, end in self._automaton.find_matches_as_indexes(haystack):
            yield Match(places[start], places[end - 1] + 1, self._labels[index])


def _automaton(patterns: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(
        patterns,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.DFA if len(patterns) < 2000 else None,
    )
