"""The graph as JSON-LD, read back with rdflib and Oxigraph; its context beside the ontology."""

from __future__ import annotations
