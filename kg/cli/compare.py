"""Show what regions share, what only one has, and their numbers side by side."""

from __future__ import annotations

import argparse

from kg.cli.asking import add_graph, add_table_format, engine, write_table


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare regions by all their plans: programs, targets and cited documents, a row each, "
        "what most have first."
    )
    parser.add_argument("region", metavar="REGION", help="the name or the code of a region")
    parser.add_argument(
        "others", metavar="REGION", nargs="+", help="the regions that it is compared with"
    )
    add_graph(parser)
    add_table_format(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.compare import compare, regions

    asked = engine(options)
    write_table(compare(asked, regions(asked, [options.region, *options.others])), options.format)
    return 0
