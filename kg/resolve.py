"""What people give becomes terms: names become IRIs of a graph, four digits a year."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.graph.terms import encodable
from kg.identifiers import normal_name
from kg.sparql import Engine, select
from kg.tables import Cell

_LIKENESS = (
    0.5  # of two names, from which on a mistyped one is proposed (difflib); chosen, not tuned
)
_YEAR = re.compile("[0-9]{4}")
_SHORTEST_PREFIX = 2  # characters of a region's name that may stand for it: 常州


def region_iri(engine: Engine, value: str) -> NamedNode:
    """Return a region by today's code or name, else a former one, else how its name begins.

    QueryError, as in all functions here, where there is none, or more than one.
    """
    given = value.strip()
    regions = list(select(engine, _REGIONS).records())
    now = {
        row["region"]: row for row in regions if given in (row["region"], row["code"], row["name"])
    }
    once = {row["region"]: row for row in regions if given in (row["code_then"], row["name_then"])}
    begin = {
        row["region"]: row
        for row in regions
        if len(given) >= _SHORTEST_PREFIX and str(row["name"]).startswith(given)
    }
    found = now or once or begin
    names = [f"{row['name']} {row['code']}" for row in found.values()]
    near = difflib.get_close_matches(
        given, sorted({str(row["name"]) for row in regions}), cutoff=_LIKENESS
    )
    hint = f"perhaps {', '.join(near)}" if near else "kg query regions names those with plans"
    return _only(found, "region", value, names, hint)


def program_iri(engine: Engine, value: str) -> NamedNode:
    """Return a program by its IRI or any of its names, the preferred ones first."""
    return _concept(engine, "Program", value)


def indicator_iri(engine: Engine, value: str) -> NamedNode:
    """Return an indicator by its IRI or any of its names, the preferred ones first."""
    return _concept(engine, "Indicator", value)


def year(value: str) -> int:
    """Return a year that is given in four digits; QueryError for all else.

    >>> year("2023")
    2023
    """
    if not _YEAR.fullmatch(value):
        raise QueryError(f"{value!r} is no year", hint="give four digits, as in 2023")
    return int(value)


def _concept(engine: Engine, kind: str, value: str) -> NamedNode:
    """Find a concept by its IRI, its preferred label, else another label, however punctuated."""
    exact = select(engine, _EXACT.format(kind=kind, label=Literal(encodable(value), language="zh")))
    if len(exact.rows) == 1:
        return NamedNode(str(exact.rows[0][0]))
    given = normal_name(value)
    labels = list(select(engine, _LABELS.format(kind=kind)).records())
    same = [row for row in labels if normal_name(str(row["label"])) == given]
    preferred = {row["concept"]: row for row in same if row["preferred"]}
    direct = {row["concept"]: row for row in labels if row["concept"] == value}
    found = direct or preferred or {row["concept"]: row for row in same}
    near = difflib.get_close_matches(value, sorted({str(row["label"]) for row in labels}))
    names = [str(concept) for concept in found]
    return _only(found, kind.lower(), value, names, ", ".join(near) or "no label is near it")


def _only(
    found: Iterable[Cell], kind: str, value: str, names: Iterable[str], hint: str
) -> NamedNode:
    """Return the one IRI of ``found``; QueryError where there is none or more than one."""
    iris = list(found)
    if len(iris) == 1:
        return NamedNode(str(iris[0]))
    if iris:
        raise QueryError(f"{kind} {value!r} is ambiguous", hint=f"say which: {', '.join(names)}")
    raise QueryError(f"the graph has no {kind} {value!r}", hint=hint)


_REGIONS = """
SELECT DISTINCT ?region ?code ?name ?code_then ?name_then WHERE {
  ?region a eduplan:Region ; eduplan:code ?code ; schema:name ?name ; eduplan:designation ?period .
  ?period eduplan:code ?code_then ; schema:name ?name_then .
} ORDER BY ?region ?code_then ?name_then
"""
_EXACT = """
SELECT DISTINCT ?concept WHERE {{ ?concept skos:prefLabel {label} . ?concept a eduplan:{kind} }}
"""
_LABELS = """
SELECT DISTINCT ?concept ?label ?preferred WHERE {{
  ?concept a eduplan:{kind} .
  {{ ?concept skos:prefLabel ?label BIND (true AS ?preferred) }}
  UNION {{ ?concept skos:altLabel ?label BIND (false AS ?preferred) }}
}} ORDER BY ?concept ?label
"""
