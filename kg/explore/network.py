"""The drawing of regions and programs: nodes and edges of vis-network in computed places."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from kg.explore.data import ExplorerData, ProgramRow, RegionRow
from kg.explore.payload import pairs
from kg.overlap import Size, positions, program_node, region_node

# dark enough for white text and for thin rings on white (contrast 4.5 or more); apart in hue for
# those who see red and green alike; the legend and the list use the same
COLOURS = {
    "national": "#1d5fa8",
    "provincial": "#a8480c",
    "local": "#0a7263",
    "unknown": "#62666d",
}

_INK = "#1c2733"
_CHOSEN = "#e0a100"
_LETTERS = 12  # of a name under its dot; the panel has all

# how many programs get a large label: the most of these with which the drawing still fits into its
# column at a scale that lets one read them
_LOUD = (60, 45, 35, 25, 15, 8, 0)
_EXTENT = 1600  # units; a column of 700 pixels shows a font of 27 units in 11.8 pixels

# font of a program's label in the drawing's units: the smaller, the nearer one must go to see it
_SHARED, _SOME, _SINGLE = 27, 7, 5
_REGION_FONT = 34


def _group(colour: str, fill: str) -> dict[str, Any]:
    return {
        "color": {
            "background": fill,
            "border": colour,
            "highlight": {"background": fill, "border": _CHOSEN},
            "hover": {"background": fill, "border": _INK},
        }
    }


# a program's group is its level, with ``found`` where no vocabulary knows it: a ring, not a dot
_GROUPS: dict[str, Any] = {
    **{level: _group(colour, colour) for level, colour in COLOURS.items()},
    **{f"{level} found": _group(colour, "#ffffff") for level, colour in COLOURS.items()},
    "region": {
        **_group(_INK, _INK),
        "shape": "box",
        "margin": 12,
        "borderWidthSelected": 6,
        "font": {"color": "#ffffff", "size": _REGION_FONT, "strokeWidth": 0},
        "scaling": {"label": {"enabled": False, "drawThreshold": 5, "maxVisible": 1000}},
    },
}

# with maxVisible at work vis-network 9.1.2 makes large labels transparent; network.js caps them
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hideEdgesOnDrag": True,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": True,
        "tooltipDelay": 120,
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "shape": "dot",
        "font": {
            "face": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif",
            "color": _INK,
            "strokeWidth": 4,
            "strokeColor": "#ffffff",
        },
        "scaling": {"label": {"enabled": False, "drawThreshold": 11, "maxVisible": 1000}},
        "labelHighlightBold": False,
    },
    "edges": {
        "smooth": False,
        "width": 1,
        "hoverWidth": 0,
        "selectionWidth": 1,
        "color": {"color": "#d5dae0", "highlight": "#7b8794", "hover": "#d5dae0"},
    },
    "groups": {"useDefaultGroups": False, **_GROUPS},
}


def nodes_and_edges(data: ExplorerData) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and edges of the network, each as vis-network takes it, in sorted order."""
    ties = pairs(data)
    owners = Counter(program for _, program in ties)
    nodes = {region_node(row.id): _region(row) for row in data.regions}
    drawn = [row for row in data.programs if owners[row.id]]
    for loud in _LOUD:
        first = {program for program, count in _most_shared(owners)[:loud] if count > 1}
        nodes |= {
            program_node(row.id): _program(row, owners[row.id], row.id in first) for row in drawn
        }
        places = positions(
            ties,
            {name: _size(node) for name, node in nodes.items()},
            [row.id for row in data.regions],
        )
        columns = [x for x, _ in places.values()] or [0]
        if max(columns) - min(columns) <= _EXTENT:
            break
    placed = [
        node | {"id": name, "x": places[name][0], "y": places[name][1] - _rise(node)}
        for name, node in nodes.items()
    ]
    edges = [
        {"id": index, "from": region_node(region), "to": program_node(program)}
        for index, (region, program) in enumerate(ties)
    ]
    return placed, edges


def _most_shared(owners: Counter[str]) -> list[tuple[str, int]]:
    return sorted(owners.items(), key=lambda item: (-item[1], item[0]))


def _size(node: dict[str, Any]) -> Size:
    """Return width and height of a node with its label, a little air around."""
    font = _REGION_FONT if node["group"] == "region" else node["font"]["size"]
    letters = sum(0.6 if letter.isascii() else 1 for letter in node["label"])
    dot = 2 * node.get("size", 0)
    return max(math.ceil((letters + 1) * font), dot + font), math.ceil(dot + 1.7 * font)


def _rise(node: dict[str, Any]) -> int:
    """Return how far a dot stands above the middle of its box, whose lower part is the label's."""
    return 0 if node["group"] == "region" else _size(node)[1] // 2 - int(node["size"]) - 1


def _region(row: RegionRow) -> dict[str, Any]:
    return {
        "label": _short(row.name),
        "title": row.name,
        "group": "region",
        "shapeProperties": {"borderDashes": False if row.stated else [6, 4]},
    }


def _program(row: ProgramRow, regions: int, loud: bool) -> dict[str, Any]:
    level = row.level if row.level in COLOURS else "unknown"
    alone = regions == 1
    return {
        "label": _short(row.name),
        "title": row.name,
        "group": level if row.known else f"{level} found",
        "size": 4 if alone else min(9 + 2 * regions, 24) if loud else min(4 + regions, 12),
        "borderWidth": 1 if alone else 3,
        "borderWidthSelected": 3 if alone else 5,
        "font": {"size": _SINGLE if alone else _SHARED if loud else _SOME},
    }


def _short(name: str) -> str:
    """Return a label of at most twelve letters.

    >>> _short("基于思政课一体化建设的中小学法治教育创新实践")
    '基于思政课一体化建设的…'
    """
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
