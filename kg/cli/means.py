"""Who does the reading, and what a document may take: options that several commands have."""

from __future__ import annotations

import argparse
from functools import reduce
from typing import TYPE_CHECKING

from kg.limits import LIMITS, Limits, names

if TYPE_CHECKING:
    from kg.builder import Means


def add_means(parser: argparse.ArgumentParser) -> None:
    """Add the options for processes and a cluster."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_number,
        help="processes that read (default: the cores, where there are documents enough)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers read, like tcp://host:8786",
    )
    parser.add_argument(
        "--limit",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        dest="limits",
        help=f"what one document may take, else it is left out: {_table()}",
    )


def means(options: argparse.Namespace) -> Means:
    """Return what the options say."""
    from kg.builder import Means

    limits = reduce(Limits.changed, options.limits, LIMITS)
    return Means(options.jobs, options.scheduler, limits)


def _table() -> str:
    """Return the limits with their values, as an option writes them."""
    return ", ".join(f"{name}={getattr(LIMITS, name):g}" for name in names())


def _number(said: str) -> int:
    number = int(said)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number
