"""The answer to a query as a page: a table with links, and the forms in which it can be had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import QuerySolutions, Triple

from kg.serve.forms import ROWS, TRIPLES, Form
from kg.serve.html import page
from kg.serve.protocol import AS, Asked
from kg.serve.replies import HTML
from kg.serve.shown import Shown, shown
from kg.serve.wording import word

_MOST = 1000  # rows of a page; the downloads have all

Row = Sequence[Shown]


def rows(found: QuerySolutions, asked: Asked, language: str) -> bytes:
    """Return the page of rows."""
    columns = [variable.value for variable in found.variables]
    listed = [[shown(term) for term in row] for row in islice(found, _MOST)]
    count = len(listed) + sum(1 for _ in found)
    said = word("answer.rows" if count else "answer.none", language, n=count)
    return _page(asked, language, ROWS, said, columns, listed, count)


def truth(found: bool, asked: Asked, language: str) -> bytes:
    """Return the page of yes or no."""
    return _page(asked, language, ROWS, word("answer.yes" if found else "answer.no", language))


def triples(found: Sequence[Triple], asked: Asked, language: str) -> bytes:
    """Return the page of statements."""
    said = word("answer.triples" if found else "answer.none", language, n=len(found))
    columns = _columns(language)
    return _page(asked, language, TRIPLES, said, columns, _rows(found[:_MOST]), len(found))


def description(found: Sequence[Triple], language: str) -> bytes:
    """Return the page of the service."""
    return page(
        "service",
        language,
        f"/sparql?{AS}=html",
        columns=_columns(language),
        rows=_rows(found),
        downloads=[(form.name, f"/sparql?{AS}={form.name}") for form in _data(TRIPLES)],
    )


def _page(
    asked: Asked,
    language: str,
    forms: tuple[Form, ...],
    said: str,
    columns: Sequence[str] = (),
    rows: Sequence[Row] = (),
    count: int = 0,
) -> bytes:
    return page(
        "answer",
        language,
        _address(asked, "html"),
        title=asked.title or word("answer.title", language),
        said=said,
        columns=columns,
        rows=rows,
        count=count,
        query=asked.query,
        change=f"/query?{urlencode({'query': asked.query})}",
        downloads=[(form.name, _address(asked, form.name)) for form in _data(forms)],
    )


def _address(asked: Asked, form: str) -> str:
    """Return where an answer is had in a form by a link alone."""
    fields = [("query", asked.query)]
    fields += [("default-graph-uri", name) for name in asked.default_graphs]
    fields += [("named-graph-uri", name) for name in asked.named_graphs]
    return f"/sparql?{urlencode([*fields, (AS, form)])}"


def _data(forms: Iterable[Form]) -> list[Form]:
    return [form for form in forms if form.media_types != (HTML,)]


def _columns(language: str) -> list[str]:
    return [word(f"triples.{name}", language) for name in ("subject", "predicate", "object")]


def _rows(found: Iterable[Triple]) -> list[Row]:
    return [[shown(term) for term in triple] for triple in found]
