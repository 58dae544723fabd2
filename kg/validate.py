"""Validation of a graph against ``ontology/shapes.ttl`` with SHACL, without inference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, serialize

from kg import resources
from kg.errors import VocabularyError

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule: the node, the property, and what to mend, in two languages."""

    focus: str
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.focus} {self.path}".strip()
        return f"{place}: {self.message}"


def validate(quads: Store | Iterable[Quad]) -> tuple[Violation, ...]:
    """Return what breaks a shape in the union of all graphs, sorted; nothing where all conforms."""
    from rdflib import Graph

    triples = {quad.triple for quad in quads}
    content = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return violations(Graph().parse(data=content, format="ox-nt"))


def violations(data: Graph) -> tuple[Violation, ...]:
    """Return what breaks a shape in ``data``, sorted.

    VocabularyError where the shapes themselves are not well-formed.
    """
    from pyshacl import validate as shacl_validate
    from rdflib import RDF, SH, Graph

    path = resources.ontology() / "shapes.ttl"
    shapes = Graph().parse(path, format="turtle")
    _conforms, report, text = shacl_validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(report, Graph):
        raise VocabularyError(f"the shapes do not work: {text}", where=str(path))
    return tuple(
        sorted(
            Violation(
                _text(report.value(result, SH.focusNode)),
                _text(report.value(result, SH.resultPath)),
                _message(report, result),
            )
            for result in report.subjects(RDF.type, SH.ValidationResult)
        )
    )


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _message(report: Graph, result: Node) -> str:
    """Return the messages of a result, Chinese before English."""
    from rdflib import SH, Literal

    messages = [
        (node.language != "zh", str(node))
        for node in report.objects(result, SH.resultMessage)
        if isinstance(node, Literal)
    ]
    return " ".join(message for _english, message in sorted(messages))
