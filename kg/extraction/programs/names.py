"""Names that no vocabulary has, by grammar: quotations and nouns that make a name.

``programs.toml`` holds the words. jieba's dictionary tells a quotation that is a plain word
(“红线”) from a coined one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import resources
from kg.lexicon import frequency
from kg.records import Level
from kg.regex import patterns

_QUOTATION = re.compile(r"“([^“”。；\n]{2,24})”")
# Confidence in a discovered name; chosen, not tuned: with its head (…工程), by its shape alone, and
# without quotation marks.
_HEADED, _SHAPED, _UNQUOTED = 0.8, 0.6, 0.6
_SHORTEST_NAME, _LONGEST_NAME = 4, 26  # characters of a name without quotation marks
_LONGEST_COINED = 10  # characters of a quotation that something is done to
_HEAD_WITHIN = 5  # characters behind a quotation in which its head begins
_BEFORE = 6  # characters before a quotation that say whether it is counted or owned
_MEASURE = "(?:[名个所人项场次门期届批家]|人次)"
_AMOUNT_BEHIND = re.compile(rf"[一-鿿]{{0,4}}(?:\d+(?:[-—~至]\d+)?|X+){_MEASURE}")
_AMOUNT_BEFORE = re.compile(rf"(?:\d|X){_MEASURE}(?:以上|左右)?$")
_TITLE = re.compile("《[^《》]*》")
_WORD = re.compile(r"[一-鿿A-Za-z]|\d{2}")
# A quotation up to this length takes its head into its name (三红工程); a longer one is the name.
_SHORT_NAME = 6
# A quoted word of two letters without a head is hardly a name, whatever its shape.
_SHORT_QUOTATION = 2
# A quotation of digits is a name only with what stands behind it.
_CODE = re.compile(r"[\d+＋]{2,8}")


class Name(NamedTuple):
    """A name in the text; ``words`` is the name itself, without quotation marks."""

    start: int
    end: int
    words: str
    confidence: float

    @property
    def level(self) -> Level:
        """Who owns it, as far as the name itself says."""
        named = (level for level, words in _levels().items() if words.match(self.words))
        return next(named, Level.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of ``programs.toml``."""

    heads: re.Pattern[str]
    heads_behind: re.Pattern[str]
    own_heads: re.Pattern[str]
    nucleus_heads: re.Pattern[str]
    nucleus: re.Pattern[str]
    verbs_before: re.Pattern[str]
    shape: re.Pattern[str]
    boundary: re.Pattern[str]
    modifiers: re.Pattern[str]
    general: re.Pattern[str]
    slogans: re.Pattern[str]
    as_aim: re.Pattern[str]


def new_names(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the names of a sentence, quoted ones first; none lies inside another.

    >>> text = "深化“三红”工程内涵，实施教师健康关爱行动，守住“红线”"
    >>> [name.words for name in new_names(text, 0, len(text))]
    ['三红工程', '教师健康关爱行动']
    """
    candidates = [*_quoted(text, start, end), *_headed(text, start, end)]
    if not candidates:
        return
    titles = [match.span() for match in _TITLE.finditer(text, start, end)]
    found: list[Name] = []
    for name in candidates:
        taken = [*titles, *((other.start, _behind(text, other)) for other in found)]
        if not any(name.start <= right and left < name.end for left, right in taken):
            found.append(name)
    yield from found


def _behind(text: str, name: Name) -> int:
    """Return where a name ends, its closing mark included."""
    return name.end + (text[name.end : name.end + 1] == "”")


def _quoted(text: str, start: int, end: int) -> Iterator[Name]:
    words = _words()
    for match in _QUOTATION.finditer(text, start, end):
        inner = match[1]
        if _CODE.fullmatch(inner):
            stop = _head_end(text, match.end(), end, words)
            if stop:  # “1530”安全教育: the number alone names nothing
                yield Name(match.start(), stop, inner + text[match.end() : stop], _HEADED)
            continue
        if words.slogans.fullmatch(inner) or not _WORD.search(inner):
            continue
        own = words.own_heads.match(text, match.end(), end)
        behind = words.heads_behind.match(text, match.end(), end)
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        if own:
            name = inner + own.group() if len(inner) <= _SHORT_NAME else inner
            yield Name(match.start(), own.end(), name, _HEADED)
        elif behind and not frequency(inner):
            yield Name(match.start(1), match.end(1), _whole(text, match, end, words), _HEADED)
        elif words.as_aim.match(text, match.end()):
            continue
        elif _stands_alone(text, match, before, words):
            yield Name(match.start(1), match.end(1), inner, _SHAPED)


def _whole(text: str, quotation: re.Match[str], end: int, words: Words) -> str:
    """Return a quotation as a name, with the words up to its head where it says too little."""
    head = words.nucleus_heads.match(text, quotation.end(), end)
    if head and words.nucleus.fullmatch(quotation[1]):
        return quotation[1] + head.group()
    return quotation[1]


def _head_end(text: str, start: int, end: int, words: Words) -> int | None:
    """Return where the first head, at most four characters behind ``start``, ends; else None."""
    for at in range(start, min(start + _HEAD_WITHIN, end)):
        if head := words.heads_behind.match(text, at, end):
            return head.end()
        if not text[at].isalpha():
            return None
    return None


def _stands_alone(text: str, quotation: re.Match[str], before: str, words: Words) -> bool:
    """Whether a quotation without a head is a name: counted, acted upon or shaped like one."""
    inner = quotation[1]
    if _counted(text, quotation) and not frequency(inner):
        return True
    if words.verbs_before.search(before) and _coined(inner, words):
        return True
    return bool(words.shape.search(inner)) and len(inner) > _SHORT_QUOTATION


def _counted(text: str, quotation: re.Match[str]) -> bool:
    """Whether a quotation is counted: “筑城名师”500名, 200个“书香”班级."""
    behind = _AMOUNT_BEHIND.match(text, quotation.end())
    return bool(
        behind
        or _AMOUNT_BEFORE.search(text, max(0, quotation.start() - _BEFORE), quotation.start())
    )


def _coined(inner: str, words: Words) -> bool:
    """Whether a quotation that something is done to is coined, and short enough for a name."""
    if words.shape.search(inner):
        return True
    return (
        _SHORTEST_NAME <= len(inner) <= _LONGEST_COINED
        and not frequency(inner)
        and "、" not in inner
    )


def _headed(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the unquoted names that end in a head, from the last boundary before it."""
    words = _words()
    heads = list(words.heads.finditer(text, start, end))
    if not heads:
        return
    edges = [match.end() for match in words.boundary.finditer(text, start, end)]
    quotations = [m.span() for m in _QUOTATION.finditer(text, start, end)]
    short = {
        edge
        for left, right in quotations
        if right - left <= _SHORT_NAME
        for edge in (left + 1, right)
    }
    floor = start
    for match in heads:
        begin = max([e for e in edges if e <= match.start() and e not in short], default=floor)
        begin = max(begin, floor)
        while modifier := words.modifiers.match(text, begin, match.start()):
            begin = modifier.end()
        name = text[begin : match.end()]
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not words.general.fullmatch(name):
            yield Name(begin, match.end(), name, _UNQUOTED)
            floor = match.end()


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.programs", "programs"))


@cache
def _levels() -> Mapping[Level, re.Pattern[str]]:
    raw = resources.words("kg.extraction.programs", "programs")["levels"]
    return {Level(level): re.compile(words) for level, words in raw.items()}
