"""What the commands say on the terminal, and how far they are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from kg.builder import Failure
    from kg.explore.fitting import Extent

_Result = TypeVar("_Result")


def progress(results: Iterator[_Result], total: int) -> Iterable[_Result]:
    """Show a bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return results
    from tqdm import tqdm

    return tqdm(results, total=total, unit="doc", leave=False)


def say_passed_over(paths: Sequence[Path]) -> None:
    """Name the files that no reader is there for."""
    if paths:
        names = ", ".join(sorted(path.name for path in paths))
        say(f"kg: passed over, for no reader knows their endings: {names}")


def say_failures(failures: Iterable[Failure]) -> None:
    """Name each document that could not be read, and why."""
    for failure in failures:
        named = failure.document in str(failure.error)
        say(f"kg: {failure.error}" if named else f"kg: {failure.error} ({failure.document})")


def say_extent(extent: Extent, page: Path) -> None:
    """Tell where a page does not hold the whole graph."""
    if extent != "whole":
        held = "no whole texts" if extent == "sentences" else "neither sentences nor numbers"
        say(f"kg: too much for one page: {page.name} has {held}; for a part: kg explore --region")


def say(line: str) -> None:
    """Print a line where it is in nobody's way who reads our output."""
    print(line, file=sys.stderr)
