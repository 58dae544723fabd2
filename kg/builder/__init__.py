"""The one place that chains reading, linking, graph, store and files; see ``chain``."""

from kg.builder.chain import Built, build
from kg.builder.document import Failure, extract_source
from kg.builder.extract import facts
from kg.builder.outputs import PAGE, write_page
from kg.builder.rules import Rules
from kg.builder.workers import Means

__all__ = [
    "PAGE",
    "Built",
    "Failure",
    "Means",
    "Rules",
    "build",
    "extract_source",
    "facts",
    "write_page",
]
