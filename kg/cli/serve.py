"""Serve a built graph over HTTP, for reading alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.amounts import count, seconds

# As kg.serve.limits has them, named here so that --help need not import it; a test holds both
# together.
SECONDS, ROWS = 10.0, 100_000
PORT = 8000  # where many servers of Python stand; chosen, not tuned


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Serve the graph in DIR: the explorer at /, SPARQL at /sparql, the named queries at "
        "/query, and a page for every identifier. Nothing can be changed through it. Ctrl-C ends "
        "it, with exit code 0."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="the address to serve at; default: 127.0.0.1, this machine alone; 0.0.0.0 lets "
        "others in",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=int,
        default=PORT,
        help=f"the port to serve at; default: {PORT}; 0 takes a free one",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=seconds,
        default=SECONDS,
        help=f"the time after which a query is stopped; default: {SECONDS:g}",
    )
    parser.add_argument(
        "--rows",
        metavar="N",
        type=count,
        default=ROWS,
        help=f"the most rows of an answer, one with more is refused; default: {ROWS}",
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
