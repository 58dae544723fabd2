"""Show what changed from one plan to another."""

from __future__ import annotations

import argparse

from kg.cli.asking import add_graph, add_table_format, engine, write_table


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare two plans, the earlier first: which programs, targets and cited documents are "
        "new (新增), stayed (保留), changed (变化) or are there no more (不再有)."
    )
    for name, which in (("before", "earlier"), ("after", "later")):
        parser.add_argument(
            name,
            metavar="PLAN",
            help=f"the {which} plan: REGION:YEAR, a document's name or a plan's IRI",
        )
    add_graph(parser)
    add_table_format(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.compare import compare, plans

    asked = engine(options)
    both = plans(asked, [options.before, options.after])
    write_table(compare(asked, both, in_turn=True), options.format)
    return 0
