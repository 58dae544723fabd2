"""What two regions share and what one has alone: sets of programs, rarity and similarity."""

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


def shared(pairs: Iterable[Pair], regions: Iterable[str]) -> tuple[str, ...]:
    """Return the programs that each of ``regions`` has, sorted; none where no region is named.

    >>> pairs = [("常州", "双减"), ("咸宁", "双减"), ("常州", "教联体")]
    >>> shared(pairs, ["常州", "咸宁"])
    ('双减',)
    """
    programs = _programs(pairs)
    chosen = [programs.get(region, frozenset()) for region in regions]
    return tuple(sorted(frozenset.intersection(*chosen))) if chosen else ()


def only(pairs: Iterable[Pair], region: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the programs that ``region`` has and none of ``others``, sorted.

    >>> pairs = [("常州", "双减"), ("咸宁", "双减"), ("常州", "教联体")]
    >>> only(pairs, "常州", ["咸宁"])
    ('教联体',)
    """
    programs = _programs(pairs)
    elsewhere = frozenset[str]().union(
        *(programs.get(other, frozenset()) for other in others if other != region)
    )
    return tuple(sorted(programs.get(region, frozenset()) - elsewhere))


def similarity(pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the Jaccard similarity (0 to 1) of each two regions, keys sorted, smaller id first.

    >>> similarity([("a", "x"), ("a", "y"), ("b", "y"), ("c", "z")])
    {('a', 'b'): 0.5, ('a', 'c'): 0.0, ('b', 'c'): 0.0}
    """
    found = bits(pairs)
    names = sorted(found)
    return {
        (one, other): jaccard(found[one], found[other])
        for index, one in enumerate(names)
        for other in names[index + 1 :]
    }


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


def weighted_similarity(pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the weighted Jaccard similarity (0 to 1) of each two regions, keys as ``similarity``.

    A program counts with its rarity, so that two regions are alike by what few others have.

    >>> weighted_similarity([("a", "x"), ("b", "x"), ("a", "y")])
    {('a', 'b'): 0.3868}
    """
    pairs = list(pairs)
    units = {name: round(weight * 10_000) for name, weight in rarity(pairs).items()}
    programs = _programs(pairs)
    total = {region: sum(units[name] for name in own) for region, own in programs.items()}
    names = sorted(programs)
    found = {}
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            both = sum(units[name] for name in programs[one] & programs[other])
            found[one, other] = round(both / (total[one] + total[other] - both), 4)
    return found


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


def _programs(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for region, program in pairs:
        found[region].add(program)
    return {region: frozenset(programs) for region, programs in found.items()}
