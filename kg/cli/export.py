"""Write a graph, or a part of it, for other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.parts import add_part, opened_part
from kg.cli.printing import say

# What kg.export has, named here so that --help need not import it; a test holds them together.
FORMATS = ("ttl", "trig", "nq", "nt", "jsonld", "graphml", "gexf", "neo4j", "csv", "xlsx")
TABLES = ("plans", "programs", "targets", "overlaps", "spread", "quality")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Write the graph in DIR, or the part of it that is asked for: RDF (ttl, trig, nq, nt, "
        "jsonld), the network of regions and programs for Gephi (graphml, gexf), files for "
        "neo4j-admin (neo4j), tables for Excel (csv, xlsx). Options of one kind widen the part, "
        "those of different kinds narrow it."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--format", choices=FORMATS, required=True, help="the form to write; see above"
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        required=True,
        help="the file to write, or - for standard output; for neo4j and csv a folder or FILE.zip",
    )
    parser.add_argument(
        "--table",
        choices=TABLES,
        default="",
        help="the table of a single FILE.csv; default: targets",
    )
    add_part(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.export.formats import DEFAULT_TABLE, STANDARD_OUTPUT, export, is_one_table

    export(opened_part(options), options.format, options.output, options.table)
    if options.output != STANDARD_OUTPUT:
        say(f"written to {options.output}")
    if is_one_table(options.format, options.output) and not options.table:
        say(
            f"this is the table {DEFAULT_TABLE} alone: --table, a folder or FILE.zip has the others"
        )
    if options.format == "neo4j":
        say("README.md there has the command that imports it")
    return 0
