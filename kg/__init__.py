"""Chinese education work plans as a knowledge graph.

The package reads a plan, keeps every offset true through its damage, extracts regions, programs,
targets and citations, and writes them as RDF in which each statement leads to its sentence.
``kg.api`` explains the functions that a notebook needs; heavy libraries are imported where they are
used, so that ``import kg`` costs next to nothing.
"""

from kg.api import ask, build, extract, open, overlap_graph, programs, read, targets  # noqa: A004
from kg.version import __version__

__all__ = [
    "__version__",
    "ask",
    "build",
    "extract",
    "open",
    "overlap_graph",
    "programs",
    "read",
    "targets",
]
