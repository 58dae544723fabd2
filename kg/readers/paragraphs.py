"""Lines of print become paragraphs, and what repeats on the pages is taken off.

A paragraph ends where the next word would have had room, where a line is indented or set apart, or
where a heading's number follows the end of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.readers.lines import joined
from kg.readers.page import Column, Piece

# The numbers below were set on the five seeds printed by Chromium and LibreOffice in ten layouts
# (indented, with blank lines, neither; ragged, justified; one and two columns; two fonts): 2,164 of
# 2,190 lines are whole, and all but 10 of 1,752 where an indent or a blank line marks them:
_INDENT = 1.2  # in parts of a character's height
_ROOM = 0.4  # likewise, left at a line's end for the first word of the next
# Where so many lines begin at the margin, an indent of about two characters begins a paragraph.
_FLUSH_SHARE = 0.3
_FIRST_LINE = (1.5, 2.4)  # parts of a character's height
# So far from an item's number its further lines begin.
_HANGING = 3.5
# Lines further apart than this many times the usual are two paragraphs.
_APART = 1.4
_SIZE_CHANGE = 1.15  # times the size of the text before, as a heading has it
_SENTENCE_END = "。！？；：…”）"
_HEADING = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、章节]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]"
)
# What cannot be parted at a line's end: brackets and quotation marks hold on to their words.
_WORD = re.compile(
    r"[“‘（《(]*[0-9A-Za-zÀ-ɏ.,%+/\-]*.?[，。；：、！？）”’》),.;:]*(?:“[0-9A-Za-z.]+”.?)?"
)
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第?\d{1,4}页?[,，/／ ]*+(?:共|of)?\s*+\d{0,4}页?|[ivxIVX]{1,6}"
)
# A line is looked at as a running head among so many at either end of the page, or as a page number
# in so much of its height; it runs if as many of the pages have it.
_OUTER_LINES = 2
_OUTER_SHARE = 0.12  # of the height
_RUNNING_SHARE = 0.4  # of the pages
# Fewer lines do not tell where the margins are.
_ENOUGH_LINES = 4


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end, and how far apart they are."""

    left: float
    right: float
    leading: float
    flush_share: float = 0.0


def without_running_lines(
    pages: Sequence[Sequence[Piece]], heights: Sequence[float]
) -> list[list[Piece]]:
    """Return the pieces of each page without running heads and page numbers."""
    outer = [_outer(page) for page in pages]
    counts = Counter(key for page in outer for key in {_repeated(piece) for piece in page})
    often = max(2.0, _RUNNING_SHARE * len(pages))
    kept = []
    for page, own, height in zip(pages, outer, heights, strict=True):
        running = {
            piece for piece in own if counts[_repeated(piece)] >= often or _numbers(piece, height)
        }
        kept.append([piece for piece in page if piece not in running])
    return kept


def _outer(page: Sequence[Piece]) -> list[Piece]:
    """Return the pieces on the first and the last lines of a page."""
    prose = [piece for piece in page if not piece.cells]
    lines: list[list[Piece]] = []
    for piece in sorted(prose, key=lambda piece: piece.box.top):
        if lines and lines[-1][-1].box.beside(piece.box):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    ends = lines[:_OUTER_LINES] + lines[_OUTER_LINES:][-_OUTER_LINES:]
    return [piece for line in ends for piece in line]


def _repeated(piece: Piece) -> tuple[str, int]:
    """Return what two pages' running lines have in common: words and height, not numbers."""
    return re.sub(r"\d+", "0", re.sub(r"\s", "", piece.text)), round(piece.box.top / 3)


def _numbers(piece: Piece, height: float) -> bool:
    outside = piece.box.bottom < _OUTER_SHARE * height or piece.box.top > height * (
        1 - _OUTER_SHARE
    )
    return outside and bool(_PAGE_NUMBER.fullmatch(piece.text))


def paragraphs(columns: Sequence[Column]) -> list[str]:
    """Return the lines of text that columns make; a paragraph may go on in the next column."""
    sides = {column.side for column in columns}
    usual = {
        side: _margins([p for column in columns if column.side == side for p in column.pieces])
        for side in sides
    }
    size = _usual_size(columns)
    lines: list[str] = []
    paragraph: list[str] = []
    last: Piece | None = None
    before = Margins(0, 0, 0)
    for column in columns:
        enough = len(column.pieces) >= _ENOUGH_LINES
        margins = _margins(column.pieces) if enough else usual[column.side]
        for i, piece in enumerate(column.pieces):
            apart = i > 0 and last is not None and _set_apart(last, piece, margins)
            goes_on = last is not None and not apart
            if last is None or not goes_on or not _continues(last, before, piece, margins, size):
                lines.extend(_finished(paragraph))
                paragraph = []
            if piece.cells:
                lines.extend(piece.rows)
                last = None
            else:
                paragraph.append(piece.text)
                last, before = piece, margins
    return [*lines, *_finished(paragraph)]


def _finished(paragraph: Sequence[str]) -> Iterator[str]:
    if paragraph:
        yield joined(paragraph)


def _usual_size(columns: Sequence[Column]) -> float:
    sizes = [piece.box.height for column in columns for piece in column.pieces if not piece.cells]
    return median(sizes) if sizes else 0.0


def _margins(pieces: Sequence[Piece]) -> Margins:
    prose = [piece.box for piece in pieces if not piece.cells]
    if not prose:
        return Margins(0, 0, 0)
    steps = [below.top - box.top for box, below in pairwise(prose) if below.top > box.top]
    left = min(box.left for box in prose)
    return Margins(
        left,
        max(box.right for box in prose),
        median(steps) if steps else 0.0,
        sum(box.left - left < _INDENT * box.height for box in prose) / len(prose),
    )


def _set_apart(last: Piece, piece: Piece, margins: Margins) -> bool:
    """Tell whether there is more room between two lines than usual."""
    step = piece.box.top - last.box.top
    return margins.leading > 0 and step > _APART * margins.leading


def _continues(
    last: Piece, before: Margins, piece: Piece, margins: Margins, usual_size: float
) -> bool:
    """Tell whether ``piece`` goes on with the paragraph of ``last``, each within its margins."""
    size = min(last.box.height, piece.box.height)
    if piece.cells or "\t" in last.text + piece.text:
        return False
    if max(last.box.height, piece.box.height) > _SIZE_CHANGE * size:
        return False
    if size > _SIZE_CHANGE * usual_size and _centred(last, before) and _centred(piece, margins):
        return True
    if last.box.right + _next_word(piece) < before.right - _ROOM * size:
        return False
    ended = last.text[-1] in _SENTENCE_END
    if piece.box.left - margins.left > _INDENT * size:
        return not ended and _same_block(last, before, piece, margins)
    return not (ended and _HEADING.match(piece.text))


def _same_block(last: Piece, before: Margins, piece: Piece, margins: Margins) -> bool:
    """Tell whether an indented line goes on with a block, or hangs below an item's number."""
    size = piece.box.height
    indent = piece.box.left - margins.left
    if margins.flush_share >= _FLUSH_SHARE and _FIRST_LINE[0] < indent / size < _FIRST_LINE[1]:
        return False
    shift = indent - (last.box.left - before.left)
    if abs(shift) < size / 2:
        return last.box.right - last.box.left > (before.right - before.left) / 2
    return 0 < shift < _HANGING * size and bool(_HEADING.match(last.text))


def _centred(piece: Piece, margins: Margins) -> bool:
    left, right = piece.box.left - margins.left, margins.right - piece.box.right
    return abs(left - right) < piece.box.height and min(left, right) >= 0


def _next_word(piece: Piece) -> float:
    """Return about how wide that is which cannot be parted at the beginning of a line."""
    word = _WORD.match(piece.text)
    narrow = [0.5 if character.isascii() else 1.0 for character in word.group()] if word else []
    return sum(narrow) * piece.box.height
