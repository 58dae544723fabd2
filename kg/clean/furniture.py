"""What surrounds the plan on its page: navigation, downloads, notices, other articles.

Furniture is marked, not cut out: nothing is extracted there, but index numbers, dates and tags
tell about the plan. ``furniture.toml`` holds the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg import resources
from kg.clean.lines import Line, lines
from kg.records import CleanText, FaultKind

# A tail mark before this many characters of prose is part of the page's head.
_PROSE_BEFORE_TAIL = 300
_PROSE_LINE = 40  # characters of a line that counts as prose
_CUT_SHOWN = 20  # characters before the end that show a sentence cut off
# A longer line is never furniture as a whole: a copy may have the page and the plan in one line.
_LONGEST_LINE = 300
_SENTENCE_END = "。！？”）…"


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of ``furniture.toml``, each matched at a line's first character."""

    mirror: re.Pattern[str]
    site: re.Pattern[str]
    metadata: re.Pattern[str]
    tail: re.Pattern[str]


def mark(clean: CleanText) -> CleanText:
    """Return the text with its furniture marked, mirrors and cut ends reported."""
    words = _words()
    stretches: list[tuple[int, int]] = []
    mirror: Line | None = None
    prose = 0
    for line in lines(clean.text):
        tail = len(line.text) <= _LONGEST_LINE and words.tail.match(line.text)
        if prose >= _PROSE_BEFORE_TAIL and tail:
            stretches.append((line.start, len(clean.text)))
            mirror = mirror or _first_mirror_line(clean.text, line.start)
            break
        if len(line.text) > _LONGEST_LINE:
            prose += len(line.text)
        elif words.mirror.match(line.text):
            mirror = mirror or line
            stretches.append((line.start, line.end))
        elif words.site.match(line.text) or words.metadata.match(line.text):
            stretches.append((line.start, line.end))
        elif len(line.text) >= _PROSE_LINE:
            prose += len(line.text)
    if mirror:
        note = "文库或范文网站的转载件，非发布机关原件"
        clean = clean.faulty(FaultKind.MIRROR, note, (mirror.start, mirror.end))
    clean = replace(clean, furniture=_joined(stretches))
    return _checked_end(clean)


def _first_mirror_line(text: str, start: int) -> Line | None:
    mirror = _words().mirror
    for line in lines(text[start:]):
        if mirror.match(line.text):
            return Line(start + line.start, start + line.end, line.text)
    return None


def _checked_end(clean: CleanText) -> CleanText:
    """Report a plan that ends in the middle of a sentence."""
    stretches = [(a, b) for a, b in clean.body() if clean.text[a:b].strip()]
    if not stretches:
        return clean
    start, end = stretches[-1]
    line = list(lines(clean.text[start:end]))[-1]
    if len(line.text) < _PROSE_LINE or line.text[-1] in _SENTENCE_END:
        return clean
    last = start + len(clean.text[start:end].rstrip())
    return clean.faulty(
        FaultKind.TRUNCATED, "正文在句中截断", (max(start, last - _CUT_SHOWN), last)
    )


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start - joined[-1][1] <= 2:  # nothing but a line end between them
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


@cache
def _words() -> Words:
    table = resources.words("kg.clean", "furniture")
    return Words(**{name: re.compile("|".join(f"(?:{p})" for p in table[name])) for name in table})
