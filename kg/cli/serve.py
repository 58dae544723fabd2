"""Serve a built graph over HTTP, for reading alone."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

# As kg.serve.limits has them, named here so that --help need not import it; a test holds both
# together.
SECONDS, ROWS = 10.0, 100_000


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Serve the graph in DIR: the explorer at /, SPARQL at /sparql, the named queries at "
        "/query, and a page for every identifier. Nothing can be changed through it."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="default: 127.0.0.1, this machine alone; 0.0.0.0 lets others in",
    )
    parser.add_argument(
        "--port", metavar="N", type=int, default=8000, help="default: 8000; 0 takes a free one"
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=SECONDS,
        help=f"after which a query is stopped; default: {SECONDS:g}",
    )
    parser.add_argument(
        "--rows",
        metavar="N",
        type=_count,
        default=ROWS,
        help=f"an answer with more is refused; default: {ROWS}",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.serve.limits import Limits
    from kg.serve.running import serve

    limits = Limits(options.timeout, options.rows)
    serve(
        options.folder,
        options.host,
        options.port,
        limits,
        lambda address: print(f"{options.folder} at {address} (Ctrl-C ends it)", flush=True),
    )
    return 0


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < math.inf:
        raise ValueError
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value
