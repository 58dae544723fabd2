"""Where a plan describes what there is: its problems, and the schools and pupils that it has.

Among basic figures only rates, and what a program has given, tell what has been achieved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.amounts import Amount
from kg.extraction.document import Sentence

_RATES = ("%", "‰", "个百分点")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``description`` of ``targets.toml``."""

    problems: re.Pattern[str]
    basics: re.Pattern[str]
    deed: re.Pattern[str]


def tells_problems(sentence: Sentence) -> bool:
    """Whether a sentence stands below a heading of problems."""
    return any(_words().problems.fullmatch(heading) for heading in sentence.path)


def tells_basics(text: str, sentence: Sentence) -> bool:
    """Whether a sentence stands below a heading of basic figures and tells of no deed."""
    words = _words()
    if not any(words.basics.fullmatch(heading) for heading in sentence.path):
        return False
    return not words.deed.search(text, sentence.start, sentence.end)


def is_rate(amount: Amount) -> bool:
    """Whether an amount is a rate or a change of one."""
    return amount.unit in _RATES


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction", "targets")["description"]
    return Words(**{name: re.compile(raw[name]) for name in Words.__slots__})
