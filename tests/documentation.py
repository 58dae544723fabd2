"""The fenced blocks of a page of documentation, and whether a command printed what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANY = "…"


@dataclass(frozen=True)
class Block:
    """What stands in a fence: its language, its text, and what is shown below it as its output."""

    language: str
    text: str
    output: str = ""


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page in their order; one of text is the output of the one before."""
    found: list[Block] = []
    for language, text in _FENCED.findall(page.read_text("utf-8")):
        if language == "text" and found:
            found[-1] = Block(found[-1].language, found[-1].text, text)
        else:
            found.append(Block(language, text))
    return found


def fenced(page: Path, language: str) -> list[str]:
    """Return the texts of a page's blocks in a language."""
    return [block.text for block in blocks(page) if block.language == language]


def links(page: Path) -> Iterator[str]:
    """Yield where a page leads: files of the tree, with the heading behind ``#``."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """Return the names by which the headings of a page can be led to."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shows(shown: str, printed: str) -> bool:
    """Tell whether ``printed`` is what is shown, in which … stands for anything.

    At the end of a line it stands for the rest of the line, alone for any number of lines.
    """
    pattern = ""
    for line in shown.rstrip("\n").split("\n"):
        if line == ANY:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r".*".join(map(re.escape, re.split(rf" *{ANY}", line))) + r" *\n"
    return re.fullmatch(pattern, printed if printed.endswith("\n") else printed + "\n") is not None
