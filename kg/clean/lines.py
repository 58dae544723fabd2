"""The lines of a text as a reader sees them: where each stands, without the blanks around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"\S[^\r\n]*(?<!\s)")


class Line(NamedTuple):
    """A line of the text without the blanks around it."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of ``text`` that hold more than blanks.

    >>> list(lines(" 教育 \r\n\n"))
    [Line(start=1, end=3, text='教育')]
    """
    for match in _LINE.finditer(text):
        yield Line(match.start(), match.end(), match.group())
