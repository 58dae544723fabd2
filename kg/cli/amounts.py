"""What is written for an option: numbers and days, refused in words of the user."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from datetime import date


def count(text: str) -> int:
    """Return a number from 1 on; ArgumentTypeError where ``text`` is none.

    >>> count("4")
    4
    """
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def seconds(text: str) -> float:
    """Return an amount of seconds above 0; ArgumentTypeError where ``text`` is none.

    >>> seconds("1.5")
    1.5
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return value


def day(text: str) -> date:
    """Return a day; ArgumentTypeError where ``text`` is none.

    >>> day("2024-03-01")
    datetime.date(2024, 3, 1)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day, such as 2024-03-01") from None
