"""An answer in the form that was asked for: for the eye, for Excel, or a form of the W3C.

The W3C's forms have every value as it is, also where a spreadsheet would take a text for a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Quad, QueryResultsFormat, QueryTriples, Store

from kg.errors import QueryError
from kg.export.jsonld import jsonld
from kg.export.rdf import ntriples, turtle
from kg.export.xml import well_formed
from kg.sparql import Answer, as_table, engine_errors
from kg.tables import Table, as_excel_csv, as_text

# of any answer
_TABLES: Mapping[str, Callable[[Table], bytes]] = {
    "table": lambda table: as_text(table).encode(),
    "excel": as_excel_csv,
}
# of the rows of SELECT and the truth of ASK
RESULTS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
# of the triples of CONSTRUCT and DESCRIBE
_GRAPHS: Mapping[str, Callable[[Store], bytes]] = {"ttl": turtle, "nt": ntriples, "jsonld": jsonld}
FORMATS = (*_TABLES, *RESULTS, *_GRAPHS)


def written(answer: Answer, form: str) -> bytes:
    """Return an answer in one of ``FORMATS``, in UTF-8.

    QueryError where the form is not for its kind: rows have no Turtle, triples no CSV.
    """
    if form in _TABLES:
        return _TABLES[form](as_table(answer))
    forms = _GRAPHS if isinstance(answer, QueryTriples) else RESULTS
    if form not in forms:
        kind = "triples" if isinstance(answer, QueryTriples) else "rows"
        raise QueryError(
            f"{kind} have no form {form}",
            hint=f"give one of {', '.join(_TABLES)}, {', '.join(forms)}",
        )
    with engine_errors():
        if isinstance(answer, QueryTriples):
            return _GRAPHS[form](_held(answer))
        content = answer.serialize(format=RESULTS[form]) or b""
        return well_formed(content) if form == "xml" else content


def _held(triples: QueryTriples) -> Store:
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return store
