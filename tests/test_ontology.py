"""The ontology: complete in both languages, and with just the terms that data use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.builder import extract_source
from kg.graph import VOCABULARIES, Run, document_quads, reference_quads, used_regions
from kg.graph.terms import DCT, OWL, RDF, RDFS, SCHEMA, SKOS, enumerated, graph_name
from kg.identifiers import BASE, ONTOLOGY
from kg.readers import find, read
from kg.records import (
    Action,
    Commitment,
    Comparator,
    DocumentType,
    FaultKind,
    Level,
    Quantity,
    Status,
)
from kg.regions import table
from kg.resources import ontology as folder
from kg.store import open_read_only
from tests import examples
from tests.reading import extracted

HERE = Path(__file__).parent
TYPE, SUBCLASS = RDF["type"], RDFS["subClassOf"]
PROPERTIES = (OWL["ObjectProperty"], OWL["DatatypeProperty"])
# Which of the four districts of that name it is, nothing tells.
DOUBTFUL = "鼓楼区教育局2022年工作计划\n全区要抓好落实。\n"


class Statement(NamedTuple):
    """A triple as text; ``datatype`` is empty where the object is an IRI."""

    subject: str
    predicate: str
    object: str
    datatype: str


def turtle(name: str) -> list[Quad]:
    return list(parse(path=folder() / name, format=RdfFormat.TURTLE))


ONTOLOGY_QUADS = turtle("eduplan.ttl")
OBJECTS: Mapping[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
for _quad in ONTOLOGY_QUADS:
    if isinstance(_quad.subject, NamedNode) and isinstance(_quad.object, NamedNode | Literal):
        OBJECTS[_quad.subject.value, _quad.predicate.value].append(_quad.object)


def shape_terms() -> set[str]:
    """Return all that the shapes speak of."""
    quads = turtle("shapes.ttl")
    terms = (term for quad in quads for term in (quad.predicate, quad.object))
    return {term.value for term in terms if isinstance(term, NamedNode)}


def of_type(*types: NamedNode) -> list[str]:
    """Return the ontology's own terms of these types."""
    typed = (key for key in OBJECTS if key[1] == TYPE.value and set(OBJECTS[key]) & set(types))
    return sorted(term for term, _ in typed if term.startswith(BASE))


CLASSES = of_type(OWL["Class"])
MEMBERS = of_type(SKOS["Concept"])
SCHEMES = of_type(SKOS["ConceptScheme"])
EXPLAINED = {
    "label": [*CLASSES, *of_type(*PROPERTIES)],
    "comment": [*CLASSES, *of_type(*PROPERTIES)],
    "prefLabel": [*MEMBERS, *SCHEMES],
    "definition": [*MEMBERS, *SCHEMES],
    "example": [*CLASSES, *of_type(*PROPERTIES), *MEMBERS],
}


def said(term: str, predicate: NamedNode) -> list[NamedNode | Literal]:
    return OBJECTS[term, predicate.value]


@pytest.fixture(scope="module")
def data(exports: Path) -> set[Statement]:
    """Return all data: of the seeds, the passages, the example and a plan whose region is open."""
    run = Run("0.1.0", "0" * 32)
    sources = [read(found) for found in find([HERE / "gold" / "passages"]).found]
    readings = [extracted(DOUBTFUL), *map(extract_source, sources)]
    documents = [quad for reading in readings for quad in document_quads(reading, run)]
    files = {name: (folder() / name).read_bytes() for name in VOCABULARIES}
    reference = reference_quads(files, table(), used_regions(documents))
    seeds = open_read_only(exports).quads_for_pattern(None, None, None, None)
    named = (quad for quad in seeds if not isinstance(quad.graph_name, DefaultGraph))
    quads = (*named, *documents, *reference, *examples.quads())
    return statements(quad for quad in quads if quad.graph_name != graph_name("ontology"))


def statements(quads: Iterable[Quad]) -> set[Statement]:
    """Return the triples of quads as text; the ontology has no use for other terms."""
    found = set()
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        kind = quad.object.datatype.value if isinstance(quad.object, Literal) else ""
        found.add(Statement(quad.subject.value, quad.predicate.value, quad.object.value, kind))
    return found


def iris(data: Iterable[Statement]) -> set[str]:
    """Return the properties and the things that are spoken of."""
    return {iri for one in data for iri in (one.predicate, *([] if one.datatype else [one.object]))}


def types_of(data: Iterable[Statement]) -> Mapping[str, set[str]]:
    """Return the classes that data say of each thing."""
    types: dict[str, set[str]] = defaultdict(set)
    for one in data:
        if one.predicate == TYPE.value:
            types[one.subject].add(one.object)
    return types


def above(cls: str) -> set[str]:
    """Return a class and all that the ontology puts above it."""
    found, waiting = set[str](), [cls]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [parent.value for parent in said(current, SUBCLASS)]
    return found


def test_ontology_has_no_blank_node_and_no_term_of_two_kinds() -> None:
    for quad in ONTOLOGY_QUADS:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        if quad.predicate == TYPE:
            assert len(said(quad.subject.value, TYPE)) == 1, quad.subject


@pytest.mark.parametrize("predicate", sorted(EXPLAINED))
def test_ontology_explains_each_term_in_both_languages(predicate: str) -> None:
    space = RDFS if predicate in ("label", "comment") else SKOS
    for term in EXPLAINED[predicate]:
        texts = [text for text in said(term, space[predicate]) if isinstance(text, Literal)]
        assert [text.language for text in texts] == ["zh", "en"], term
        assert all(text.value.strip() == text.value != "" for text in texts), term
        assert re.search("[\u4e00-\u9fff]", texts[0].value) or predicate == "example", term


def test_ontology_has_a_concept_for_each_member_of_an_enumeration() -> None:
    enumerations: list[type[StrEnum]] = [
        Action, Commitment, Comparator, DocumentType, FaultKind, Level, Quantity, Status,
    ]  # fmt: skip
    members = {enumerated(member).value for kind in enumerations for member in kind}
    assert members <= set(MEMBERS)
    for member in MEMBERS:
        (scheme,) = said(member, SKOS["inScheme"])
        assert scheme.value in SCHEMES


def test_ontology_gives_each_property_a_range_and_what_it_is_used_with() -> None:
    for term in of_type(*PROPERTIES):
        assert len(said(term, RDFS["range"])) == 1, term
        used_with = said(term, SCHEMA["domainIncludes"])
        assert len(said(term, RDFS["domain"])) == 1 or len(used_with) > 1, term
        assert {cls.value for cls in used_with} <= set(CLASSES), term


def test_ontology_says_of_each_term_where_it_is_defined() -> None:
    for term in [*CLASSES, *of_type(*PROPERTIES), *SCHEMES]:
        assert said(term, RDFS["isDefinedBy"]) == [NamedNode(BASE + "ontology")], term


def test_ontology_has_one_version() -> None:
    (version,) = said(BASE + "ontology", OWL["versionInfo"])
    assert said(BASE + "ontology", OWL["versionIRI"]) == [
        NamedNode(f"{BASE}ontology/{version.value}")
    ]
    for date in ("created", "issued", "modified"):
        assert len(said(BASE + "ontology", DCT[date])) == 1


def test_ontology_has_no_term_that_no_data_use(data: set[Statement]) -> None:
    used = iris(data)
    with_subclasses = used | {parent for cls in CLASSES if cls in used for parent in above(cls)}
    assert set(CLASSES) - with_subclasses == set()
    assert set(of_type(*PROPERTIES)) - {one.predicate for one in data} == set()
    assert set(MEMBERS) - used == set()
    in_use = {said(member, SKOS["inScheme"])[0].value for member in MEMBERS}
    assert set(SCHEMES) - in_use == set()


def test_ontology_declares_each_term_that_is_used(data: set[Statement]) -> None:
    declared = {term for term, _ in OBJECTS}
    spaces = (ONTOLOGY, *(scheme + "/" for scheme in SCHEMES))
    used = iris(data) | shape_terms()
    assert {term for term in used if term.startswith(spaces)} - declared == set()
    for path in (folder() / "queries").glob("*.rq"):
        text = re.sub("(?m)^#.*$", "", path.read_text("utf-8"))
        names = {ONTOLOGY + name for name in re.findall(r"\beduplan:(\w+)", text)}
        assert names - declared == set(), path.name


def test_ontology_states_domains_and_ranges_that_hold_in_data(data: set[Statement]) -> None:
    types = {thing: set().union(*map(above, kinds)) for thing, kinds in types_of(data).items()}
    types |= {member: {SKOS["Concept"].value} for member in MEMBERS}
    for one in data:
        if not one.predicate.startswith(ONTOLOGY):
            continue
        for predicate in (RDFS["domain"], SCHEMA["domainIncludes"]):
            allowed = {cls.value for cls in said(one.predicate, predicate)}
            assert not allowed or types[one.subject] & allowed, one
        (values,) = said(one.predicate, RDFS["range"])
        assert values.value in ({one.datatype} if one.datatype else types[one.object]), one


def test_ontology_uses_each_property_with_all_that_it_is_said_to(data: set[Statement]) -> None:
    types, used = types_of(data), defaultdict[str, set[str]](set)
    for one in data:
        used[one.predicate] |= types[one.subject]
    for term in of_type(*PROPERTIES):
        assert {cls.value for cls in said(term, SCHEMA["domainIncludes"])} <= used[term], term


def test_ontology_leads_from_a_property_to_the_values_that_it_takes(data: set[Statement]) -> None:
    taken = {
        (one.predicate, said(one.object, SKOS["inScheme"])[0].value)
        for one in data
        if one.object in MEMBERS and not one.datatype
    }
    assert len(taken) == len(SCHEMES)
    for term, scheme in taken:
        assert said(scheme, RDFS["seeAlso"]) == [NamedNode(term)], term
        if term.startswith(ONTOLOGY):
            assert said(term, RDFS["seeAlso"]) == [NamedNode(scheme)], term


def test_ontology_names_are_written_in_one_way() -> None:
    for cls in CLASSES:
        assert re.fullmatch("([A-Z][a-z]+)+", cls.removeprefix(ONTOLOGY))
    for term in of_type(*PROPERTIES):
        assert re.fullmatch("[a-z]+([A-Z][a-z]+)*", term.removeprefix(ONTOLOGY))
    for member in MEMBERS:
        (scheme,) = said(member, SKOS["inScheme"])
        assert re.fullmatch(f"({ONTOLOGY}|{scheme.value}/)[a-z_]+", member)
