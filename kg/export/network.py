"""The network of regions and programs as GraphML and GEXF, for Gephi and networkx.

An edge ties a region to a program that its plans name; its weight is how often. Attributes are
typed, and a node has none that it has nothing to say for. Nodes come with the places of the
explorer's drawing, so that Gephi opens with it; regions without a program are there too. A program
counts the regions that are known. Which regions are alike is not an edge: a layout would pull it
apart, and ``overlaps.csv`` tells it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from kg.colours import INK, LEVELS
from kg.export.ties import ProgramNode, RegionNode, Tie, Ties, ties
from kg.identifiers import iri
from kg.mirrors import main_sources
from kg.overlap import bipartite, positions, program_node, region_node

if TYPE_CHECKING:
    from networkx import Graph

Attributes = dict[str, str | int | float | bool | None]
_REGION_SIZE, _PROGRAM_SIZE, _LARGEST = 30.0, 6.0, 24.0  # diameters in the units of the drawing

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def graphml(store: Store) -> bytes:
    """Return the network as GraphML, places in the attributes x and y."""
    from networkx.readwrite.graphml import GraphMLWriter

    graph, places = _placed(store)
    for node, (x, y) in places.items():
        graph.nodes[node].update(x=x, y=y)
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    keys = writer.xml.iter("key")
    truths = {key.get("id") for key in keys if key.get("attr.type") == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in truths:
            data.text = str(data.text).lower()  # as XML Schema has it, not Python
    return _written(writer)


def gexf(store: Store) -> bytes:
    """Return the network as GEXF 1.2 with places, sizes and colours; nothing tells the day."""
    from networkx.readwrite.gexf import GEXFWriter

    graph, places = _placed(store)
    for node, (x, y) in places.items():
        own = graph.nodes[node]
        size = min(_PROGRAM_SIZE + own.get("regions", 0), _LARGEST)
        size = _REGION_SIZE if own["kind"] == "region" else size
        place = {"x": x, "y": y, "z": 0.0}
        own["viz"] = {"position": place, "size": size, "color": _colour(own)}
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    for creator in writer.xml.iter("creator"):
        creator.text = "eduplan-kg"
    return _written(writer)


def _colour(own: Mapping[str, Any]) -> dict[str, int | float]:
    """Return the colour of a node: a region's, or that of its level, half white if discovered."""
    level = own.get("program_level")
    colour = INK if level is None else LEVELS.get(level, LEVELS["unknown"])
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    if own.get("known") is False:
        red, green, blue = (red + 255) // 2, (green + 255) // 2, (blue + 255) // 2
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _written(writer: Any) -> bytes:
    from xml.etree.ElementTree import tostring

    writer.indent(writer.xml)
    content: bytes = tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return content.rstrip() + b"\n"


def network(found: Ties) -> Graph[str]:
    """Return the graph of regions and programs with their attributes, in sorted order."""
    graph = bipartite(found.pairs, [region.id for region in found.regions])
    known = found.known_regions
    programs = {tie.region: 0 for tie in found.ties}
    owners = {tie.program: 0 for tie in found.ties}
    mentions = dict(owners)
    for tie in found.ties:
        programs[tie.region] += 1
        owners[tie.program] += tie.region in known
        mentions[tie.program] += tie.mentions
        ends = region_node(tie.region), program_node(tie.program)
        graph.edges[ends].update(_said(_tie(tie)))
    for region in found.regions:
        own = _said(_region(region, programs.get(region.id, 0)))
        graph.nodes[region_node(region.id)].update(own)
    for program in found.programs:
        own = _said(_program(program, owners[program.id], mentions[program.id]))
        graph.nodes[program_node(program.id)].update(own)
    for _node, own in graph.nodes(data=True):
        del own["id"]  # what both formats would take for the node's own name
    return graph


def _placed(store: Store) -> tuple[Graph[str], dict[str, tuple[float, float]]]:
    """Return the network and the place of each node, y growing upwards as in Gephi."""
    found = ties(store, main_sources(store))
    drawn = positions(found.pairs, regions=[region.id for region in found.regions])
    return network(found), {node: (float(x), float(-y)) for node, (x, y) in drawn.items()}


def _region(region: RegionNode, programs: int) -> Attributes:
    return {
        "iri": iri("region", region.code) if region.code else region.id,
        "label": region.name,
        "code": region.code,
        "region_level": region.level,
        "province": region.province,
        "stated": region.stated,
        "plans": region.plans,
        "programs": programs,
    }


def _program(program: ProgramNode, regions: int, mentions: int) -> Attributes:
    return {
        "iri": program.id,
        "label": program.name,
        "english": program.english,
        "program_level": program.level,
        "known": program.known,
        "regions": regions,
        "mentions": mentions,
    }


def _tie(tie: Tie) -> Attributes:
    return {
        "kind": "names",
        "weight": float(tie.mentions),
        "planned": tie.planned,
        "achieved": tie.achieved,
        "first_year": tie.first_year,
        "last_year": tie.last_year,
    }


def _said(attributes: Attributes) -> Attributes:
    """Leave out what has no value, and of texts the characters that XML cannot hold."""
    return {
        name: _NO_XML.sub("", value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }
