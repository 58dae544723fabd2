"""The graph as JSON-LD, read back with rdflib and Oxigraph; its context beside the ontology."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import OWL, RDF, RDFS, XSD, Graph

from kg import resources
from kg.export.jsonld import jsonld
from kg.export.rdf import turtle
from kg.graph.terms import DCT, EDUPLAN, OA, PREFIXES, SKOS
from kg.graph.terms import XSD as TYPES
from kg.identifiers import BASE
from kg.store import open_read_only, with_union
from tests import examples

# rdflib 7 warns of its own calls
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
THING = NamedNode(BASE + "target/a/1/2")


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


@pytest.fixture(scope="module")
def things(store: Store) -> dict[str, dict[str, object]]:
    return {thing["id"]: thing for thing in json.loads(jsonld(store))["@graph"]}


def read(content: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(content, format=RdfFormat.JSON_LD)}


def test_the_seeds_have_the_same_triples_for_oxigraph_and_rdflib(exports: Path) -> None:
    opened = open_read_only(exports)
    content = jsonld(opened)
    assert read(content) == {quad.triple for quad in opened}
    back = Graph().parse(data=content, format="json-ld")
    assert set(back) == set(Graph().parse(data=turtle(opened), format="turtle"))


def test_a_thing_is_an_object_with_short_names(things: dict[str, dict[str, object]]) -> None:
    digest = examples.east().source.digest
    assert things[f"target/{digest}/76/82"] == {
        "id": f"target/{digest}/76/82",
        "type": "Target",
        "isPartOf": f"section/{digest}/16/24",
        "wasGeneratedBy": "run/0.1.0/00000000000000000000000000000000",
        "comparator": "comparator/range",
        "commitment": "commitment/ensure",
        "confidence": "0.9",
        "evidence": f"evidence/{digest}/76/82",
        "indicatorText": "辅导",
        "masked": False,
        "per": "每个镇",
        "period": "每周",
        "plan": "plan/320700/2023/work_points/东海市教育工作要点",
        "program": "program/found/青蓝课程",
        "quantity": "quantity/level",
        "readable": True,
        "sectionPath": "办好学前教育",
        "status": "status/planned",
        "unitText": "场",
        "value": "2",
        "valueMax": "3",
        "year": "2023",
    }
    assert things[f"selector/{digest}/76/82/position"]["start"] == 76
    assert things["program/shuang-jian"]["prefLabel"] == {"en": "Double Reduction", "zh": "双减"}


ODD: list[tuple[NamedNode, Literal | NamedNode | BlankNode]] = [
    (EDUPLAN["value"], Literal("88.50", datatype=TYPES["decimal"])),
    (EDUPLAN["value"], Literal("88", datatype=TYPES["integer"])),
    (OA["start"], Literal("007", datatype=TYPES["integer"])),
    (OA["end"], Literal("12345678901234567890", datatype=TYPES["integer"])),
    (EDUPLAN["masked"], Literal("1", datatype=TYPES["boolean"])),
    (DCT["title"], Literal("双减", language="zh")),
    (DCT["title"], Literal("double\u2028\"reduction\"\\", language="en-gb")),
    (DCT["title"], Literal("plain")),
    (DCT["issued"], Literal("2023", datatype=TYPES["gYear"])),
    (SKOS["prefLabel"], Literal("雙減", language="zh-hant")),
    (SKOS["prefLabel"], Literal("none")),
    (EDUPLAN["program"], Literal("no IRI")),
    (EDUPLAN["indicatorText"], NamedNode(BASE + "indicator/a")),
    (NamedNode("http://example.org/p"), NamedNode("http://example.org/o")),
    (NamedNode("http://example.org/p"), NamedNode("urn:isbn:1")),
    (DCT["isPartOf"], NamedNode(BASE)),
    (DCT["isPartOf"], NamedNode(BASE + "/a")),
    (DCT["isPartOf"], NamedNode(BASE + "a//b")),
    (DCT["isPartOf"], NamedNode(BASE + "id")),
    (DCT["isPartOf"], NamedNode(BASE + "a?b=c#d")),
    (DCT["isPartOf"], NamedNode(DCT.base + "a/b")),
    (DCT["isPartOf"], NamedNode(DCT.base)),
    (DCT["isPartOf"], BlankNode("a")),
]  # fmt: skip


@pytest.mark.parametrize(("predicate", "value"), ODD)
def test_what_fits_no_short_name_keeps_all_that_it_is(
    predicate: NamedNode, value: Literal | NamedNode | BlankNode
) -> None:
    store = Store()
    store.add(Quad(THING, predicate, value))
    (back,) = read(jsonld(store))
    (stored,) = store  # as the store writes numbers
    assert (back.subject, back.predicate) == (THING, predicate)
    assert back.object == stored.object or isinstance(value, BlankNode)


def test_one_property_with_values_of_every_kind_comes_back_whole() -> None:
    store = Store()
    store.extend(Quad(THING, *pair) for pair in ODD[:-1])
    content = jsonld(store)
    assert read(content) == {quad.triple for quad in store}
    written = "".join(f"{quad.triple} .\n" for quad in store)
    assert set(Graph().parse(data=content, format="json-ld")) == set(
        Graph().parse(data=written, format="nt")
    )


def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_was_stored(
    store: Store,
) -> None:
    backward = Store()
    for quad in reversed(list(with_union(examples.quads()))):
        backward.add(quad)
    assert jsonld(backward) == jsonld(store)


def test_the_context_has_every_property_of_the_ontology_with_its_range() -> None:
    folder = resources.ontology()
    context = json.loads((folder / "context.jsonld").read_bytes())["@context"]
    ontology = Graph().parse(folder / "eduplan.ttl")
    kinds = {OWL.ObjectProperty: "@id", OWL.DatatypeProperty: None}
    for kind, coercion in kinds.items():
        for term in ontology.subjects(RDF.type, kind):
            name = str(term).rpartition("#")[2]
            reach = ontology.value(term, RDFS.range)
            wanted: dict[str, str] = {"@id": f"eduplan:{name}"}
            if coercion:
                wanted["@type"] = coercion
            elif reach == RDF.langString:
                wanted["@container"] = "@language"
            elif reach != XSD.string:
                wanted["@type"] = f"xsd:{str(reach).rpartition('#')[2]}"
            said = context[name]
            assert (said if isinstance(said, dict) else {"@id": said}) == wanted
    assert PREFIXES.items() <= context.items()


def test_the_context_has_a_short_name_for_every_property_in_use(exports: Path) -> None:
    opened = open_read_only(exports)
    things = json.loads(jsonld(opened))["@graph"]
    long = {name for thing in things for name in thing if ":" in name}
    # the titles of the ontology and of its vocabularies have a language, those of plans have none
    assert long == {"dct:title", "dct:description"}
