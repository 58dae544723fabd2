"""Who does the reading, and what a document may take: options that several commands have."""

from __future__ import annotations

import argparse
from functools import reduce
from typing import TYPE_CHECKING

from kg.cli.amounts import count
from kg.limits import LIMITS, Limits, names

if TYPE_CHECKING:
    from kg.builder import Means


def add_means(parser: argparse.ArgumentParser) -> None:
    """Add the options for processes and a cluster."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=count,
        help="the processes that read; default: one a core, where there are documents enough",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers read instead, such as tcp://host:8786; needs "
        "eduplan-kg[cluster]",
    )
    parser.add_argument(
        "--limit",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        dest="limits",
        help="what one document may take, else it is left out; may be repeated; default: "
        f"{_table()}",
    )


def means(options: argparse.Namespace) -> Means:
    """Return what the options say."""
    from kg.builder import Means

    limits = reduce(Limits.changed, options.limits, LIMITS)
    return Means(options.jobs, options.scheduler, limits)


def _table() -> str:
    """Return the limits with their values, as an option writes them."""
    return ", ".join(f"{name}={_amount(getattr(LIMITS, name))}" for name in names())


def _amount(number: float) -> str:
    """Return a number as it may be given.

    >>> _amount(2_000_000_000), _amount(2_000)
    ('2G', '2000')
    """
    for unit, times in (("G", 10**9), ("M", 10**6)):
        if not number % times:
            return f"{number // times:g}{unit}"
    return f"{number:g}"
