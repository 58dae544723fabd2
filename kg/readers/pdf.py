"""PDF files: the characters with their places, made into lines, rows and paragraphs.

A PDF keeps neither lines nor tables, only characters and strokes; ``kg.readers.page`` and
``kg.readers.paragraphs`` find them again. Look-alike radicals stay as the file has them.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.blank import is_blank
from kg.readers.boxes import Box
from kg.readers.length import refuse_long
from kg.readers.page import Column, Glyph, Piece, Rules, columns, tabulated, with_rows_joined
from kg.readers.paragraphs import paragraphs, without_running_lines
from kg.records import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MEDIA_TYPE = "application/pdf"
# Fonts without a map give no character, or one of the private use area, for every sign. Sound files
# have a few bullets of that kind; a file of which a tenth cannot be read is of no use.
_GARBLED_SHARE = 0.1
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]")
# A page with fewer characters is a picture, perhaps with a stamp or a page number.
_FEWEST = 5
# How much of a character's height is below its line; fonts say it differently for the same signs.
_DESCENT = 0.12


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a PDF hold; ReadError where its text cannot be had."""
    return Source(document, digest(content), MEDIA_TYPE, "", text(content, document, limits))


def text(content: bytes, document: str, limits: Limits = LIMITS) -> str:
    """Return the text of a PDF, a line a paragraph; ReadError where there is none."""
    with closing(_opened(content, document)) as opened:
        if len(opened) > limits.pages:
            hint = "split it, or allow more with --limit pages=NUMBER"
            what = f"has {len(opened):,} pages, more than {limits.pages:,}"
            raise ReadError(what, where=document, hint=hint)
        pages, heights = _pages(opened, document, limits)
    characters = sum(len(piece.text) + len("".join(piece.rows)) for page in pages for piece in page)
    if characters < _FEWEST * max(len(pages), 1):
        hint = "it is a scan; it needs OCR"
        raise ReadError("has no text", where=document, hint=hint)
    own = with_rows_joined(without_running_lines(pages, heights))
    found = "\n".join(paragraphs([column for page in own for column in columns(page)])) + "\n"
    if is_blank(found):
        hint = "save what it says as text"
        raise ReadError("says the same on every page", where=document, hint=hint)
    garbled = len(_GARBLED.findall(found))
    if garbled > _GARBLED_SHARE * len(found):
        raise ReadError(
            f"has {garbled} of {len(found)} characters that stand for nothing",
            where=document,
            hint="its fonts have no map to characters; it needs OCR, or another copy",
        )
    return found


def _opened(content: bytes, document: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError, raw

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            hint = "save a copy without a password"
            raise ReadError("is encrypted", where=document, hint=hint) from error
        raise ReadError("is a damaged PDF file", where=document, hint="save it anew") from error


def _pages(
    opened: PdfDocument, document: str, limits: Limits
) -> tuple[list[list[Piece]], list[float]]:
    """Return the pieces of each page and the pages' heights."""
    from pypdfium2 import PdfiumError

    pages: list[list[Piece]] = []
    heights: list[float] = []
    characters = 0
    try:
        for page in opened:
            with closing(page), closing(page.get_textpage()) as text_page:
                characters += text_page.count_chars()
                refuse_long(characters, document, limits)
                turned = _Turned(page)
                rules = Rules.of(_strokes(page, turned))
                pages.append(tabulated(_glyphs(text_page, turned), rules, _cell_lines))
                heights.append(turned.height)
    except PdfiumError as error:
        raise ReadError("is a damaged PDF file", where=document, hint="save it anew") from error
    return pages, heights


def _cell_lines(pieces: Any) -> list[str]:
    return paragraphs([Column(tuple(pieces))])


class _Turned:
    """Places of the file as they are seen: turned with the page, from the upper left corner."""

    def __init__(self, page: PdfPage) -> None:
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._quarters = page.get_rotation() // 90
        upright = self._quarters % 2 == 0
        across, up = self._right - self._left, self._top - self._bottom
        self.height = up if upright else across

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box that is seen where the file has these edges."""
        if self._quarters == 1:
            return Box(
                bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
            )
        if self._quarters == 2:
            return Box(
                self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
            )
        if self._quarters == 3:
            return Box(self._top - top, self._right - right, self._top - bottom, self._right - left)
        return Box(left - self._left, self._top - top, right - self._left, self._top - bottom)


def _glyphs(text_page: PdfTextPage, turned: _Turned) -> Iterator[Glyph]:
    """Yield the characters of a page in the order of the file."""
    from pypdfium2 import raw

    high = 0
    for i in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, i)
        if raw.FPDFText_IsGenerated(text_page, i) == 1 or 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
        box = _place(text_page, i)
        if box and all(map(math.isfinite, box)):
            yield Glyph(_character(code), turned.box(*box))


def _place(text_page: PdfTextPage, i: int) -> tuple[float, float, float, float] | None:
    """Return the edges of a character: its font's size high, or less, above and below its line."""
    from pypdfium2 import raw

    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    known = (
        raw.FPDFText_GetLooseCharBox(text_page, i, ctypes.byref(loose))
        and raw.FPDFText_GetMatrix(text_page, i, ctypes.byref(matrix))
        and raw.FPDFText_GetCharOrigin(text_page, i, ctypes.byref(x), ctypes.byref(y))
    )
    if not known:
        return None
    if abs(matrix.b) > abs(matrix.a):  # turned text
        return loose.left, loose.bottom, loose.right, loose.top
    size = raw.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
    below = _DESCENT if matrix.d >= 0 else 1 - _DESCENT
    return loose.left, y.value - below * size, loose.right, y.value + (1 - below) * size


def _character(code: int) -> str:
    """Return the character of a code, U+FFFD where it stands for none."""
    if code < 0x20 or code > sys.maxunicode or code & 0xFFFE == 0xFFFE:
        return " " if code in (0x09, 0x0A, 0x0D) else "\ufffd"
    if 0xD800 <= code <= 0xDFFF:  # half of a pair, which no encoding has
        return "\ufffd"
    return " " if chr(code).isspace() else chr(code)


def _strokes(page: PdfPage, turned: _Turned) -> Iterator[Box]:
    """Yield the straight strokes of a page and the sides of its boxes."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for path in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        matrix = path.get_matrix()
        before: tuple[float, float] | None = None
        start: tuple[float, float] | None = None
        for i in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, i)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO and before:
                yield _stroke(before, point, turned)
            if raw.FPDFPathSegment_GetClose(segment) and start:
                yield _stroke(point, start, turned)
            before = point


def _stroke(one: tuple[float, float], other: tuple[float, float], turned: _Turned) -> Box:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return turned.box(left, bottom, right, top)
