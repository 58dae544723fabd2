"""Where a plan describes what there is: its problems, and the schools and pupils that it has.

Among basic figures only rates, and what a program has given, tell what has been achieved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import resources
from kg.extraction.document import Sentence
from kg.extraction.targets.amounts import Amount
from kg.regex import patterns

_RATES = ("%", "‰", "个百分点")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``description`` of ``targets.toml``."""

    problems: re.Pattern[str]
    basics: re.Pattern[str]
    deed: re.Pattern[str]


def tells_problems(sentence: Sentence) -> bool:
    """Whether a sentence stands below a heading of problems."""
    return _below(_words().problems, sentence.path)


def tells_basics(text: str, sentence: Sentence) -> bool:
    """Whether a sentence stands below a heading of basic figures and tells of no deed."""
    words = _words()
    if not _below(words.basics, sentence.path):
        return False
    return not words.deed.search(text, sentence.start, sentence.end)


@lru_cache(maxsize=256)  # many sentences stand below the same headings
def _below(words: re.Pattern[str], path: tuple[str, ...]) -> bool:
    return any(words.fullmatch(heading) for heading in path)


def is_rate(amount: Amount) -> bool:
    """Whether an amount is a rate or a change of one."""
    return amount.unit in _RATES


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.targets", "targets")["description"])
