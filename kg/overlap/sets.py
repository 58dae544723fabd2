"""Programs of regions: the graph of both, rarity, sets as bits and how like two of them are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import Graph

Pair = tuple[str, str]


def region_node(region: str) -> str:
    """Return the name of a region's node in the graph and in the drawing."""
    return f"region:{region}"


def program_node(program: str) -> str:
    """Return the name of a program's node in the graph and in the drawing."""
    return f"program:{program}"


def bipartite(pairs: Iterable[Pair], regions: Iterable[str] = ()) -> Graph[str]:
    """Return the graph of regions and programs with an edge where a region has a program.

    Nodes carry ``kind`` (``region`` or ``program``) and ``id``; ``regions`` adds some that may have
    no program. The order of nodes and edges is sorted, whatever the order of the input.

    >>> graph = bipartite([("320400", "双减"), ("421200", "双减")])
    >>> sorted(graph)
    ['program:双减', 'region:320400', 'region:421200']
    """
    from networkx import Graph

    distinct = sorted(set(pairs))
    graph: Graph[str] = Graph()
    for region in sorted({pair[0] for pair in distinct} | set(regions)):
        graph.add_node(region_node(region), kind="region", id=region)
    for program in sorted({pair[1] for pair in distinct}):
        graph.add_node(program_node(program), kind="program", id=program)
    graph.add_edges_from(
        (region_node(region), program_node(program)) for region, program in distinct
    )
    return graph


def rarity(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return the weight of each program, the greater, the fewer regions have it.

    It is ln(1 + regions / regions with the program), rounded to four decimals: the inverse document
    frequency of text retrieval, with regions for documents. What all regions have weighs 0.6931.

    >>> rarity([("a", "x"), ("b", "x"), ("a", "y")])
    {'x': 0.6931, 'y': 1.0986}
    """
    distinct = set(pairs)
    regions = len({region for region, _ in distinct})
    owners = Counter(program for _, program in distinct)
    return {name: round(math.log(1 + regions / owners[name]), 4) for name in sorted(owners)}


def bits(pairs: Iterable[Pair]) -> dict[str, int]:
    """Return the programs of each region as a whole number: bit n is the n-th program, sorted.

    >>> bits([("a", "x"), ("a", "y"), ("b", "y")])
    {'a': 3, 'b': 2}
    """
    distinct = sorted(set(pairs))
    bit = {name: 1 << index for index, name in enumerate(sorted({name for _, name in distinct}))}
    found: defaultdict[str, int] = defaultdict(int)
    for region, program in distinct:
        found[region] |= bit[program]
    return dict(found)


def jaccard(one: int, other: int) -> float:
    """Return the Jaccard similarity of two sets given as bits; 0 where both are empty.

    >>> jaccard(0b011, 0b010)
    0.5
    """
    union = (one | other).bit_count()
    return (one & other).bit_count() / union if union else 0.0
