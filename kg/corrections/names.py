"""Decisions on names become a vocabulary of programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.corrections.decision import Accept, Decision, Merge, Reject, Rename, Split
from kg.errors import CorrectionError
from kg.identifiers import ONTOLOGY, found_label, named, normal_name
from kg.vocabulary import Concept, Scheme


@dataclass(slots=True)
class _Names:
    """The concepts while decisions are carried out, one after the other."""

    concepts: dict[str, Concept]
    by_label: dict[str, str]
    rejected: dict[str, str] = field(default_factory=dict)

    def concept(self, name: str) -> Concept:
        """Return the concept with a label, a new one where the name was only discovered."""
        iri = self.by_label.get(normal_name(name))
        if iri is not None:
            return self.concepts[iri]
        label = found_label(name)
        return Concept(named("program/found", name), label, labels=(label,))

    def put(self, concept: Concept) -> None:
        """Take a concept in, in the place of what it was."""
        self.concepts[concept.iri] = concept
        for label in (*concept.labels, *concept.hidden):
            self.by_label[normal_name(label)] = concept.iri
            self.rejected.pop(normal_name(label), None)

    def drop(self, concept: Concept) -> None:
        """Take a concept and its labels out."""
        self.concepts.pop(concept.iri, None)
        for label in (*concept.labels, *concept.hidden):
            self.by_label.pop(normal_name(label), None)


def decided(scheme: Scheme, decisions: Iterable[Decision]) -> Scheme:
    """Return the vocabulary of programs as the decisions make it, in their order.

    >>> from datetime import date
    >>> from kg.vocabulary import current
    >>> merged = Merge(program="青蓝课程", into="双减", by="王敏", on=date(2026, 11, 22))
    >>> decided(current().program, [merged]).named("“青蓝课程”").name
    '双减'
    """
    names = _Names(dict(scheme.concepts), dict(scheme.by_label))
    for decision in decisions:
        _carry_out(names, decision)
    concepts = [names.concepts[iri] for iri in sorted(names.concepts)]
    return Scheme(concepts, names.rejected.values())


def clashes(scheme: Scheme, decisions: Iterable[Decision]) -> Iterator[tuple[int, CorrectionError]]:
    """Yield which of the decisions, by their number from 0, the names do not allow, and why."""
    names = _Names(dict(scheme.concepts), dict(scheme.by_label))
    for number, decision in enumerate(decisions):
        try:
            _carry_out(names, decision)
        except CorrectionError as error:
            yield number, error


def _carry_out(names: _Names, decision: Decision) -> None:
    if isinstance(decision, Accept):
        names.put(_accepted(names, decision))
    elif isinstance(decision, Reject):
        _reject(names, decision)
    elif isinstance(decision, Rename):
        _rename(names, decision)
    elif isinstance(decision, Merge):
        _merge(names, decision)
    elif isinstance(decision, Split):
        _split(names, decision)


def _accepted(names: _Names, decision: Accept) -> Concept:
    concept = names.concept(decision.program)
    own: Mapping[str, tuple[str, ...]] = {
        "level": (f"{ONTOLOGY}{decision.level}",) if decision.level else (),
        "definition": (decision.definition,) if decision.definition else (),
    }
    given = {name: values for name, values in own.items() if values}
    return replace(
        concept,
        english=decision.english or concept.english,
        properties={**concept.properties, **given},
    )


def _reject(names: _Names, decision: Reject) -> None:
    name = normal_name(decision.program)
    if name in names.by_label:
        concept = names.concept(decision.program)
        names.drop(concept)
        if normal_name(concept.name) != name:
            names.put(_without(concept, decision.program))
    names.rejected[name] = decision.program


def _rename(names: _Names, decision: Rename) -> None:
    concept = names.concept(decision.program)
    if names.by_label.get(normal_name(decision.to), concept.iri) != concept.iri:
        raise CorrectionError(
            f"{decision.to} is a program already", where=decision.said, hint="use merge"
        )
    names.drop(concept)
    rest = [label for label in concept.labels if normal_name(label) != normal_name(decision.to)]
    names.put(replace(concept, name=decision.to, labels=(decision.to, *rest)))


def _merge(names: _Names, decision: Merge) -> None:
    taken, kept = names.concept(decision.program), names.concept(decision.into)
    if taken.iri == kept.iri:
        return
    names.drop(taken)
    for concept in tuple(names.concepts.values()):
        if taken.iri in concept.broader:
            above = dict.fromkeys(kept.iri if iri == taken.iri else iri for iri in concept.broader)
            above.pop(concept.iri, None)
            names.concepts[concept.iri] = replace(concept, broader=tuple(above))
    kept = names.concepts.get(kept.iri, kept)
    names.put(
        replace(
            kept,
            labels=(*kept.labels, *taken.labels),
            hidden=(*kept.hidden, *taken.hidden),
            negative=tuple(dict.fromkeys((*kept.negative, *taken.negative))),
        )
    )


def _split(names: _Names, decision: Split) -> None:
    whole = names.concept(decision.program)
    if names.by_label.get(normal_name(decision.name)) == whole.iri:
        names.drop(whole)
        rest = _without(whole, decision.name)
        if rest.labels:
            names.put(rest)
    part = names.concept(decision.to or decision.name)
    labels = dict.fromkeys((*part.labels, decision.name))
    distinct = {normal_name(label): label for label in reversed(labels)}
    names.put(replace(part, labels=(part.name, *sorted(set(distinct.values()) - {part.name}))))


def _without(concept: Concept, name: str) -> Concept:
    """Return a concept without one of its labels; a preferred one is followed by the next."""
    gone = normal_name(name)
    labels = tuple(label for label in concept.labels if normal_name(label) != gone)
    hidden = tuple(label for label in concept.hidden if normal_name(label) != gone)
    return replace(concept, name=labels[0] if labels else name, labels=labels, hidden=hidden)
