"""The drawing of regions and programs: nodes and edges of vis-network in computed places.

What depends on the state of the page, such as colours and what is faded, script/network.js decides.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from kg.colours import CHOSEN, INK, LEVELS, STAGES
from kg.explore.data import ExplorerData, ProgramRow, RegionRow
from kg.explore.payload import pairs
from kg.overlap import Size, positions, program_node, region_node

_LETTERS = 12  # of a name under its dot; the panel has all
_NARROW = 0.6  # of a font's height, the width of a Latin letter
_LABEL = 1.7  # heights of a font that a label with its air takes

# size of a program's dot in the drawing's units:
_DOT_ALONE = 4  # of one region alone
_DOT_LOUD, _LOUD_STEP, _LARGEST_LOUD = 9, 2, 24  # with a large label; more for a region; at most
_DOT, _LARGEST_DOT = 4, 12  # with a small label, 1 more for a region; at most

# how many programs get a large label: the most of these with which the drawing still fits into its
# column at a scale that lets one read them; none where there are too many programs to try
_LOUD = (60, 45, 35, 25, 15, 8, 0)
_TOO_MANY = 1500  # programs; chosen, not tuned
_EXTENT = 1600  # units; a column of 700 pixels shows a font of 27 units in 11.8 pixels

# font of a program's label in the drawing's units: the smaller, the nearer one must go to see it
_SHARED, _SOME, _SINGLE = 27, 7, 5
_REGION_FONT = 34  # the same of a region

# script/network.js gives the function that draws a node; the view, dragging, zooming and the pass
# over the nodes in sight are vis-network's
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": False,
        "selectable": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "chosen": False},
}

# what network.js needs besides the nodes
LOOK: dict[str, Any] = {
    "ink": INK,
    "chosen": CHOSEN,
    "levels": dict(LEVELS),
    "stages": dict(STAGES),
}


def nodes_and_edges(data: ExplorerData) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and edges of the network, each as vis-network takes it, in sorted order."""
    ties = pairs(data)
    owners = Counter(program for _, program in ties)
    nodes = {region_node(row.id): _region(row) for row in data.regions}
    drawn = [row for row in data.programs if owners[row.id]]
    for loud in _LOUD if len(drawn) < _TOO_MANY else (0,):
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


def _dot(regions: int, *, loud: bool) -> int:
    """Return the size of a program's dot."""
    if regions == 1:
        return _DOT_ALONE
    if loud:
        return min(_DOT_LOUD + _LOUD_STEP * regions, _LARGEST_LOUD)
    return min(_DOT + regions, _LARGEST_DOT)


def _size(node: dict[str, Any]) -> Size:
    """Return width and height of a node with its label, a little air around."""
    font = node["font"]
    letters = sum(_NARROW if letter.isascii() else 1 for letter in node["label"])
    dot = 2 * node.get("size", 0)
    return max(math.ceil((letters + 1) * font), dot + font), math.ceil(dot + _LABEL * font)


def _rise(node: dict[str, Any]) -> int:
    """Return how far a dot stands above the middle of its box, whose lower part is the label's."""
    return 0 if node["kind"] == "region" else _size(node)[1] // 2 - int(node["size"]) - 1


def _region(row: RegionRow) -> dict[str, Any]:
    # an unknown region has the name of its plan behind its own
    label = _short(row.name if row.code else row.name.partition("（")[0])
    width, height = _size({"label": label, "font": _REGION_FONT})
    return {
        "kind": "region",
        "label": label,
        "name": row.name,
        "stated": row.stated,
        "font": _REGION_FONT,
        "width": width,
        "height": height,
    }


def _program(row: ProgramRow, regions: int, loud: bool) -> dict[str, Any]:
    alone = regions == 1
    return {
        "kind": "program",
        "label": _short(row.name),
        "name": row.name,
        "english": row.english,
        "level": row.level if row.level in LEVELS else "unknown",
        "stage": next((stage for stage in row.stages if stage in STAGES), "none"),
        "known": row.known,
        "regions": regions,
        "size": _dot(regions, loud=loud),
        "font": _SINGLE if alone else _SHARED if loud else _SOME,
    }


def _short(name: str) -> str:
    """Return a label of at most twelve letters.

    >>> _short("基于思政课一体化建设的中小学法治教育创新实践")
    '基于思政课一体化建设的…'
    """
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
