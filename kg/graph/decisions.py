"""What people have decided becomes a graph of its own: who, when, why, and what it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.corrections.decision import Decision
from kg.graph.terms import (
    DCT,
    EDUPLAN,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    boolean,
    date,
    encodable,
    graph_name,
    text,
)
from kg.identifiers import BASE, ONTOLOGY, iri
from kg.vocabulary import Concept, Scheme

DECISIONS = graph_name("decision")
_SAID_ANEW = (
    *(SKOS[name] for name in ("prefLabel", "altLabel", "hiddenLabel", "broader")),
    EDUPLAN["level"],
)


def decision_quads(
    decisions: Iterable[Decision], met: Collection[str], before: Scheme, after: Scheme
) -> list[Quad]:
    """Return the decisions, and the programs as they stand after them.

    ``met`` are the ids of those that a document of the build is about.
    """
    statements = dict.fromkeys(_statements(decisions, met, before, after))
    return [Quad(*statement, DECISIONS) for statement in statements]


def without_changed(quads: Iterable[Quad], before: Scheme, after: Scheme) -> Iterator[Quad]:
    """Yield the quads of the vocabularies but for what ``decision_quads`` says anew."""
    gone = before.concepts.keys() - after.concepts.keys()
    changed = {concept.iri for concept in _changed(before, after)}
    for quad in quads:
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if subject in gone or (subject in changed and quad.predicate in _SAID_ANEW):
            continue
        yield quad


def _changed(before: Scheme, after: Scheme) -> list[Concept]:
    return [c for iri_, c in after.concepts.items() if before.concepts.get(iri_) != c]


_Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _statements(
    decisions: Iterable[Decision], met: Collection[str], before: Scheme, after: Scheme
) -> Iterator[_Statement]:
    changed = {concept.iri for concept in _changed(before, after)}
    for iri_ in sorted(changed):
        yield from concept_statements(after.concepts[iri_], new=iri_ not in before.concepts)
    for decision in decisions:
        node = NamedNode(iri("decision", decision.id))
        yield from _described(node, decision, effective=decision.id in met)
        for word in (*decision.words(), getattr(decision, "into", "")):
            concept = after.named(word)
            if concept and concept.iri in changed:
                yield NamedNode(concept.iri), PROV["wasInfluencedBy"], node


def _described(node: NamedNode, decision: Decision, *, effective: bool) -> Iterator[_Statement]:
    person = NamedNode(iri("person", encodable(decision.by)))
    yield node, RDF["type"], EDUPLAN["Decision"]
    yield node, DCT["title"], text(decision.said)
    yield node, PROV["wasAttributedTo"], person
    yield node, DCT["date"], date(decision.on.isoformat())
    yield node, EDUPLAN["effective"], boolean(effective)
    if decision.why:
        yield node, DCT["description"], text(decision.why)
    yield person, RDF["type"], PROV["Person"]
    yield person, SCHEMA["name"], text(decision.by)


def concept_statements(concept: Concept, *, new: bool = True) -> Iterator[_Statement]:
    """Yield what a program has as a SKOS concept: names, level and, where ``new``, the rest."""
    node = NamedNode(concept.iri)
    yield node, SKOS["prefLabel"], Literal(concept.name, language="zh")
    if concept.english:
        yield node, SKOS["prefLabel"], Literal(concept.english, language="en")
    for label in concept.labels:
        if label != concept.name:
            yield node, SKOS["altLabel"], Literal(label, language="zh")
    for label in concept.hidden:
        yield node, SKOS["hiddenLabel"], Literal(label, language="zh")
    for parent in concept.broader:
        yield node, SKOS["broader"], NamedNode(parent)
    level = concept.value("level") or "unknown"
    yield node, EDUPLAN["level"], NamedNode(ONTOLOGY + level)
    if not new:
        return
    yield node, RDF["type"], SKOS["Concept"]
    yield node, RDF["type"], EDUPLAN["Program"]
    yield node, SKOS["inScheme"], NamedNode(BASE + "program")
    for definition in concept.properties.get("definition", ()):
        yield node, SKOS["definition"], Literal(definition, language="zh")
