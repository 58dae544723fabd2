"""An answer in the form that was asked for: a table for the eye, or a form of the W3C."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.graph.terms import PREFIXES
from kg.sparql import Answer, as_table
from kg.tables import as_text

# of the rows of SELECT and the truth of ASK
_RESULTS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
# of the triples of CONSTRUCT and DESCRIBE
_GRAPHS: Mapping[str, Callable[[Iterable[Triple]], bytes]] = {
    "ttl": lambda triples: _sorted(triples, RdfFormat.TURTLE),
    "nt": lambda triples: _sorted(triples, RdfFormat.N_TRIPLES),
}
FORMATS = ("table", *_RESULTS, *_GRAPHS)


def written(answer: Answer, form: str) -> bytes:
    """Return an answer in one of ``FORMATS``, in UTF-8.

    QueryError where the form is not for its kind: rows have no Turtle, triples no CSV.
    """
    if form == "table":
        return as_text(as_table(answer)).encode()
    forms = _GRAPHS if isinstance(answer, QueryTriples) else _RESULTS
    if form not in forms:
        kind = "triples" if isinstance(answer, QueryTriples) else "rows"
        raise QueryError(
            f"{kind} have no form {form}", hint=f"give one of table, {', '.join(forms)}"
        )
    try:
        if isinstance(answer, QueryTriples):
            return _GRAPHS[form](answer)
        return answer.serialize(format=_RESULTS[form]) or b""
    except (ValueError, RuntimeError) as error:  # rows are computed as they are taken
        raise QueryError(f"the query does not work: {error}") from error


def _sorted(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    return serialize(sorted(triples, key=str), format=form, prefixes=dict(PREFIXES)) or b""
