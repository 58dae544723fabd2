"""Groups of regions with like programs, and the order in which a matrix of both shows blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.overlap.sets import Pair, bits, jaccard, rarity

_SEED = 1  # any will do; with one the clusters are the same each time


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of region ids and, at the same index, the ids of the programs that are theirs.

    Each region and each program stands in one group; a group may have no program. The most regions
    come first. Inside a group regions follow one another by likeness, from the one with most ties;
    of programs what has most ties comes first, and among as many each follows the one most like it.
    """

    regions: tuple[tuple[str, ...], ...]
    programs: tuple[tuple[str, ...], ...]


def clusters(pairs: Iterable[Pair], regions: Iterable[str] = ()) -> Clusters:
    """Return the groups of all regions of ``pairs``, and of ``regions``, and of all programs.

    Groups of regions are the communities that the Louvain method finds in the bipartite graph with
    ties weighted by rarity (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008). A program
    joins the group where it has the greatest product of two numbers: the group's regions that have
    it, and their share of the group. Regions without a program are one group, the last.

    >>> found = clusters([("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"), ("e", "y")], ["f"])
    >>> found.regions, found.programs
    ((('c', 'd', 'e'), ('a', 'b'), ('f',)), (('y',), ('x',), ()))
    """
    distinct = sorted(set(pairs))
    own = bits(distinct)
    lonely = sorted(set(regions) - own.keys())
    groups = sorted(_communities(distinct), key=lambda group: (-len(group), group))
    programs = _programs_of(distinct, groups)
    owners = bits((program, region) for region, program in distinct)
    return Clusters(
        (*(_likeness(group, own) for group in groups), *([tuple(lonely)] if lonely else [])),
        (*(_chain(group, owners) for group in programs), *([()] if lonely else [])),
    )


def _communities(distinct: list[Pair]) -> list[list[str]]:
    """Return the communities of regions, each sorted.

    Nodes are whole numbers, because their order in a set is the same in each process.
    """
    from networkx import Graph
    from networkx.algorithms.community import louvain_communities

    if not distinct:
        return []
    weights = rarity(distinct)
    regions = sorted({region for region, _ in distinct})
    number = {name: index for index, name in enumerate(regions)}
    programs = {name: len(regions) + index for index, name in enumerate(sorted(weights))}
    graph: Graph[int] = Graph()
    graph.add_nodes_from(range(len(regions) + len(programs)))
    graph.add_weighted_edges_from(
        (number[region], programs[program], weights[program]) for region, program in distinct
    )
    found = louvain_communities(graph, weight="weight", seed=_SEED)
    groups = [[regions[node] for node in sorted(group) if node < len(regions)] for group in found]
    return [group for group in groups if group]


def _programs_of(distinct: list[Pair], groups: list[list[str]]) -> list[list[str]]:
    """Return the programs of each group, sorted."""
    group_of = {region: index for index, group in enumerate(groups) for region in group}
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for region, program in distinct:
        counts[program][group_of[region]] += 1
    found: list[list[str]] = [[] for _ in groups]
    for program, count in sorted(counts.items()):
        best = max(count, key=lambda index: (count[index] ** 2 / len(groups[index]), -index))
        found[best].append(program)
    return found


def _likeness(names: Iterable[str], own: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names, that with most bits first, then always the one most like the last."""
    left = sorted(names, key=lambda name: (-own[name].bit_count(), name))
    order = [left.pop(0)]
    while left:
        last = own[order[-1]]
        best = max(range(len(left)), key=lambda index: jaccard(last, own[left[index]]))
        order.append(left.pop(best))
    return tuple(order)


def _chain(names: Iterable[str], own: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names with most bits first; among as many, each after the one most like it."""
    by_count: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(names):
        by_count[own[name].bit_count()][own[name]].append(name)
    order: list[str] = []
    last = 0
    for _, alike in sorted(by_count.items(), reverse=True):
        left = dict(alike)  # sets that are the same stand together
        while left:
            last = max(left, key=lambda bits: jaccard(last, bits))
            order += left.pop(last)
    return tuple(order)
