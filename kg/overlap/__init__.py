"""Which regions share which programs: sets, similarity, groups and the places of a drawing.

Everything starts from pairs (region id, program id), one or more for a program that a region's
plans name. Nothing here depends on chance, on a simulation or on the order of a hash: the same
pairs give the same places and groups, to the last bit, on any machine.
"""

from kg.overlap.clusters import Clusters, clusters
from kg.overlap.places import PROGRAM_SIZE, REGION_SIZE, Point, Size, positions
from kg.overlap.sets import (
    Pair,
    bipartite,
    only,
    program_node,
    rarity,
    region_node,
    shared,
    similarity,
    weighted_similarity,
)

__all__ = [
    "PROGRAM_SIZE",
    "REGION_SIZE",
    "Clusters",
    "Pair",
    "Point",
    "Size",
    "bipartite",
    "clusters",
    "only",
    "positions",
    "program_node",
    "rarity",
    "region_node",
    "shared",
    "similarity",
    "weighted_similarity",
]
