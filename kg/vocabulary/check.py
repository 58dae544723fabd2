"""What must hold of a vocabulary, said so that the person who wrote it can mend it."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.identifiers import CONTROL, ONTOLOGY, normal_name
from kg.vocabulary.concept import Concept

_OWN_PROPERTIES = frozenset(
    {"better", "generic", "level", "negativeLabel", "stage", "unit", "unitKind", "weak"}
)
_UNIT_KINDS = ("count", "persons", "ratio", "money", "time", "area", "length", "mass")
_LEVELS = ("national", "provincial", "local", "unknown")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a term of the concept ``iri``, and what to do."""

    iri: str
    term: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a concept itself does not keep: all that it is preferred and said to be.

    ``unspoken`` are labels of no language, ``kinds`` the vocabularies that it is said to be in.
    """

    preferred: tuple[str, ...]
    unspoken: tuple[str, ...]
    kinds: tuple[str, ...] = ()


def mistakes(
    concepts: Mapping[str, Concept], kinds: Mapping[str, str], written: Mapping[str, Written]
) -> Iterator[Mistake]:
    """Yield the mistakes of all concepts; ``kinds`` is the vocabulary of each, by its IRI.

    All are in the order of the files: a label that is taken is the mistake of the later one.
    """
    for iri in sorted(concepts):
        concept = concepts[iri]
        if iri in kinds:
            yield from _of_concept(concept, concepts, kinds)
            yield from _of_words(concept, kinds[iri], written[iri])
        elif concept.labels or concept.hidden:
            yield Mistake(
                iri,
                concept.name or "".join((*concept.labels, *concept.hidden)[:1]),
                "is in no vocabulary",
                "say what it is: a eduplan:Program, eduplan:Indicator, eduplan:Unit or "
                "eduplan:Stage",
            )
    yield from _shared_labels(concepts, kinds)


def _of_concept(
    concept: Concept, concepts: Mapping[str, Concept], kinds: Mapping[str, str]
) -> Iterator[Mistake]:
    iri, kind = concept.iri, kinds[concept.iri]
    term = _term(concept)
    for parent in concept.broader:
        if kinds.get(parent) != kind:
            yield Mistake(iri, term, f"has a broader {kind} that does not exist: {parent}")
        elif iri in _above(parent, concepts):
            yield Mistake(iri, term, f"stands above itself by way of {concepts[parent].name}")
    if kind == "program":
        levels = concept.properties.get("level", ())
        if len(levels) != 1 or levels[0] not in (ONTOLOGY + level for level in _LEVELS):
            given = " and ".join(level.removeprefix(ONTOLOGY) for level in levels)
            said = f"has the level {given}" if levels else "has no level"
            yield Mistake(iri, term, said, f"one of {', '.join(_LEVELS)} as eduplan:level")
    for name in ("stage", "unit"):
        for value in concept.properties.get(name, ()):
            if kinds.get(value) != name:
                yield Mistake(iri, term, f"has a {name} that does not exist: {value}")


def _of_words(concept: Concept, kind: str, written: Written) -> Iterator[Mistake]:
    """Yield the mistakes in the labels and the own properties of a concept."""
    iri, term = concept.iri, _term(concept)
    if len(written.preferred) != 1:
        said = " and ".join(written.preferred) or "none"
        yield Mistake(
            iri,
            written.preferred[-1] if written.preferred else term,
            f"needs one preferred label in Chinese, and has {said}",
            'write skos:prefLabel "…"@zh once, every other name as skos:altLabel',
        )
    if len(written.kinds) > 1:
        yield Mistake(iri, term, f"is a {' and a '.join(written.kinds)}", "make two of it")
    for label in (*concept.labels, *concept.hidden):
        if not normal_name(label):
            yield Mistake(iri, label, "is a label without a letter", "write a name")
        elif CONTROL.search(label):
            local = iri.rpartition("/")[2]
            yield Mistake(iri, local, f"has a label with a control character: {label!r}")
    for label in written.unspoken:
        yield Mistake(iri, label, "is a label without its language", 'write "…"@zh or "…"@en')
    for name in sorted(concept.properties.keys() - _OWN_PROPERTIES):
        near = difflib.get_close_matches(name, _OWN_PROPERTIES, 1)
        hint = f"eduplan:{near[0]}?" if near else ""
        yield Mistake(iri, term, f"has eduplan:{name}, which means nothing", hint)
    if kind == "unit":
        kinds = concept.properties.get("unitKind", ())
        if len(kinds) != 1 or kinds[0] not in (ONTOLOGY + kind for kind in _UNIT_KINDS):
            said = (
                f"has eduplan:unitKind {' and '.join(kinds)}"
                if kinds
                else "has no eduplan:unitKind"
            )
            yield Mistake(iri, term, said, f"one of {', '.join(_UNIT_KINDS)}")
    for negative in concept.negative:
        own = map(normal_name, (*concept.labels, *concept.hidden))
        if not any(label in normal_name(negative) for label in own):
            yield Mistake(
                iri,
                negative,
                f"is a negative label of {term} and holds none of its labels",
                "a negative label is a longer word in which a label means something else",
            )


def _term(concept: Concept) -> str:
    return concept.name or concept.iri.rpartition("/")[2]


def _above(iri: str, concepts: Mapping[str, Concept]) -> set[str]:
    """Return a concept and all that stand above it."""
    found: set[str] = set()
    waiting = [iri]
    while waiting:
        current = waiting.pop()
        if current not in found and current in concepts:
            found.add(current)
            waiting += concepts[current].broader
    return found


def _shared_labels(concepts: Mapping[str, Concept], kinds: Mapping[str, str]) -> Iterator[Mistake]:
    owners: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for iri, kind in kinds.items():
        concept = concepts[iri]
        for label in (*concept.labels, *concept.hidden):
            owners[kind, normal_name(label)].append((iri, label))
    for first, *others in owners.values():
        for iri, label in others:
            if iri != first[0]:
                yield Mistake(
                    iri,
                    label,
                    f"leads to two concepts, {first[0]} and {iri}",
                    "take it from one of them",
                )
