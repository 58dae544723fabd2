"""Validation of graphs against ``ontology/shapes.ttl`` with SHACL, without inference.

What is new is validated, document by document, with what else the store says of the things that it
names; so a build of many documents takes as much memory as one of a few, and of a build that has
changed one document only that one need be validated again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from kg import resources
from kg.errors import VocabularyError
from kg.graph.terms import SCHEMA

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

# Triples that are validated at one time. pyshacl needs 20 ms for the shapes, whatever the data, and
# 150 ms for 1,000 triples: from 5,000 on the shapes do not count any more, and more would only take
# memory (1 to 100,000 were tried on 79 long documents and on 46 short ones).
_BATCH = 5_000
_UNION = DefaultGraph()
_NAME = SCHEMA["name"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule: the document that it stands in, the property, and what to mend.

    ``document`` is its name, empty for what stands in no document; the message is in two languages.
    """

    document: str
    focus: str
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.document}: " if self.document else ""
        place = f"{self.focus} {self.path}".strip()
        return f"{where}{place}: {self.message}"


def validate(store: Store, graphs: Iterable[NamedNode] | None = None) -> tuple[Violation, ...]:
    """Return what breaks a shape in ``graphs``, or in all of them, by document and node.

    The default graph of ``store`` must hold the union of all graphs, as ``kg.store`` writes it: a
    node is judged by all that is said of it anywhere. VocabularyError where the shapes themselves
    are not well-formed.
    """
    found: set[Violation] = set()
    for nodes in _batches(store, _all(store) if graphs is None else graphs):
        said = [triple for node in nodes for triple in _said(node, store)]
        named = {triple.object for triple in said if isinstance(triple.object, NamedNode)} - nodes
        known = [triple for node in named for triple in _said(node, store)]
        others = {_value(triple.subject) for triple in known}
        found.update(item for item in violations(_graph(said + known)) if item.focus not in others)
    return tuple(sorted(replace(item, document=_document(item.focus, store)) for item in found))


def violations(data: Graph) -> list[Violation]:
    """Return what breaks a shape in ``data``, of no document; VocabularyError as ``validate``."""
    from rdflib import RDF as RDFLIB
    from rdflib import SH

    result = report(data, shapes())
    return [
        Violation(
            "",
            _text(result.value(item, SH.focusNode)),
            _text(result.value(item, SH.resultPath)),
            _message(result, item),
        )
        for item in result.subjects(RDFLIB.type, SH.ValidationResult)
    ]


def report(data: Graph, against: Graph) -> Graph:
    """Return the report of SHACL on ``data``; VocabularyError where the shapes do not work."""
    from pyshacl import validate as shacl_validate
    from rdflib import Graph

    _conforms, result, text = shacl_validate(data, shacl_graph=against, inference="none")
    if not isinstance(result, Graph):
        raise VocabularyError(f"the shapes do not work: {text}", where="shapes.ttl")
    return result


@cache
def shapes() -> Graph:
    """Return the shapes, each property shape with the targets of the node shape that has it.

    It says the same, but pyshacl reads a constraint once a shape and not once a node: twice as
    fast.
    """
    from rdflib import SH, Graph

    read = Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    for node, part in list(read.subject_objects(SH.property)):
        own = [(kind, value) for kind in targets for value in read.objects(node, kind)]
        for kind, value in own:
            read.add((part, kind, value))
        if own:
            read.remove((node, SH.property, part))
    return read


def _all(store: Store) -> Sequence[NamedNode | DefaultGraph]:
    """Return the named graphs; of a store without any, as Turtle gives it, the default graph."""
    names = [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    return [NamedNode(name) for name in sorted(names)] or [_UNION]


def _batches(store: Store, graphs: Iterable[NamedNode | DefaultGraph]) -> Iterator[set[NamedNode]]:
    """Yield the nodes that whole graphs describe, of as few graphs at a time as make a batch."""
    nodes: set[NamedNode] = set()
    triples = 0
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            triples += 1
            if isinstance(quad.subject, NamedNode):  # there are no blank nodes
                nodes.add(quad.subject)
        if triples >= _BATCH:
            yield nodes
            nodes, triples = set(), 0
    if nodes:
        yield nodes


def _said(node: NamedNode, store: Store) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, _UNION))


def _graph(triples: Iterable[Triple]) -> Graph:
    from rdflib import Graph

    # rdflib would print a traceback for 2023-02-30; that it is no date is what the shapes tell.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    content = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=content, format="ox-nt")


def _document(focus: str, store: Store) -> str:
    """Return the name of the document that a node stands in; of several the first."""
    try:
        node = NamedNode(focus)
    except ValueError:  # a literal where there should be a node
        return ""
    graphs = {quad.graph_name for quad in store.quads_for_pattern(node, None, None, None)}
    names = sorted(
        _value(quad.object)
        for graph in graphs
        if isinstance(graph, NamedNode)
        for quad in store.quads_for_pattern(graph, _NAME, None, graph)
    )
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


def _value(node: object) -> str:
    return str(getattr(node, "value", node))


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _message(result: Graph, item: Node) -> str:
    """Return the messages of a result, Chinese before English."""
    from rdflib import SH, Literal

    messages = [
        (node.language != "zh", str(node))
        for node in result.objects(item, SH.resultMessage)
        if isinstance(node, Literal)
    ]
    return " ".join(message for _english, message in sorted(messages))
