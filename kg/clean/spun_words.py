"""Words that a machine exchanged for synonyms, to pass an altered plan off as a new one.

``spun_words.tsv`` pairs the spun word with the original. A word such as 老师 is innocent by itself:
nothing is restored unless the text has enough words that no human writes, the cues.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.offsets import Edit
from kg.records import CleanText, FaultKind

# Distinct cues. Of 83 genuine plans and policies none has more than one; the spun seed has 53.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The originals by their spun words, a pattern for all of them and one for the cues alone."""

    originals: Mapping[str, str]
    spun: re.Pattern[str]
    cues: re.Pattern[str]


def restore(clean: CleanText) -> CleanText:
    """Return the text with its original words, where it is certain that it was spun."""
    words = thesaurus()
    cues = list(words.cues.finditer(clean.text))
    if len({match.group() for match in cues}) < _ENOUGH:
        return clean
    found = list(words.spun.finditer(clean.text))
    examples = "、".join(sorted({match.group() for match in cues})[:_ENOUGH])
    note = f"{len(found)}处词语被同义替换，如{examples}"
    clean = clean.faulty(FaultKind.SPUN, note, cues[0].span())
    return clean.edited([Edit(*match.span(), words.originals[match.group()]) for match in found])


@cache
def thesaurus() -> Thesaurus:
    """Return the table of spun words that stands beside this module."""
    table = files("kg.clean").joinpath("spun_words.tsv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t"))
    return Thesaurus(
        {row["spun"]: row["original"] for row in rows},
        _any_of([row["spun"] for row in rows]),
        _any_of([row["spun"] for row in rows if row["cue"]]),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
