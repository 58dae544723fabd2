"""The answer to a query as bytes in the form that is wanted, no longer than is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from kg.answers import RESULTS
from kg.errors import QueryError, RequestError
from kg.export.rdf import triple_key
from kg.export.xml import well_formed
from kg.graph.terms import PREFIXES
from kg.serve.dataset import ask
from kg.serve.federation import refuse_service
from kg.serve.forms import RDF_FORMATS, ROWS, TRIPLES
from kg.serve.limits import LONGEST_ANSWER, MIB
from kg.serve.protocol import Asked
from kg.serve.replies import HTML, Content
from kg.sparql import as_table, engine_errors
from kg.tables import as_excel_csv

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


def answer(store: Store, asked: Asked, base: str, rows: int, language: str) -> Content:
    """Return what a store answers; ``base`` resolves relative IRIs.

    RequestError where a query is wrong, asks for what is off, has no form that is wanted, or more
    than ``rows`` rows or triples.
    """
    refuse_service(asked.query, base)
    try:
        with engine_errors():  # rows are computed as they are taken
            found = ask(store, asked, base)
            if isinstance(found, QueryTriples):
                return _triples(found, asked, rows, language)
            return _rows(found, asked, rows, language)
    except QueryError as error:
        raise RequestError(400, str(error)) from error


def _rows(found: QuerySolutions | QueryBoolean, asked: Asked, most: int, language: str) -> Content:
    form, media_type = asked.wanted.of(ROWS, "rows")
    if isinstance(found, QueryBoolean):
        if form.name == "excel":
            return Content(media_type, as_excel_csv(as_table(found)))
        content = found.serialize(format=RESULTS.get(form.name, QueryResultsFormat.JSON))
        if form.name != "html":
            return Content(media_type, content or b"")
        from kg.serve.answer_page import truth

        return Content(HTML, truth(bool(found), asked, language))
    # A line is a row: TSV writes line ends inside a value as \n.
    tsv = _Bounded(most)
    found.serialize(tsv, format=QueryResultsFormat.TSV)
    if form.name == "tsv":
        return Content(media_type, tsv.getvalue())
    read = parse_query_results(tsv.getvalue(), format=QueryResultsFormat.TSV)
    assert isinstance(read, QuerySolutions)
    if form.name == "html":
        from kg.serve.answer_page import rows as rows_page

        return Content(HTML, rows_page(read, asked, language))
    if form.name == "excel":
        return Content(media_type, as_excel_csv(as_table(read)))
    written = _Bounded()
    read.serialize(written, format=RESULTS[form.name])
    content = written.getvalue()
    return Content(media_type, well_formed(content) if form.name == "xml" else content)


def _triples(found: QueryTriples, asked: Asked, most: int, language: str) -> Content:
    form, media_type = asked.wanted.of(TRIPLES, "triples")
    held: set[Triple] = set()
    for triple in found:
        held.add(triple)
        if len(held) > most:
            raise too_many(most)
    triples = sorted(held, key=triple_key)
    if form.name == "html":
        from kg.serve.answer_page import triples as triples_page

        return Content(HTML, triples_page(triples, asked, language))
    return Content(media_type, written_triples(triples, RDF_FORMATS[form.name]))


def written_triples(
    triples: list[Triple], form: RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Return triples, in the order given, in a form of RDF; RequestError where they are too long.

    ``prefixes`` shorten what they can, where the form has any.
    """
    written = _Bounded()
    plain = form == RdfFormat.N_TRIPLES
    serialize(triples, written, form, prefixes=None if plain else dict(prefixes))
    content = written.getvalue()
    return well_formed(content) if form == RdfFormat.RDF_XML else content


def too_many(most: int) -> RequestError:
    """Return what is said of an answer with more rows than a server gives."""
    return RequestError(
        403,
        f"the answer has more than {most} rows, the limit of this server",
        hint="add LIMIT, or start kg serve with --rows",
    )


class _Bounded(BytesIO):
    """What is written into memory, up to so many lines after the first, and so many bytes."""

    def __init__(self, rows: int = 0) -> None:
        super().__init__()
        self._rows = rows
        self._lines = 0

    def write(self, part: Buffer) -> int:
        """Take a part; RequestError where it is too much."""
        if self._rows:
            self._lines += bytes(part).count(b"\n")
            if self._lines > self._rows + 1:
                raise too_many(self._rows)
        length = super().write(part)
        if self.tell() > LONGEST_ANSWER:
            raise RequestError(
                403,
                f"the answer is longer than {LONGEST_ANSWER // MIB} MiB, the limit of this server",
                hint="add LIMIT, or ask for fewer columns",
            )
        return length
