"""SPARQL asked of any engine, the embedded store or a remote one, and what its answers become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import QueryError
from kg.graph.terms import PREFIXES, XSD
from kg.tables import Cell, Table

# XML Schema 1.1, 3.3.3: no exponent, with which a few characters would be read as a billion digits.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LONGEST = 300  # characters of what an engine says; a parser names all it would have liked

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Engine(Protocol):
    """What answers SPARQL; a ``pyoxigraph.Store`` does, and ``kg.endpoint.Endpoint``."""

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Answer:
        """Return the solutions of SELECT, the truth of ASK, the triples of the other forms."""
        ...


def ask(engine: Engine, sparql: str) -> Answer:
    """Return the answer of an engine; QueryError where the query does not parse or is no query."""
    with engine_errors():
        return engine.query(sparql, prefixes=dict(PREFIXES))


@contextmanager
def engine_errors() -> Iterator[None]:
    """Raise QueryError for what an engine says of a query, as it is asked or as rows are taken."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise refused(error) from error


def refused(error: Exception) -> QueryError:
    """Return what an engine says of a query that it refuses, in one line."""
    said = " ".join(str(error).split())
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
    return QueryError(f"the query does not work: {short}")


def select(engine: Engine, sparql: str) -> Table:
    """Answer a SPARQL query with plain values; outside GRAPH it asks the union of all graphs."""
    return as_table(ask(engine, sparql))


def as_table(answer: Answer) -> Table:
    """Return an answer as plain values.

    ASK gives one cell, CONSTRUCT and DESCRIBE sorted rows of subject, predicate and object.
    """
    with engine_errors():
        if isinstance(answer, QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            return Table(columns, tuple(tuple(map(cell, row)) for row in answer))
        if isinstance(answer, QueryTriples):
            triples = {tuple(map(cell, triple)) for triple in answer}
            return Table(("subject", "predicate", "object"), tuple(sorted(triples, key=repr)))
    return Table(("answer",), ((bool(answer),),))


def cell(term: Term | None) -> Cell:
    """Return a term as a plain value: numbers and years as numbers, IRIs and the rest as text.

    >>> cell(Literal("2023", datatype=XSD["gYear"])), cell(Literal("3.5", datatype=XSD["decimal"]))
    (2023, Decimal('3.5'))
    >>> cell(Literal("1E+999999999", datatype=XSD["decimal"]))
    '1E+999999999'
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    kind = term.datatype.value.removeprefix(XSD.base)
    try:
        if kind in ("integer", "gYear"):
            return int(term.value)
        if kind == "decimal" and _DECIMAL.fullmatch(term.value):
            return Decimal(term.value)
    except ValueError:
        return term.value
    return term.value in ("true", "1") if kind == "boolean" else term.value
