"""The named queries: files of ``ontology/queries`` with a title, a description and parameters.

The head of a query file says, in comment lines::

    # title@en: What two regions share
    # title@zh: 两地共有的项目
    # description@en: ...
    # description@zh: ...
    # param region_a region a region, by code or name

and where a parameter is bound its body says ``VALUES ?region_a { UNDEF }``. So a file is a whole
query for any engine, which answers it for all regions; with a value, the term takes the place of
UNDEF. Terms are written as SPARQL writes data, never pasted as text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import resources
from kg.errors import QueryError
from kg.graph.terms import XSD, encodable, number
from kg.resolve import indicator_iri, program_iri, region_iri, year
from kg.sparql import Answer, Engine, as_table, ask
from kg.tables import Table

_TEXT = re.compile(r"#\s*(title|description)@(zh|en):\s*(\S.*)")
_PARAMETER = re.compile(r"#\s*param\s+(\w+)\s+(\w+)\s+(\S.*)")
_UNBOUND = re.compile(r"VALUES\s+[?$](\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that must be given: its type says how its value is read."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SPARQL query with its name, what it answers, in two languages, and what it asks for."""

    name: str
    text: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    parameters: tuple[Parameter, ...]


def named_queries() -> tuple[NamedQuery, ...]:
    """Return the project's queries by name; QueryError where the head of one is not complete."""
    files = sorted((resources.ontology() / "queries").glob("*.rq"), key=lambda file: file.stem)
    return tuple(parse(file.stem, file.read_text("utf-8"), complete=True) for file in files)


def find(name: str) -> NamedQuery:
    """Return the query ``name``; QueryError, with the nearest names, where there is none."""
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        near = difflib.get_close_matches(name, queries)
        hint = f"perhaps {', '.join(near)}" if near else "kg query --list names them"
        raise QueryError(f"no query {name!r}", hint=hint)
    return queries[name]


def read(path: Path) -> NamedQuery:
    """Return the query in a file of the user's; its head may be empty."""
    try:
        return parse(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot be read: {error}", where=str(path)) from error


def parse(name: str, text: str, *, complete: bool = False) -> NamedQuery:
    r"""Return the query of ``text``; with ``complete``, QueryError unless its head is too.

    >>> text = "# title@en: Plans\n# param y year a year\nSELECT * { VALUES ?y { UNDEF } }"
    >>> query = parse("q", text)
    >>> query.title_en, query.parameters
    ('Plans', (Parameter(name='y', type='year', description='a year'),))
    """
    texts: dict[tuple[str, str], str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if match := _TEXT.match(line):
            texts[match[1], match[2]] = match[3].strip()
        elif match := _PARAMETER.match(line):
            parameters.append(Parameter(match[1], match[2], match[3].strip()))
    places = {match[1] for match in _UNBOUND.finditer(text)}
    for parameter in parameters:
        if parameter.name not in places:
            raise QueryError(
                f"nothing says where parameter {parameter.name} is bound",
                where=name,
                hint=f"write VALUES ?{parameter.name} {{ UNDEF }} there",
            )
        if parameter.type not in _READERS:
            raise QueryError(
                f"parameter {parameter.name} has the unknown type {parameter.type}",
                where=name,
                hint=f"the types are {', '.join(sorted(_READERS))}",
            )
    keys = [(field, language) for field in ("title", "description") for language in ("zh", "en")]
    missing = [f"{field}@{language}" for field, language in keys if (field, language) not in texts]
    if complete and missing:
        raise QueryError(f"the head lacks {', '.join(missing)}", where=name)
    title_zh, title_en, description_zh, description_en = (texts.get(key, "") for key in keys)
    return NamedQuery(
        name, text, title_zh, title_en, description_zh, description_en, tuple(parameters)
    )


def run(engine: Engine, query: NamedQuery, parameters: Mapping[str, str]) -> Table:
    """Answer ``query`` as a table of plain values; parameters and errors as in ``answer``."""
    return as_table(answer(engine, query, parameters))


def answer(engine: Engine, query: NamedQuery, parameters: Mapping[str, str]) -> Answer:
    """Answer ``query`` with its parameters, each given as text; errors as in ``sparql``."""
    return ask(engine, sparql(engine, query, parameters))


def sparql(engine: Engine, query: NamedQuery, parameters: Mapping[str, str]) -> str:
    """Return the SPARQL that answers ``query``, its parameters read with the names of a graph.

    QueryError where one is missing, is none of the query's, or has a value that its type does not
    allow or that the graph does not know.
    """
    wanted = {parameter.name: parameter for parameter in query.parameters}
    described = "; ".join(f"{item.name}: {item.description}" for item in query.parameters)
    unknown = sorted(set(parameters) - set(wanted))
    if unknown:
        hint = f"it has {described}" if wanted else "it has none"
        raise QueryError(f"no parameter {', '.join(unknown)}", where=query.name, hint=hint)
    missing = [name for name in wanted if name not in parameters]
    if missing:
        raise QueryError(
            f"parameter {', '.join(missing)} is missing", where=query.name, hint=described
        )
    terms = {name: _READERS[wanted[name].type](engine, value) for name, value in parameters.items()}
    return bound(query, terms)


def bound(query: NamedQuery, terms: Mapping[str, NamedNode | Literal]) -> str:
    r"""Return the SPARQL of ``query`` with terms for its parameters.

    >>> query = parse("q", "# param y year a year\nSELECT * { VALUES ?y { UNDEF } ?plan ?of ?y }")
    >>> print(bound(query, {"y": Literal("2023")}).splitlines()[-1])
    SELECT * { VALUES ?y { "2023" } ?plan ?of ?y }
    """

    def written(match: re.Match[str]) -> str:
        term = terms.get(match[1])
        return match[0] if term is None else f"VALUES ?{match[1]} {{ {term} }}"

    return _UNBOUND.sub(written, query.text)


def _year(_engine: Engine, value: str) -> Literal:
    return Literal(f"{year(value):04}", datatype=XSD["gYear"])


def _integer(_engine: Engine, value: str) -> Literal:
    if not _INTEGER.fullmatch(value):
        raise QueryError(f"{value!r} is no whole number")
    return Literal(str(int(value)), datatype=XSD["integer"])


def _decimal(_engine: Engine, value: str) -> Literal:
    if not _DECIMAL.fullmatch(value):
        raise QueryError(f"{value!r} is no number", hint="give plain digits, as in 31000 or 88.5")
    return number(Decimal(value))


def _string(_engine: Engine, value: str) -> Literal:
    return Literal(encodable(value))


_READERS: Mapping[str, Callable[[Engine, str], NamedNode | Literal]] = {
    "decimal": _decimal,
    "indicator": indicator_iri,
    "integer": _integer,
    "program": program_iri,
    "region": region_iri,
    "string": _string,
    "year": _year,
}
