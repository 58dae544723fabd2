"""Word files: paragraphs, tables and text boxes in their order.

Numbers that Word counts itself are written out. Left out are headers and footers, footnotes,
comments, deletions, hidden text and tables of contents, which say everything twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.blank import is_blank
from kg.readers.length import counted
from kg.readers.lines import row
from kg.readers.numbering import Numbering
from kg.readers.package import damaged, opened
from kg.records import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_BOX = f"{_W}txbxContent"
# What may stand around paragraphs, rows, cells or runs and is no thing of its own.
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_LEFT_OUT = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "rt", "rPr", "pPr"))
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a Word file hold."""
    return Source(document, digest(content), MEDIA_TYPE, "", text(content, document, limits))


def text(content: bytes, document: str, limits: Limits = LIMITS) -> str:
    """Return the text of a Word file, a line a paragraph; ReadError where there is none."""
    file = opened(content, document, limits)
    try:
        names = {style.style_id: (style.name or "").lower() for style in file.styles}
        numbering = Numbering.of(file)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise damaged(document) from error
    contents = frozenset(style for style, name in names.items() if name.startswith("toc "))
    lines = _Body(numbering, contents).lines(file.element.body)
    found = "\n".join(counted(lines, document, limits))
    if is_blank(found):
        raise ReadError("has no text", where=document, hint="a scanned document needs OCR")
    return found + "\n"


class _Body:
    """Walks what stands in a body, a cell or a text box, counting the numbers on the way."""

    def __init__(self, numbering: Numbering, contents: frozenset[str]) -> None:
        self._numbering = numbering
        self._contents = contents

    def lines(self, container: Any) -> Iterator[str]:
        """Yield the lines of all blocks in ``container``."""
        for block in _children(container):
            if block.tag == f"{_W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                yield from self._table(block)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in self._contents:
            return
        boxes: list[Any] = []
        words = "".join(_words(paragraph, boxes))
        if words.strip():
            first, *more = (line.strip() for line in words.strip().split("\n"))
            yield self._numbering.label(paragraph) + first
            yield from filter(None, more)
        for box in boxes:
            yield from self.lines(box)

    def _table(self, table: Any) -> Iterator[str]:
        for line in _children(table):
            if line.tag == f"{_W}tr" and line.find(f"{_W}trPr/{_W}del") is None:
                cells = [cell for cell in _children(line) if cell.tag == f"{_W}tc"]
                own = [cell for cell in cells if not _continues(cell)]
                yield from row([list(self.lines(cell)) for cell in own])


def _children(element: Any) -> Iterator[Any]:
    """Yield the children of ``element``, looking through wrappers; no table of contents."""
    for child in element:
        if child.tag not in _WRAPPERS:
            yield child
        elif not _contents(child):
            yield from _children(child)


def _contents(wrapper: Any) -> bool:
    """Tell whether a wrapper holds a table of contents."""
    gallery = wrapper.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _continues(cell: Any) -> bool:
    """Tell whether a cell is merged with the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the characters below ``element``; text boxes are put into ``boxes``."""
    for child in element:
        if child.tag in (f"{_W}t", _MATH_TEXT):
            yield (child.text or "") + "".join(inner.tail or "" for inner in child)
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag == f"{_MC}AlternateContent":
            yield from _alternative(child, boxes)
        elif child.tag not in _LEFT_OUT and not _hidden(child):
            yield from _words(child, boxes)


def _alternative(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the words of one of the alternatives: both say the same."""
    own = len(boxes)
    for branch in (f"{_MC}Choice", f"{_MC}Fallback"):
        words = [word for child in element.findall(branch) for word in _words(child, boxes)]
        yield from words
        if words or len(boxes) > own:
            return


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")
