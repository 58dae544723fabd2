"""Chinese education work plans as a knowledge graph.

The package reads a plan, keeps every offset true through its damage, extracts regions, programs,
targets and citations, and writes them as RDF in which each statement leads to its sentence.
Heavy libraries are imported where they are used, so that ``import kg`` costs next to nothing.
"""

__version__ = "0.1.0"
