"""Print the facts of documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.means import add_means, means
from kg.cli.printing import Bar, say_failures, say_passed_over
from kg.cli.rules import add_rules


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print the facts of the documents below PATH, one JSON object a line."
    parser.epilog = "Exit code 1: a document could not be read; each is named on standard error."
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="a document or a folder"
    )
    add_rules(parser)
    add_means(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import Failure, Rules, facts
    from kg.readers import find

    search = find(options.paths)
    failures = [Failure(error.where, error) for error in search.errors]
    rules = Rules.read(options.vocabulary, options.corrections)
    results = facts(search, rules, means(options))
    for result in Bar().over(results, len(search.found), "reading"):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        for line in result:
            print(line)
    say_passed_over(search.passed_over)
    say_failures(failures)
    return 1 if failures else 0
