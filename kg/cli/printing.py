"""What the commands say on the terminal, and how far they are."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.progress import Progress
from kg.tables import visible

if TYPE_CHECKING:
    from kg.builder import Failure
    from kg.explore.fitting import Extent

_Item = TypeVar("_Item")


class Bar(Progress):
    """Shows how far the work is on a terminal, with rate and remaining time; quiet in a pipe.

    ``unit`` is what is counted.
    """

    def __init__(self, unit: str = "doc") -> None:
        self._unit = unit

    def over(self, items: Iterable[_Item], total: int, what: str) -> Iterable[_Item]:
        """Show a bar that ``items`` move on as they are taken."""
        if not sys.stderr.isatty():
            return items
        from tqdm import tqdm

        return tqdm(items, desc=what, total=total, unit=self._unit, leave=False, dynamic_ncols=True)

    def at(self, what: str) -> None:
        """Show what is done now in a line that the next one takes the place of."""
        if sys.stderr.isatty():
            line = f"writing {what} ..." if what else ""
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def counted(number: int, what: str) -> str:
    """Return a number with what is counted.

    >>> counted(1, "plan"), counted(2, "plan")
    ('1 plan', '2 plans')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def say_passed_over(paths: Sequence[Path]) -> None:
    """Name the files that no reader is there for."""
    if paths:
        names = ", ".join(sorted(path.name for path in paths))
        say(f"kg: skipped, for kg does not read such files: {names}")


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
    """Print a line where it is in nobody's way who reads our output.

    It stays one line and does nothing to a terminal, whatever a file is called.
    """
    print(visible(line), file=sys.stderr)


def tell(line: str) -> None:
    """Print a line of our output, one line as in ``say``."""
    print(visible(line))


class Terminal(io.TextIOWrapper):
    """A terminal to which no text of a document is a command: controls are shown as escapes."""

    def write(self, text: str) -> int:
        """Write text; line ends and TABs stay."""
        super().write(visible(text.replace("\r\n", "\n"), kept="\n\t"))
        return len(text)


def guard_terminal() -> None:
    """Let what is printed to a terminal go through ``Terminal``, and files get it as it is."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        beneath = sys.stdout.detach()
        sys.stdout = Terminal(beneath, "utf-8", "backslashreplace", "\n", line_buffering=True)
