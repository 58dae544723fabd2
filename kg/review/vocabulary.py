"""What decisions have added to the vocabulary, as a SKOS file that others can use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.corrections.decision import Accept, Decision
from kg.graph.decisions import concept_statements
from kg.graph.terms import DCT, PREFIXES, SKOS
from kg.vocabulary import Scheme


def as_skos(decisions: Iterable[Decision], before: Scheme, after: Scheme) -> bytes:
    """Return the programs that the decisions have made, and the names they have added, as Turtle.

    The file can stand in a folder that is given as ``--vocabulary``.
    """
    triples = sorted(set(_added(decisions, before, after)), key=str)
    prefixes = {name: PREFIXES[name] for name in ("dct", "eduplan", "skos")}
    content = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    return content if content is not None else b""


def _added(decisions: Iterable[Decision], before: Scheme, after: Scheme) -> Iterator[Triple]:
    for iri, concept in after.concepts.items():
        old = before.concepts.get(iri)
        if old is None:
            if any(before.named(label) for label in concept.labels):
                continue  # split from a program of the vocabulary, which has the name still
            yield from (Triple(*statement) for statement in concept_statements(concept))
            continue
        for label in concept.labels:
            if before.named(label) is None:
                yield Triple(NamedNode(iri), SKOS["altLabel"], Literal(label, language="zh"))
    for decision in decisions:
        accepted = after.named(decision.program) if isinstance(decision, Accept) else None
        if accepted and accepted.iri not in before.concepts:
            said = f"{decision.by}，{decision.on.isoformat()}" + (
                f"：{decision.why}" if decision.why else ""
            )
            yield Triple(NamedNode(accepted.iri), DCT["source"], Literal(said))
