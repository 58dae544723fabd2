"""Write the explorer of a built folder, or of a part of it, anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.parts import add_part, opened_part
from kg.cli.printing import say_extent


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Write one HTML file that shows the graph in DIR, or the part of it that is asked for. "
        "Options of one kind widen the part, those of different kinds narrow it."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--output",
        metavar="FILE.html",
        type=Path,
        help="the file to write; default: explorer.html in DIR",
    )
    add_part(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.builder import PAGE, write_page

    path = options.output or options.folder / PAGE
    say_extent(write_page(opened_part(options), options.folder, path), path)
    print(f"Open {path} in a browser.")
    return 0
