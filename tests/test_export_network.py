"""The network for Gephi, read back with networkx."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from pyoxigraph import Store

from kg.export.network import gexf, graphml
from kg.overlap import program_node, region_node
from kg.store import open_read_only
from tests import examples

GEXF = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
DOUBLE, FOUND = program_node(examples.NATIONAL), program_node(examples.FOUND)
EAST, WEST = region_node("320700"), region_node("421200")

Read = Callable[[Store], "nx.Graph[str]"]


def from_graphml(store: Store) -> nx.Graph[str]:
    return nx.read_graphml(io.BytesIO(graphml(store)))


def from_gexf(store: Store) -> nx.Graph[str]:
    return nx.read_gexf(io.BytesIO(gexf(store)))


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def own(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: attributes[name] for name in attributes if name not in ("x", "y", "viz", "id")}


@pytest.mark.parametrize("read", [from_graphml, from_gexf])
def test_nodes_and_edges_have_typed_attributes(store: Store, read: Read) -> None:
    graph = read(store)
    assert own(graph.nodes[EAST]) == {
        "kind": "region",
        "iri": "https://w3id.org/eduplan/region/320700",
        "label": "连云港市",
        "code": "320700",
        "region_level": "prefecture",
        "province": "江苏省",
        "stated": False,
        "plans": 1,
        "programs": 2,
    }
    assert own(graph.nodes[DOUBLE]) == {
        "kind": "program",
        "iri": examples.NATIONAL,
        "label": "双减",
        "english": "Double Reduction",
        "program_level": "national",
        "known": True,
        "regions": 2,  # and a plan of an unknown region
        "mentions": 3,
    }
    assert (graph.nodes[FOUND]["known"], "english" in graph.nodes[FOUND]) == (False, False)
    assert own(graph.edges[EAST, DOUBLE]) == {
        "kind": "names",
        "weight": 1.0,
        "planned": 1,
        "achieved": 0,
        "first_year": 2023,
        "last_year": 2023,
    }
    (unknown,) = [node for node, code in graph.nodes(data="iri") if "unknown" in str(code)]
    assert graph.nodes[unknown]["label"] == "某市"
    assert "code" not in graph.nodes[unknown]
    assert own(graph.edges[unknown, DOUBLE]) == {
        "kind": "names", "weight": 1.0, "planned": 0, "achieved": 1,
    }  # fmt: skip
    assert (len(graph), graph.number_of_edges()) == (5, 4)


def test_gephi_opens_with_the_drawing(store: Store) -> None:
    places = {node: (at["x"], at["y"]) for node, at in from_graphml(store).nodes(data=True)}
    assert len(set(places.values())) == 5
    drawn = {
        node: (viz["position"]["x"], viz["position"]["y"])
        for node, viz in from_gexf(store).nodes(data="viz")
    }
    assert drawn == places
    root = ElementTree.fromstring(gexf(store))
    nodes = root.findall("g:graph/g:nodes/g:node", GEXF)
    assert all(node.find("viz:position", GEXF) is not None for node in nodes)
    sizes = [float(node.find("viz:size", GEXF).attrib["value"]) for node in nodes]  # type: ignore[union-attr]
    assert sizes == [30.0, 30.0, 30.0, 7.0, 8.0]


def test_gephi_shows_regions_levels_and_discovered_names_in_colours(store: Store) -> None:
    colours = {
        data["label"]: tuple(data["viz"]["color"].values())
        for _, data in from_gexf(store).nodes(data=True)
    }
    region = (28, 39, 51, 1.0)
    assert colours == {
        "连云港市": region, "咸宁市": region, "某市": region,
        "双减": (29, 95, 168, 1.0), "青蓝课程": (132, 184, 177, 1.0),
    }  # fmt: skip


def test_types_are_declared_once_and_in_the_formats_words(store: Store) -> None:
    root = ElementTree.fromstring(gexf(store))
    declared = root.findall("g:graph/g:attributes[@class='node']/g:attribute", GEXF)
    types = {item.attrib["title"]: item.attrib["type"] for item in declared}
    assert len(types) == len(declared)
    assert types == {
        "kind": "string", "iri": "string", "code": "string", "region_level": "string",
        "province": "string", "stated": "boolean", "plans": "long", "programs": "long",
        "english": "string", "program_level": "string", "known": "boolean",
        "regions": "long", "mentions": "long",
    }  # fmt: skip
    ids = {item.attrib["id"] for item in root.iter(f"{{{GEXF['g']}}}attribute")}
    values = [item.attrib["for"] for item in root.iter(f"{{{GEXF['g']}}}attvalue")]
    assert set(values) == ids
    assert b">true<" in graphml(store)
    assert b">True<" not in graphml(store)


def test_nothing_tells_when_it_was_made(store: Store) -> None:
    assert b"lastmodifieddate" not in gexf(store)
    assert gexf(store) == gexf(examples.store())
    assert graphml(store) == graphml(examples.store())


@pytest.mark.parametrize("read", [from_graphml, from_gexf])
def test_the_seeds_have_all_regions_and_ties(exports: Path, read: Read) -> None:
    graph = read(open_read_only(exports))
    regions = {data["label"] for _, data in graph.nodes(data=True) if data["kind"] == "region"}
    assert regions == {"常州市", "连云港市", "咸宁市", "蒲城县", "地区不明"}
    assert sum(data["weight"] for *_, data in graph.edges(data=True)) == 321
