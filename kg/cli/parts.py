"""Which part of a graph is meant: the options that several commands have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store


def add_part(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which plans are taken."""
    _add(parser, "--region", "NAME|CODE", "only plans of this region and of those in it")
    _add(parser, "--year", "YYYY", "only plans for this year")
    _add(parser, "--program", "NAME", "only what plans say of this program")


def _add(parser: argparse.ArgumentParser, name: str, metavar: str, text: str) -> None:
    parser.add_argument(
        name, metavar=metavar, action="append", default=[], help=f"{text}; may be repeated"
    )


def opened_part(options: argparse.Namespace) -> Store:
    """Return the graph of the folder, or the part of it that the options ask for."""
    from kg.export.cut import Part, cut
    from kg.store import open_read_only

    store = open_read_only(options.folder)
    part = Part(tuple(options.region), tuple(options.year), tuple(options.program))
    return cut(store, part) if part else store
