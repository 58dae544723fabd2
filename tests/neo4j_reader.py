"""Reads files as ``neo4j-admin database import full`` does with its defaults, and as strictly.

The rules are those of Neo4j's operations manual: fields are divided by commas and quoted with ",
a quote in them doubled; a line is a row, for --multiline-fields is off; the first line is the
header, of fields NAME:TYPE; arrays are divided by ;, a boolean is true or false, a field without
text sets no property; identifiers are unique in their space, and the ends of relationships exist.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | bool | date | list[str]

_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(,|$)')
_SPECIAL = re.compile(r"(\w*):(ID|START_ID|END_ID|LABEL|TYPE)(?:\((\w+)\))?")


def _boolean(text: str) -> bool:
    assert text in ("true", "false"), text
    return text == "true"


_TYPES: Mapping[str, Callable[[str], Value]] = {
    "string": str,
    "int": int,
    "double": float,
    "boolean": _boolean,
    "date": date.fromisoformat,
    "string[]": lambda text: text.split(";"),
}


@dataclass(frozen=True)
class Node:
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True)
class Relationship:
    type: str
    start: tuple[str, str]  # space, identifier
    end: tuple[str, str]
    properties: Mapping[str, Value]


@dataclass
class Graph:
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)

    def labelled(self, label: str) -> list[Node]:
        return [node for node in self.nodes.values() if label in node.labels]


def imported(files: Mapping[str, bytes], command: str) -> Graph:
    """Return what the command makes of the files; AssertionError where it would refuse."""
    said = command.replace("\\\n", " ").split()
    assert said[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    options = [option.partition("=")[::2] for option in said[5:]]
    graph = Graph()
    for option, name in options:
        if option == "--nodes":
            _read_nodes(graph, files[name])
    for option, name in options:
        if option == "--relationships":
            _read_relationships(graph, files[name])
    assert {option for option, _ in options} == {"--nodes", "--relationships"}
    return graph


def _read_nodes(graph: Graph, content: bytes) -> None:
    for special, properties in _rows(content):
        ((space, identifier),) = special["ID"]
        labels = tuple(text for _, text in special["LABEL"])
        assert identifier
        assert labels
        assert (space, identifier) not in graph.nodes, f"{identifier} is there twice"
        graph.nodes[space, identifier] = Node(labels, properties)


def _read_relationships(graph: Graph, content: bytes) -> None:
    for special, properties in _rows(content):
        (start,), (end,), ((_, name),) = (special[key] for key in ("START_ID", "END_ID", "TYPE"))
        assert start in graph.nodes, f"{start} is no node"
        assert end in graph.nodes, f"{end} is no node"
        assert name
        graph.relationships.append(Relationship(name, start, end, properties))


_Row = tuple[Mapping[str, list[tuple[str, str]]], Mapping[str, Value]]


def _rows(content: bytes) -> Iterator[_Row]:
    text = content.decode("utf-8")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    head, *lines = text.removesuffix("\n").split("\n")
    header = [name for name in _fields(head) if name is not None]
    names = [name.partition(":")[0] for name in header]
    assert len({name for name in names if name}) == len([name for name in names if name])
    for line in lines:
        fields = list(_fields(line))
        assert len(fields) == len(header), line
        special: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        properties: dict[str, Value] = {}
        for name, cell in zip(header, fields, strict=True):
            if match := _SPECIAL.fullmatch(name):
                special[match[2]].append((match[3] or "", cell or ""))
                if match[1] and cell:
                    properties[match[1]] = cell
            elif cell is not None:
                key, _, kind = name.partition(":")
                properties[key] = _TYPES[kind or "string"](cell)
        yield special, properties


def _fields(line: str) -> Iterator[str | None]:
    """Yield the fields of one line; None for one without text and quotes."""
    at = 0
    while True:
        match = _FIELD.match(line, at)
        assert match, f"a quote is not closed: {line[at:]}"
        quoted, bare = match[1], match[2]
        yield quoted.replace('""', '"') if quoted is not None else (bare or None)
        if not match[3]:
            return
        at = match.end()
