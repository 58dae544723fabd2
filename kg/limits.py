"""What one document may take; the table of all that ``--limit NAME=VALUE`` can change.

A document that takes more is named and left out, and the rest goes on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.errors import LimitError

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a document may take.

    Seconds and memory hold where a document is read in a process of its own, memory on Linux.
    """

    # The largest of 84 real documents has 26,176 characters. As many as ``characters`` allows, of
    # that text again and again, were read in 31 s with 0.3 GB, 0.2 of them the program itself:
    size: int = 100_000_000  # bytes of its file
    unpacked: int = 300_000_000  # bytes of what a file of Word or LibreOffice holds
    pages: int = 2_000  # of a PDF
    characters: int = 2_000_000  # of its text
    seconds: float = 300  # on the clock, for all that is done with it
    memory: int = 2_000_000_000  # bytes of the process that reads it, with all that it begins with

    def changed(self, said: str) -> Limits:
        """Return the limits with one of them as ``said``; LimitError where that says nothing.

        >>> LIMITS.changed("size=20M").size, LIMITS.changed("seconds=1.5").seconds
        (20000000, 1.5)
        """
        name, _, value = said.partition("=")
        if name not in names():
            hint = f"the limits are {', '.join(names())}"
            raise LimitError("no such limit", where=said, hint=hint)
        amount: Any = _amount(value, whole=name != "seconds", where=said)
        return replace(self, **{name: amount})


LIMITS = Limits()


def names() -> list[str]:
    """Return the names of the limits.

    >>> names()
    ['size', 'unpacked', 'pages', 'characters', 'seconds', 'memory']
    """
    return [field.name for field in fields(Limits)]


def _amount(value: str, *, whole: bool, where: str) -> float:
    """Return the number that is written, of bytes also with k, M or G."""
    number = value.rstrip("kKmMgG") if whole else value
    unit = _UNITS.get(value[len(number) :].lower(), math.nan)
    try:
        amount = float(number) * unit
    except ValueError:
        amount = math.nan
    if not 0 < amount < math.inf:
        hint = "write a number above 0, of bytes also as 20M or 2G"
        raise LimitError("no amount", where=where, hint=hint)
    return int(amount) if whole else amount
