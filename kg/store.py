"""The embedded store of a built folder: Oxigraph in ``DIR/store``, and rdflib over it.

Its default graph holds the union of the named graphs, each triple once. Oxigraph's own union on
demand would answer once for every graph that has a triple, and so count wrong.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.errors import OutputError, QueryError, StoreError
from kg.graph.terms import PREFIXES, XSD
from kg.tables import Cell, Table

if TYPE_CHECKING:
    from rdflib import Dataset

_NAME = "store"
_ASIDE = ".store-before"  # the old store, for the moment in which the new one takes its place

Term = NamedNode | BlankNode | Literal | Triple


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


def select(store: Store, sparql: str, bindings: Mapping[str, Term] | None = None) -> Table:
    """Answer a SPARQL query with plain values; outside GRAPH it asks the union of all graphs.

    ``bindings`` are terms for variables. ASK gives one cell, CONSTRUCT and DESCRIBE sorted rows of
    subject, predicate and object. QueryError where the query does not parse or is no query.
    """
    try:
        answer = store.query(
            sparql,
            prefixes=dict(PREFIXES),
            substitutions={Variable(name): term for name, term in (bindings or {}).items()},
        )
        if isinstance(answer, QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            return Table(columns, tuple(tuple(map(cell, row)) for row in answer))
        if isinstance(answer, QueryTriples):
            triples = {tuple(map(cell, triple)) for triple in answer}
            return Table(("subject", "predicate", "object"), tuple(sorted(triples, key=repr)))
        return Table(("answer",), ((bool(answer),),))
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query does not work: {error}") from error


def cell(term: Term | None) -> Cell:
    """Return a term as a plain value: numbers and years as numbers, IRIs and the rest as text.

    >>> cell(Literal("2023", datatype=XSD["gYear"])), cell(Literal("3.5", datatype=XSD["decimal"]))
    (2023, Decimal('3.5'))
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    kind = term.datatype.value.removeprefix(XSD.base)
    try:
        if kind in ("integer", "gYear"):
            return int(term.value)
        if kind == "decimal":
            return Decimal(term.value)
    except (ValueError, InvalidOperation):
        return term.value
    return term.value in ("true", "1") if kind == "boolean" else term.value
