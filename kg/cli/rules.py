"""What a user adds to the rules of the project: the options that several commands have."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Add the options for vocabularies and decisions."""
    parser.add_argument(
        "--vocabulary",
        metavar="DIR",
        action="append",
        default=[],
        type=Path,
        help="a folder of SKOS files (*.ttl) with programs, indicators and units of your own; may "
        "be repeated",
    )
    parser.add_argument(
        "--corrections",
        metavar="FILE",
        type=Path,
        help="a file of decisions, as kg review --take writes it",
    )
