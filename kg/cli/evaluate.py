"""Score readings against gold annotations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.printing import Bar, say, say_failures


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Read the documents of the gold files and score what is found in them; tests/gold/"
        "GUIDELINES.md says what a gold file holds. A document is looked for beside its gold file, "
        "under the same name."
    )
    parser.epilog = (
        "Exit code 1: a document or a gold file could not be read; each is named, and the rest is "
        "scored. 2: there is nothing to score."
    )
    parser.add_argument(
        "gold", metavar="GOLD", nargs="+", type=Path, help="a gold file, or a folder of *.jsonl"
    )
    parser.add_argument(
        "--documents",
        metavar="DIR",
        type=Path,
        help="the folder of the documents; default: beside each gold file",
    )
    parser.add_argument(
        "--facts",
        metavar="FILE",
        type=Path,
        help="facts to score, as kg extract printed them; default: the documents are read",
    )
    parser.add_argument("--errors", action="store_true", help="name every error, not only causes")
    parser.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="the form of the scores; default: table",
    )
    parser.add_argument(
        "--report", metavar="FILE.html", type=Path, help="write a page of both readings in the text"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import Failure
    from kg.evaluate import gather, report, summary
    from kg.evaluate.scores import Scores
    from kg.files import replace_file

    files, failures = gather.find_gold(options.gold)
    read = (
        gather.given(files, options.facts, options.documents)
        if options.facts
        else gather.extracted(files, options.documents)
    )
    results = list(Bar().over(read, len(files), "reading"))
    failures += [result for result in results if isinstance(result, Failure)]
    cases = [result for result in results if not isinstance(result, Failure)]
    say_failures(failures)
    if not cases:
        say("kg: there is nothing to score")
        return 2
    judgements = gather.judge_all(cases, files)
    sys.stdout.write(summary.FORMATS[options.format](Scores.of(judgements), options.errors))
    if options.report:
        replace_file(options.report, [report.render(cases, judgements)])
        say(f"kg: open {options.report} in a browser")
    return 1 if failures else 0
