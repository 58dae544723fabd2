"""The constraints of ``ontology/shapes.ttl``, and for each of them a graph that breaks it alone.

``shapes/good.ttl`` breaks none; ``shapes/bad.toml`` says which change to which of its nodes breaks
which constraint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg import resources

FOLDER = Path(__file__).parent / "shapes"
BASE = "https://w3id.org/eduplan/"
# What a shape says beside its constraints.
_OTHER = ("path", "message", "property", "qualifiedValueShape", "target")


@dataclass(frozen=True, order=True)
class Constraint:
    """A constraint of a shape: the shape's name, the path in SPARQL, the parameter of SHACL."""

    shape: str
    path: str
    parameter: str

    @property
    def component(self) -> str:
        """The name that reports give it: sh:minCount is checked by MinCountConstraintComponent."""
        name = "SPARQL" if self.parameter == "sparql" else self.parameter
        return f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"


@dataclass(frozen=True)
class Bad:
    """A node of the good graph, what to say of it instead, and the constraint that this breaks."""

    of: str
    change: str
    breaks: Constraint


def shapes() -> Graph:
    """Return the shapes as they are written."""
    return Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")


def good() -> Graph:
    return Graph().parse(FOLDER / "good.ttl", format="turtle")


def constraints(graph: Graph) -> Iterator[tuple[Node, Constraint]]:
    """Yield all constraints of the shapes, each with the shape or property shape that has it."""
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        for part in (shape, *graph.objects(shape, SH.property)):
            path = graph.value(part, SH.path)
            written = _path(path, graph) if path else ""
            for parameter in set(map(str, graph.predicates(part, None))):
                name = parameter.removeprefix(str(SH))
                if parameter != name and not name.startswith(_OTHER):
                    yield part, Constraint(str(shape).rpartition("#")[2], written, name)


def bad() -> Iterator[Bad]:
    """Yield the changes of ``bad.toml``."""
    table = tomllib.loads((FOLDER / "bad.toml").read_text("utf-8"))
    for shape, rows in table.items():
        for key, value in rows.items():
            path, _, parameter = key.rpartition(" ")
            constraint = Constraint(shape, path, parameter)
            for item in value if isinstance(value, list) else [value]:
                yield _bad(item, constraint)


def _bad(item: Any, constraint: Constraint) -> Bad:
    if isinstance(item, str):
        return Bad(constraint.shape.lower(), f"{constraint.path} {item}", constraint)
    return Bad(item["of"], item["with"], constraint)


def with_copy(graph: Graph, base: Graph, case: Bad, name: str) -> URIRef:
    """Add a copy of a node of ``base`` to ``graph``, changed as ``case`` says; return the copy.

    What leads to the node leads to the copy too.
    """
    node, copy = URIRef(BASE + case.of), URIRef(BASE + name)
    assert (node, None, None) in base, case
    changes = [part.strip().partition(" ") for part in case.change.split(" ; ")]
    gone = {_term(predicate.removeprefix("^"), base) for predicate, _, _ in changes}
    backward = case.change.startswith("^")
    for kept, value in base.predicate_objects(node):
        if backward or kept not in gone:
            graph.add((copy, kept, value))
    for subject, kept in base.subject_predicates(node):
        if not (backward and kept in gone):
            graph.add((subject, kept, copy))
    for name_, _, values in changes:
        for value in _values(values, base):
            if backward:
                graph.add((value, _term(name_[1:], base), copy))
            else:
                graph.add((copy, _term(name_, base), value))
    return copy


def _values(written: str, base: Graph) -> list[Node]:
    """Read objects as Turtle writes them."""
    if not written:
        return []
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in base.namespaces())
    read = Graph().parse(data=f"@base <{BASE}> .\n{prefixes}<s> <p> {written} .", format="turtle")
    return list(read.objects())


def _term(name: str, base: Graph) -> URIRef:
    return base.namespace_manager.expand_curie(name)


def _path(node: Node, graph: Graph) -> str:
    """Write a path of SHACL as SPARQL does."""
    if isinstance(node, URIRef):
        return graph.namespace_manager.normalizeUri(node)
    if inverse := graph.value(node, SH.inversePath):
        return f"^{_path(inverse, graph)}"
    if either := graph.value(node, SH.alternativePath):
        return "|".join(_path(item, graph) for item in graph.items(either))
    return "/".join(_path(item, graph) for item in graph.items(node))
