"""The page of queries: the named ones with a form each, and a box for SPARQL of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Store

from kg import query
from kg.errors import QueryError, RequestError
from kg.graph.terms import PREFIXES
from kg.serve.answering import answer
from kg.serve.forms import Wanted
from kg.serve.html import page
from kg.serve.protocol import Asked
from kg.serve.replies import HTML, Content
from kg.sparql import select

PATH = "/query"
_MOST = 2000  # names that a field proposes; there are some 3,200 counties and cities
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PROPOSED = {
    "region": "SELECT DISTINCT ?name { ?plan a eduplan:Plan ; dct:spatial/schema:name ?name }",
    "program": "SELECT DISTINCT ?name { ?mention a eduplan:Mention ; eduplan:program/skos:prefLabel"
    ' ?name FILTER (LANG(?name) = "zh") }',
    "indicator": "SELECT DISTINCT ?name { ?target a eduplan:Target ; "
    'eduplan:indicator/skos:prefLabel ?name FILTER (LANG(?name) = "zh") }',
    "year": "SELECT DISTINCT ?name { ?plan a eduplan:Plan ; eduplan:year ?name }",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form asks for it; ``proposed`` is the list of names it may have."""

    name: str
    label: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A named query as the page offers it."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    text: str


@cache
def offered_queries() -> tuple[query.NamedQuery, ...]:
    """Return the named queries, read once."""
    return query.named_queries()


def queries(store: Store, text: str, language: str) -> Content:
    """Return the page; ``text`` stands in the box for SPARQL."""
    proposed = {
        kind: [str(row[0]) for row in select(store, f"{asked} ORDER BY ?name LIMIT {_MOST}").rows]
        for kind, asked in _PROPOSED.items()
    }
    body = page(
        "queries",
        language,
        PATH,
        text=text or _FIRST,
        offered=[_offered(one, language) for one in offered_queries()],
        proposed=proposed,
        prefixes=PREFIXES,
    )
    return Content(HTML, body)


def named(
    store: Store,
    name: str,
    given: tuple[tuple[str, str], ...],
    wanted: Wanted,
    base: str,
    rows: int,
    language: str,
) -> Content:
    """Return the answer to the query ``name`` with the parameters that are given.

    RequestError where there is no such query, or a parameter is missing or wrong.
    """
    try:
        one = query.find(name)
        text = query.sparql(store, one, dict(given))
    except QueryError as error:
        raise RequestError(400, str(error)) from error
    title = " · ".join([_offered(one, language).title, *(value for _, value in given)])
    return answer(store, Asked(text, wanted, title=title), base, rows, language)


def _offered(one: query.NamedQuery, language: str) -> Offered:
    chinese = language == "zh"
    return Offered(
        one.name,
        one.title_zh if chinese else one.title_en,
        one.description_zh if chinese else one.description_en,
        tuple(
            Field(
                parameter.name,
                _label(parameter.description, chinese),
                parameter.type if parameter.type in _PROPOSED else "",
            )
            for parameter in one.parameters
        ),
        one.text,
    )


def _label(description: str, chinese: bool) -> str:
    """Return the words of a parameter in a language: English stands first, Chinese behind it.

    >>> _label("the year, four digits 年份", True), _label("the year, four digits 年份", False)
    ('年份', 'the year, four digits')
    """
    match = _HAN.search(description)
    at = match.start() if match else len(description)
    parts = description[at:].strip(), description[:at].strip()
    return parts[not chinese] or description


_FIRST = """SELECT ?plan ?title ?region WHERE {
  ?plan a eduplan:Plan ; dct:title ?title .
  OPTIONAL { ?plan dct:spatial/schema:name ?region }
}
ORDER BY ?title
LIMIT 100
"""
