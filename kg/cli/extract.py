"""Print the facts of documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.printing import progress, say_failures, say_passed_over
from kg.cli.rules import add_rules


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print the facts of the documents below PATH, one JSON object a line."
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    add_rules(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import Failure, Rules, readings
    from kg.facts import as_line
    from kg.readers import find

    search = find(options.paths)
    failures: list[Failure] = []
    rules = Rules.read(options.vocabulary, options.corrections)
    for result in progress(readings(search, rules), len(search.found) + len(search.errors)):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        for fact in result.facts:
            print(as_line(fact))
    say_passed_over(search.passed_over)
    say_failures(failures)
    return 1 if failures else 0
