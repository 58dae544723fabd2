"""As large a graph as one asks for, of made documents, read as a build reads them.

It comes as N-Quads a batch, for the bulk loader; nothing of it is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg import resources
from kg.builder import Rules, extract_source
from kg.graph import VOCABULARIES, Run, document_quads, reference_quads, used_regions
from kg.identifiers import digest
from kg.records import Source
from kg.regions import table
from kg.sparql import select
from kg.store import open_read_only, open_to_write, renewed
from kg.version import __version__
from tests.bench.bases import bases
from tests.bench.corpus import Made, made

_BATCH = 64  # documents, some 200,000 triples
_EVERY = 10**9


def nquads(triples: int, jobs: int, corpus: Sequence[Path] = ()) -> Iterator[bytes]:
    """Yield N-Quads until the documents have ``triples``, and then what they refer to.

    As in a built store, each triple is in its own graph and in the default graph.
    """
    used: set[str] = set()
    count = 0
    documents = made(bases([resources.seeds(), *corpus]), _EVERY)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while count < triples:
            graphs = []
            for graph, held, regions in pool.map(_graph, islice(documents, _BATCH)):
                graphs.append(graph)
                count += held
                used |= regions
                if count >= triples:
                    break
            yield b"".join(graphs)
    files = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    yield _lines(reference_quads(files, table(), used))


def load(batches: Iterator[bytes], folder: Path) -> int:
    """Load the batches into the store of a built folder; return how many triples it has."""
    with renewed(folder) as beside:
        store = open_to_write(beside)
        for batch in batches:
            store.bulk_load(batch, RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    (row,) = select(open_read_only(folder), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records()
    return int(str(row["n"]))


def _graph(document: Made) -> tuple[bytes, int, set[str]]:
    """Return the graph of a document, how many triples it has and which regions it names."""
    source = Source(
        document.name, digest(document.text.encode()), "text/plain", "utf-8", document.text
    )
    quads = document_quads(extract_source(source), Run(__version__, Rules().digest))
    return _lines(quads), len(quads), set(used_regions(quads))


def _lines(quads: Sequence[Quad]) -> bytes:
    named = serialize(quads, format=RdfFormat.N_QUADS) or b""
    union = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return named + union
