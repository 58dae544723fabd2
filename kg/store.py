"""The embedded store of a built folder: Oxigraph in ``DIR/store``, and rdflib over it.

Its default graph holds the union of the named graphs, each triple once. Oxigraph's own union on
demand would answer once for every graph that has a triple, and so count wrong.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import OutputError, StoreError
from kg.files import reason, refuse_link, settle
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_NAME = "store"
_CURRENT = "CURRENT"  # the file by which Oxigraph knows a store
_ASIDE = ".store-before"  # the old store, for the moment in which the new one takes its place
_BESIDE = ".store-new-"
_GENERATION = "kg-generation"  # a file in the store's folder, which Oxigraph leaves alone


def write(quads: Iterable[Quad], folder: Path) -> None:
    """Build the store of ``folder`` anew; OutputError where the folder cannot be written."""
    with renewed(folder) as beside:
        store = open_to_write(beside)
        store.bulk_extend(with_union(quads))
        store.optimize()
        store.flush()


@contextmanager
def renewed(folder: Path, *, copied: bool = False) -> Iterator[Path]:
    """Give a folder beside that of the store to fill a new one in, which then takes its place.

    It begins empty, or ``copied`` as what stands there, which takes no time and no room, for files
    of a store are never changed and so are shared. Where the block fails or is killed the old store
    stays, whole. OutputError where the folder cannot be written, or has a ``store`` of its own that
    was not built here and would be lost.
    """
    try:
        _refuse_other(folder / _NAME)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=_BESIDE) as name:
            beside = Path(name)
            if copied:
                open_read_only(folder).backup(str(beside / _NAME))
            else:
                (beside / _NAME).mkdir()
            (beside / _NAME / _GENERATION).write_text(uuid.uuid4().hex, "ascii")
            yield beside
            _swap(beside / _NAME, folder)
    except OSError as error:
        raise OutputError(f"cannot be written: {reason(error)}", where=str(folder)) from error


def drop_beside(folder: Path) -> None:
    """Drop what a build that was killed has left beside the store of a folder."""
    left = list(folder.glob(f"{_BESIDE}*"))
    if (folder / _NAME / _CURRENT).is_file():
        left.append(folder / _ASIDE)
    for path in left:
        _remove(path)


def generation(folder: Path) -> str:
    """Return the name of the store of a folder, another one for each build; empty without one."""
    place = _place(folder)
    try:
        return (place / _GENERATION).read_text("ascii") if place else ""
    except (OSError, UnicodeDecodeError):
        return ""


def open_to_write(folder: Path) -> Store:
    """Return the store of a folder that ``renewed`` gave, open to changes."""
    return Store(str(folder / _NAME))


def drop(store: Store, graph: NamedNode) -> None:
    """Take a named graph out of a store, and out of the union what only it held."""
    replace(store, graph, ())
    store.remove_graph(graph)


def replace(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Let a named graph hold these quads and no other, and the union what it then has to."""
    wanted, held = set(quads), set(store.quads_for_pattern(None, None, None, graph))
    for quad in held - wanted:
        store.remove(quad)
        triple = quad.triple
        others = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if all(isinstance(other.graph_name, DefaultGraph) for other in others):
            store.remove(Quad(triple.subject, triple.predicate, triple.object))
    store.bulk_extend(with_union(wanted - held))


def with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads of named graphs, and their triples once more for the default graph."""
    for quad in quads:
        yield Quad(quad.subject, quad.predicate, quad.object)
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad


def _swap(fresh: Path, folder: Path) -> None:
    """Put ``fresh`` in the place of the folder's store; the old one stays until it is there."""
    current, aside = folder / _NAME, folder / _ASIDE
    if current.exists():
        _remove(aside)
        current.rename(aside)
    try:
        fresh.rename(current)
        settle(folder)
    except OSError:
        if aside.exists() and not current.exists():
            aside.rename(current)
        raise
    _remove(aside)


def _remove(path: Path) -> None:
    """Remove a folder; of a link the link alone."""
    if path.is_symlink():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _refuse_other(current: Path) -> None:
    """Raise OutputError where something stands in the place of a store that is none of ours."""
    refuse_link(current)
    empty = current.is_dir() and not any(current.iterdir())
    ours = empty or not current.exists() or (current / _GENERATION).is_file()
    if not ours:
        raise OutputError(
            "is not of a build and would be lost",
            where=str(current),
            hint="move it away, or build into another folder",
        )


def open_read_only(folder: Path) -> Store:
    """Return the store of a built folder, closed to changes; StoreError where it has none."""
    path = _place(folder)
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


def _place(folder: Path) -> Path | None:
    """Return where the store of a folder lies, also when a build was killed as it put it there."""
    places = (folder / _NAME, folder / _ASIDE)
    return next((place for place in places if (place / _CURRENT).is_file()), None)


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
        if form == RdfFormat.RDF_XML:
            _refuse_endless(path)
        held.bulk_extend(with_union(parse(path=str(path), format=form)))
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"cannot be read: {error}", where=str(path)) from error
    return held


def _refuse_endless(path: Path) -> None:
    """Raise SyntaxError where XML grows without measure by its entities, or nests too deeply.

    Oxigraph takes memory and time for it until the system ends the process.
    """
    from lxml.etree import iterparse

    for _, element in iterparse(path, load_dtd=False, no_network=True, huge_tree=False):
        element.clear()


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
