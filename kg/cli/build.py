"""Read documents and write graph, tables and page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.means import add_means, means
from kg.cli.printing import Bar, counted, say, say_extent, say_failures, say_passed_over
from kg.cli.rules import add_rules

if TYPE_CHECKING:
    from kg.builder import Built

_KINDS = (
    ("plan", "plan"),
    ("section", "section"),
    ("region", "region mention"),
    ("program", "program mention"),
    ("target", "target"),
    ("citation", "citation"),
)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Read the documents below PATH and write the store, graph.ttl, graph.trig, targets.csv, "
        "targets.xlsx, programs.csv, quality.csv and explorer.html to DIR. What has been read "
        "before and has not changed is not read again."
    )
    parser.epilog = (
        "Exit code 1: a document could not be read, or a statement breaks a shape; each is named, "
        "and the rest is built. 2: no document could be read, and nothing is written."
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="a document or a folder"
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("exports"),
        help="the folder to write to; default: exports",
    )
    parser.add_argument(
        "--files",
        action=argparse.BooleanOptionalAction,
        help="write the files of the whole corpus, or the store alone; default: the files up to "
        "1,000 documents",
    )
    add_rules(parser)
    add_means(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import Rules, build

    rules = Rules.read(options.vocabulary, options.corrections)
    try:
        built = build(
            options.paths,
            options.out,
            progress=Bar(),
            rules=rules,
            means=means(options),
            whole=options.files,
        )
    except KeyboardInterrupt:
        say("kg: stopped; what has been read is kept, and the same command goes on from there")
        return 130
    _say(built, options.out)
    return 1 if built.failures or built.violations else 0


def _say(built: Built, out: Path) -> None:
    """Tell what a build has made, what went wrong on standard error."""
    from kg.builder import PAGE

    say_passed_over(built.passed_over)
    for document in built.same:
        say(f"kg: left out, another document has the same content: {document}")
    for document, shown in built.copies.items():
        say(f"kg: {document} holds the plan of {shown}; tables and page show the latter")
    say_failures(built.failures)
    for reason in built.unmet:
        say(f"kg: a decision that nothing here is about: {reason}")
    if built.forgotten:
        lost = counted(built.forgotten, "decision")
        say(f"kg: {lost} of the build before not given to this one: --corrections FILE keeps them")
    for violation in built.violations:
        say(f"kg: {violation}")
    if built.unchecked:
        say(f"kg: {built.unchecked} documents are not held against the shapes: kg check {out} does")
    if built.page:
        say_extent(built.page, out / PAGE)
    if built.stale:
        names = ", ".join(built.stale)
        say(f"kg: dropped, for the store says something else now: {names}")
    kinds = ", ".join(counted(built.counts.get(kind, 0), name) for kind, name in _KINDS)
    print(f"{counted(built.documents, 'document')}: {kinds}")
    print(f"{built.read} read, {built.linked} linked again, {built.dropped} dropped")
    if (out / PAGE).is_file():
        print(f"Open {out / PAGE} in a browser.")
    else:
        print("Only the store is written; kg build --files writes the files, kg export one of them")
