"""Ask a built graph a named query or SPARQL."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.asking import add_graph, engine
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import NamedQuery


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Ask a built graph, a file of RDF or an endpoint; kg query --list names the queries."
    )
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="?",
        help="the name of a query, a file FILE.rq, or - for standard input",
    )
    parser.add_argument(
        "--list", action="store_true", help="name the queries and their parameters, and exit"
    )
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a parameter of the query; may be repeated",
    )
    add_graph(parser)
    parser.add_argument(
        "--format",
        choices=("table", "excel", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld"),
        default="table",
        help="the form of the answer; default: table; excel is CSV in which no cell is a formula, "
        "csv, tsv, json and xml are the W3C's with each value as it is; ttl, nt and jsonld are for "
        "the triples of CONSTRUCT and DESCRIBE",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg import query

    if options.list:
        for item in query.named_queries():
            needs = "".join(f" --param {parameter.name}=…" for parameter in item.parameters)
            print(f"{item.name}{needs}  {item.title_zh} / {item.title_en}")
        return 0
    if options.query is None:
        raise QueryError("no query was named", hint="kg query --list names them")
    from kg import answers

    asked, parameters = _asked(options.query), _parameters(options.param)
    answer = query.answer(engine(options), asked, parameters)
    content = answers.written(answer, options.format).decode()
    sys.stdout.write(content if content.endswith("\n") else f"{content}\n")
    return 0


def _asked(name: str) -> NamedQuery:
    from kg import query

    if name == "-":
        return query.parse("-", sys.stdin.read())
    return query.read(Path(name)) if name.endswith(".rq") else query.find(name)


def _parameters(given: Iterable[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, mark, _ in pairs:
        if not mark:
            raise QueryError(f"{name!r} is no parameter", hint="give it as --param name=value")
    return {name: value for name, _, value in pairs}
