"""Read documents and write graph, tables and page."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.printing import progress, say, say_extent, say_failures, say_passed_over
from kg.cli.rules import add_rules

_KINDS = (
    ("plan", "plans"),
    ("section", "sections"),
    ("region", "region mentions"),
    ("program", "program mentions"),
    ("target", "targets"),
    ("citation", "citations"),
)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Read the documents below PATH and write the store, graph.ttl, graph.trig, targets.csv, "
        "targets.xlsx, programs.csv, quality.csv and explorer.html to DIR."
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("exports"), help="default: exports"
    )
    add_rules(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import PAGE, Rules, build

    rules = Rules.read(options.vocabulary, options.corrections)
    built = build(options.paths, options.out, progress=progress, rules=rules)
    say_passed_over(built.passed_over)
    for document in built.same:
        say(f"kg: left out, another document has the same content: {document}")
    for document, shown in built.copies.items():
        say(f"kg: {document} holds the plan of {shown}; tables and page show the latter")
    say_failures(built.failures)
    for reason in built.unmet:
        say(f"kg: a decision that nothing here is about: {reason}")
    for violation in built.violations:
        say(f"kg: {violation}")
    say_extent(built.page, options.out / PAGE)
    counted = ", ".join(f"{built.counts.get(kind, 0)} {name}" for kind, name in _KINDS)
    print(f"{built.documents} documents: {counted}")
    print(f"Open {options.out / PAGE} in a browser.")
    return 1 if built.failures or built.violations else 0
