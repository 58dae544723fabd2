"""Which regions share which programs: rarity, groups and the places of a drawing.

Everything starts from pairs (region id, program id), one or more for a program that a region's
plans name. Nothing here depends on chance, on a simulation or on the order of a hash: the same
pairs give the same places and groups, to the last bit, on any machine.
"""

from kg.overlap.clusters import Clusters, clusters
from kg.overlap.places import Size, positions
from kg.overlap.sets import Pair, bipartite, program_node, rarity, region_node

__all__ = [
    "Clusters",
    "Pair",
    "Size",
    "bipartite",
    "clusters",
    "positions",
    "program_node",
    "rarity",
    "region_node",
]
