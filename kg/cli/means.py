"""Who does the reading: the options that several commands have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

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


def means(options: argparse.Namespace) -> Means:
    """Return what the options say."""
    from kg.builder import Means

    return Means(options.jobs, options.scheduler)


def _number(said: str) -> int:
    number = int(said)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number
