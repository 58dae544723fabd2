"""The title of a plan: the line that names its kind, or the headline of a news report.

Mirrors and sites write around it: the file's ending, their own name, who uploaded it. What
``plan.toml`` calls a decoration is taken off; a line with no kind of document in it is no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kg import resources
from kg.clean.lines import Line, lines
from kg.regex import patterns

_SHORTEST, _LONGEST = 6, 60  # characters of a title
# Of 2,817 lines of the seeds, tests/gold and further plans none has more than 3.
_MOST_DECORATIONS = 20
# The lines in which a title stands, page furniture and file names included.
_HEAD_LINES = 25
# A headline has few words; the first longer line is the report itself.
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 8, 45

_OFFICE_ABOVE = re.compile(r"(?P<office>[一-鿿][一-鿿 ]{3,30}(?:人民政府|[委局厅]))[ ]*\n\s*$")
_BELOW = re.compile(r"[^\S\n]*+\n\s*+(?P<years>（20\d\d年?[—~至-]{1,2}20\d\d年?）)[ ]*(?=\n)")
# A plan of a compendium has at least so many characters; what is shorter is a list of titles.
_SHORTEST_PLAN = 150
_YEAR = re.compile(r"20(?:\d\d|XX)年|“?十[一二三四五]五")


@dataclass(frozen=True, slots=True)
class Title:
    """A plan's title and where it stands."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``title`` of ``plan.toml``."""

    kind: re.Pattern[str]
    education: re.Pattern[str]
    decoration_before: re.Pattern[str]
    decoration_behind: re.Pattern[str]
    other: re.Pattern[str]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    notice: re.Pattern[str]
    no_headline: re.Pattern[str]


def title_of(text: str) -> Title | None:
    r"""Return the first of the first lines that is a title, or a longer form of it that follows.

    >>> title_of("首页 > 计划\n甲县教育局2023年工作要点.docx 由会员上传\n一、…").words
    '甲县教育局2023年工作要点'
    """
    found = list(_titles(text))
    if not found:
        return _notice(text)
    longer = [title for title in found if len(title.words) > len(found[0].words)]
    years = re.findall(r"20\d\d", found[0].words)
    same = [title for title in longer if years and years[0] in title.words]
    return same[0] if same and found[0].words[-2:] in same[0].words else found[0]


def _notice(text: str) -> Title | None:
    """Return the line that names a notice which carries no plan of its own: 关于…的通知."""
    for line in islice(lines(text), _HEAD_LINES):
        if len(line.text) <= _LONGEST and _words().notice.fullmatch(line.text):
            return Title(line.start, line.end, line.text)
    return None


def headline_of(text: str, body: Sequence[tuple[int, int]]) -> Title | None:
    r"""Return the last short line of ``body`` before the text of a news report begins.

    >>> text = "甲县召开教育工作会议\n来源：甲县日报\n本报讯 3月4日，甲县召开会议。"
    >>> headline_of(text, ((0, 11), (20, 39))).words
    '甲县召开教育工作会议'
    """
    words = _words()
    found: Title | None = None
    for line in islice(lines(text), _HEAD_LINES):
        if len(line.text) > _LONGEST_HEADLINE or line.text.endswith("。"):
            break
        inside = any(start <= line.start < end for start, end in body)
        long = len(line.text) >= _SHORTEST_HEADLINE
        if inside and long and not words.no_headline.search(line.text):
            found = Title(line.start, line.end, line.text)
    return found


def further_titles(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Title]:
    """Yield the titles of the plans that follow the first in a compendium.

    Each stands in a line of its own between two plans, tells its year and is not yet known.
    """
    words = _words()
    first = last = body[0][0] if body else 0
    known: set[str] | None = None
    for start, end in body:
        last_words = start + len(text[start:end].rstrip())
        for line in _lines_with_year(text, start, end):
            at = line.start
            title = _title(line, words)
            if title is None or not _YEAR.search(title.words):
                continue
            if min(at - last, last_words - at) < _SHORTEST_PLAN:
                continue
            if known is None:
                known = {t.words for t in _titles(text) if t.start < first + _SHORTEST_PLAN}
            if title.words not in known:
                known.add(title.words)
                yield title
                last = at


def _lines_with_year(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of a stretch in which a year stands."""
    while year := _YEAR.search(text, start, end):
        begin = max(start, text.rfind("\n", start, year.start()) + 1)
        stop = text.find("\n", year.end(), end)
        start = end if stop < 0 else stop
        for line in lines(text[begin:start]):
            if _YEAR.search(line.text):
                yield Line(begin + line.start, begin + line.end, line.text)


def _titles(text: str) -> Iterator[Title]:
    words = _words()
    for line in islice(lines(text), _HEAD_LINES):
        title = _title(line, words)
        if title is None:
            continue
        above = _OFFICE_ABOVE.search(text, 0, title.start) if title.words[:2] == "关于" else None
        if above:  # 中共紫阳县委 紫阳县人民政府 / 关于…的实施意见
            title = Title(above.start(), title.end, above["office"] + title.words)
        # its years or its stage may stand in the line below
        below = _BELOW.match(text, title.end)
        if below and "\n" not in text[below.start("years") : below.end()]:
            yield Title(title.start, below.end(), title.words + below["years"])
        yield title


def _title(line: Line, words: Words) -> Title | None:
    """Return the title in a line, if it is one; of a text without line ends its beginning."""
    if not words.education.search(line.text):
        return None
    start, piece = _piece(line, words)
    if len(piece) > _LONGEST and (opening := words.opening.match(piece)):
        piece = opening["title"]
    clean, shift = _undecorated(piece, words)
    fits = (
        _SHORTEST <= len(clean) <= _LONGEST
        and clean.count(" ") <= 1
        and not words.other.search(clean)
        and words.kind.search(clean)
        and words.education.search(clean)
    )
    return Title(start + shift, start + shift + len(clean), clean) if fits else None


def _piece(line: Line, words: Words) -> tuple[int, str]:
    """Return the part of a line that could be a title: all of it, or what follows a label."""
    label = words.label.match(line.text)
    start = label.end() if label else 0
    return line.start + start, line.text[start:]


def _undecorated(piece: str, words: Words) -> tuple[str, int]:
    """Take endings and notices off a title; return it and how much went at its beginning."""
    shift = 0
    for _ in range(_MOST_DECORATIONS):
        match = words.decoration_before.match(piece) or words.decoration_behind.search(piece)
        if not match:
            break
        if match.start() == 0:
            shift += match.end()
            piece = piece[match.end() :]
        else:
            piece = piece[: match.start()]
    return piece, shift


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.plan", "plan")["title"])
