"""List what a person should decide, and take it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kg.cli.amounts import day
from kg.cli.printing import counted
from kg.cli.rules import add_rules
from kg.errors import CorrectionError, OutputError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Write the open questions of the graph in DIR as a table: discovered names, names that may "
        "be one, doubtful regions and years. Fill in its columns do, to and why; with --take the "
        "answers are added to the file of decisions that kg build --corrections carries out."
    )
    parser.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=Path("exports"),
        help="a built folder; default: exports",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("review.xlsx"),
        help="the table to write, .xlsx or .csv; default: review.xlsx",
    )
    parser.add_argument(
        "--take",
        metavar="FILE",
        type=Path,
        help="a table that has been filled in; needs --by and --corrections",
    )
    parser.add_argument("--by", metavar="NAME", help="who has decided what --take takes")
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        default=None,
        help="the day of the decisions, YYYY-MM-DD; default: today",
    )
    parser.add_argument(
        "--skos",
        metavar="FILE.ttl",
        type=Path,
        help="write the accepted programs as SKOS, instead of a table",
    )
    add_rules(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg import tables, workbook
    from kg.files import replace_file
    from kg.kept import TEXTS
    from kg.review import check_unanswered, review
    from kg.review.sheet import COLUMNS, WORDS, guide

    if options.take:
        return _take(options)
    if options.skos:
        return _write_skos(options)
    check_unanswered(options.out)
    table = review(options.folder, options.folder / TEXTS)
    if options.out.suffix.lower() == ".csv":
        replace_file(options.out, tables.as_excel_csv(table))
    elif options.out.suffix.lower() == ".xlsx":
        title, told = guide()
        sheets = {"review": table, title: told}
        content = workbook.as_workbook(sheets, choices={"do": WORDS}, frozen=COLUMNS[:2])
        replace_file(options.out, content)
    else:
        raise OutputError("is no table", where=str(options.out), hint="name it .xlsx or .csv")
    print(f"{counted(len(table.rows), 'question')} in {options.out}")
    return 0


def _take(options: argparse.Namespace) -> int:
    """Add the answers of a table to the file of decisions."""
    from kg.corrections.file import add_decisions, read_decisions
    from kg.review import answers, read_answers
    from kg.vocabulary import own_files, using, vocabularies

    if not options.by or not options.corrections:
        raise CorrectionError(
            "say who has decided and where it is kept", hint="--by, --corrections"
        )
    file = options.corrections
    day = options.on or datetime.now(UTC).date()
    rows = read_answers(options.take)
    with using(vocabularies(own_files(options.vocabulary))):
        kept = read_decisions(file) if file.exists() else ()
        given = answers(rows, by=options.by, on=day, name=options.take.name, before=kept)
    said = {decision.said for decision in kept}
    new = [decision for decision in given if decision.said not in said]
    add_decisions(file, new)
    print(f"{counted(len(new), 'decision')} added to {file}, which now has {len(kept) + len(new)}")
    return 0


def _write_skos(options: argparse.Namespace) -> int:
    from kg.builder import Rules
    from kg.files import replace_file
    from kg.review.vocabulary import as_skos

    rules = Rules.read(options.vocabulary, options.corrections)
    before, after = rules.given.program, rules.vocabularies.program
    decisions = rules.corrections.decisions
    replace_file(options.skos, as_skos(decisions, before, after))
    new = after.concepts.keys() - before.concepts.keys()
    print(f"{counted(len(new), 'program')} in {options.skos}")
    return 0
