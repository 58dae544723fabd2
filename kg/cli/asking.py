"""Which graph is asked, and how a table is printed: the options that several commands have."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.sparql import Engine
    from kg.tables import Table

_WIDEST = 44  # columns of a terminal; sentences are cut there


def add_graph(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which graph is asked."""
    parser.add_argument(
        "--graph",
        metavar="PATH",
        type=Path,
        default=Path("exports"),
        help="a built folder, or a file of RDF such as graph.ttl; default: exports",
    )
    parser.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint to ask instead")


def engine(options: argparse.Namespace) -> Engine:
    """Return what the options say is asked."""
    if options.endpoint:
        from kg.endpoint import Endpoint

        return Endpoint(options.endpoint)
    from kg.store import open_graph

    return open_graph(options.graph)


def add_table_format(parser: argparse.ArgumentParser) -> None:
    """Add the option for the form of a table."""
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help="the form of the answer; default: table, in which long sentences are cut",
    )


def write_table(table: Table, form: str) -> None:
    """Print a table in the form that was asked for."""
    from kg import tables

    if form == "table":
        sys.stdout.write(tables.as_text(table, _WIDEST))
    else:
        sys.stdout.write(tables.FORMATS[form](table))
