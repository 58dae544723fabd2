"""Page numbers that a previewer put into the middle of sentences and words.

Two kinds are known: lines that begin with the running number of the page (教 / 2、育长效化), and
lines that hold nothing but a page number (- 3 -, 第3页).
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from kg.offsets import Edit, disjoint
from kg.records import CleanText, FaultKind
from kg.regex import compiled

_NUMBERED_LINE = compiled(r"(?:\A|\r?\n)[ ]*(\d{1,3})、")
_PAGE_LINE = compiled(
    r"\r?\n[ ]*(?:[-—·]+[ ]*\d{1,3}[ ]*[-—·]+|第[ ]?\d{1,3}[ ]?页.{0,10})[ ]*(?=\r?\n)"
)
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、])"
)
# A number alone on a line is a page's where it cuts a sentence.
_LONE_NUMBER = compiled(r"(?<=[一-鿿])[ ]*\r?\n[ ]*(\d{1,3})[ ]*\r?\n(?=[一-鿿])")
# 3、二、下半年工作安排: the number of the page before that of the heading.
_NUMBERED_TWICE = compiled(
    r"^[ ]*(\d{1,3}、)(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)", re.M
)
# Between the text and the number of its page may lie so many blanks.
_BLANK_LINES = 12
_BREAK = 4  # blanks behind the line of a page's number that are its break
_SENTENCE_END = "。！？；：”）"
# A numbered list ends its items with punctuation; a page ends where the paper does.
_BROKEN_SHARE = 0.5


def join(clean: CleanText) -> CleanText:
    """Return the text without its page numbers, broken words joined."""
    edits = disjoint(_running_numbers(clean.text) + _page_lines(clean.text))
    if not edits:
        return clean
    first = edits[0]
    note = f"正文夹有{len(edits)}处页码"
    return clean.faulty(FaultKind.PAGE_NUMBERS, note, (first.start, first.end)).edited(edits)


def _running_numbers(text: str) -> list[Edit]:
    """Return the edits that take out line starts 1、 2、 3、 … where they cut sentences."""
    lines: list[re.Match[str]] = []
    for match in _NUMBERED_LINE.finditer(text):
        if int(match.group(1)) == len(lines) + 1:
            lines.append(match)
    broken = [match for match in lines if _cuts_sentence(text, match.start())]
    inner = [match for match in lines if match.start() > 0]
    if len(broken) < 2 or len(broken) < _BROKEN_SHARE * len(inner):
        return []
    edits = [Edit(match.start(), match.end()) for match in lines]
    head = lines[0]
    if head.group().startswith(("\r", "\n")):  # the line before the first page is the page's title
        edits[0] = Edit(head.start(1), head.end())
    return edits


def _page_lines(text: str) -> list[Edit]:
    """Return the edits that take out lines of a page number alone, with the break they make."""
    edits = []
    for match in _PAGE_LINE.finditer(text):
        start, end = match.span()
        if _cuts_sentence(text, match.start()) and not _HEADING.match(text, end):
            end += sum(1 for _ in takewhile(str.isspace, text[end : end + _BREAK]))
            while start and text[start - 1].isspace():
                start -= 1
        edits.append(Edit(start, end))
    edits += [Edit(*match.span(1)) for match in _NUMBERED_TWICE.finditer(text)]
    return edits + _lone_numbers(text)


def _lone_numbers(text: str) -> list[Edit]:
    """Return the edits that take out numbers alone on a line, where they count pages."""
    found = list(_LONE_NUMBER.finditer(text))
    pages = [int(match[1]) for match in found]
    if any(later <= earlier for earlier, later in pairwise(pages)):
        return []
    return [Edit(*match.span()) for match in found]


def _cuts_sentence(text: str, offset: int) -> bool:
    before = text[max(0, offset - _BLANK_LINES) : offset].rstrip()
    return bool(before) and before[-1] not in _SENTENCE_END
