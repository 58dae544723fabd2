"""Validate a built graph and prove every quote."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.printing import tell


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Validate a graph against the shapes and prove every quote against the kept texts."
    )
    parser.epilog = (
        "Exit code 1: something breaks a shape or is not what the text says; each a line."
    )
    parser.add_argument(
        "graph",
        metavar="PATH",
        type=Path,
        help="a built folder, or a file of RDF that kg export wrote",
    )
    parser.add_argument(
        "--texts",
        metavar="FOLDER",
        type=Path,
        help="the folder of the kept texts; default: texts beside the graph",
    )
    parser.add_argument(
        "--sources",
        metavar="FOLDER",
        type=Path,
        help="the original documents, to prove the quotes against them too",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.kept import TEXTS
    from kg.prove import prove
    from kg.store import open_graph
    from kg.validate import validate

    opened = open_graph(options.graph)
    beside = options.graph.parent if options.graph.is_file() else options.graph
    problems = [*map(str, validate(opened))]
    problems += map(str, prove(opened, options.texts or beside / TEXTS, options.sources))
    for problem in problems:
        tell(problem)
    if not problems:
        print("every statement is valid, every quote is proved")
    return 1 if problems else 0
