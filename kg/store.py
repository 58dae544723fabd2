"""The embedded store of a built folder: Oxigraph in ``DIR/store``, and rdflib over it.

Its default graph holds the union of the named graphs, each triple once. Oxigraph's own union on
demand would answer once for every graph that has a triple, and so count wrong.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, parse

from kg.errors import OutputError, StoreError
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_NAME = "store"
_ASIDE = ".store-before"  # the old store, for the moment in which the new one takes its place


def write(quads: Iterable[Quad], folder: Path) -> None:
    """Build the store of ``folder`` anew.

    It is built beside the old one and then put in its place, so that a build that fails or is
    killed leaves the old store, whole. OutputError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".store-new-") as beside:
            fresh = Path(beside) / _NAME
            _fill(fresh, quads)
            _swap(fresh, folder)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}", where=str(folder)
        ) from error


def with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads of named graphs, and their triples once more for the default graph."""
    triples: set[Triple] = set()
    for quad in quads:
        triples.add(quad.triple)
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object)


def _fill(path: Path, quads: Iterable[Quad]) -> None:
    store = Store(str(path))
    store.bulk_extend(with_union(quads))
    store.optimize()
    store.flush()


def _swap(fresh: Path, folder: Path) -> None:
    """Put ``fresh`` in the place of the folder's store; the old one stays until it is there."""
    current, aside = folder / _NAME, folder / _ASIDE
    if current.exists():
        shutil.rmtree(aside, ignore_errors=True)
        current.rename(aside)
    try:
        fresh.rename(current)
    except OSError:
        if aside.exists():
            aside.rename(current)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def open_read_only(folder: Path) -> Store:
    """Return the store of a built folder, closed to changes; StoreError where it has none."""
    places = (folder / _NAME, folder / _ASIDE)
    path = next((place for place in places if (place / "CURRENT").is_file()), None)
    if path is None:
        raise StoreError(
            "no graph has been built here",
            where=str(folder),
            hint=f"build one with: kg build PATH... --out {folder}",
        )
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(
            f"the store cannot be opened: {error}", where=str(path), hint="build it again"
        ) from error


def open_graph(path: Path) -> Store:
    """Return the store of a built folder, or one in memory of what an RDF file holds.

    Of a file with named graphs the default graph becomes their union, as in a built folder.
    StoreError where there is no store, or the file cannot be read.
    """
    if not path.is_file():
        return open_read_only(path)
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise StoreError(
            "is no RDF file", where=str(path), hint="name it .ttl, .trig, .nt, .nq, .jsonld or .rdf"
        )
    held = Store()
    try:
        held.bulk_extend(with_union(parse(path=str(path), format=form)))
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"cannot be read: {error}", where=str(path)) from error
    return held


def dataset(folder: Path) -> Dataset:
    """Return the graph of a built folder as an rdflib Dataset over the store, closed to changes.

    Its default graph holds the union of the named graphs.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    opened = Dataset(store=OxigraphStore(store=open_read_only(folder)))
    for prefix, namespace in PREFIXES.items():
        opened.bind(prefix, namespace)
    return opened
