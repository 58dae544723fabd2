"""What a visitor of a page sees, a line a block or a row of a table.

The parser calls for each tag and each text in their order, so that a page may be nested as deeply
as it likes: there is no tree, and nothing calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.readers.lines import row

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_LEFT_OUT = frozenset([
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "nav", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "video",
    "rt", "rp",
])  # fmt: skip
_CELLS = ("td", "th")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DIVIDERS = re.compile(r"[\s|｜>·/\-]+")
_LINK_SHARE = 0.9  # of a line's characters that are links where it is nothing else
# Tables within tables are layout. Deeper ones than any real page has are read without their rows.
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how many of its characters, in how many places, are a link's."""

    text: str
    linked: int = 0
    links: int = 0

    @property
    def is_link(self) -> bool:
        """Tell whether the line is nothing but links."""
        return self.linked >= _LINK_SHARE * len(_DIVIDERS.sub("", self.text))


@dataclass(slots=True)
class _Block:
    """Gathers the lines of a page, of a cell, or of what stands in a row outside its cells."""

    lines: list[Line] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)

    def finish(self) -> None:
        """End the line that is being gathered."""
        text = "".join(word for word, _ in self.words).strip(" \t\r\n\xa0\u3000")
        linked = [word.strip() for word, inside in self.words if inside and word.strip()]
        self.words.clear()
        if text:
            characters = sum(len(_DIVIDERS.sub("", word)) for word in linked)
            self.lines.extend(_parted(Line(text, characters, len(linked))))


@dataclass(slots=True)
class _Row:
    """Gathers the cells of a table's row, and what stands between them."""

    cells: list[_Block] = field(default_factory=list)
    outside: _Block = field(default_factory=_Block)

    def lines(self) -> list[Line]:
        """Return the lines that the row makes."""
        self.outside.finish()
        lines = [line for cell in self.cells for line in cell.lines]
        rows = row([[line.text for line in cell.lines] for cell in self.cells])
        if len(rows) != len(lines):
            linked, links = sum(line.linked for line in lines), sum(line.links for line in lines)
            lines = [Line(text, linked, links) for text in rows]
        return self.outside.lines + lines


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun: whether a link is around it, whether its blanks are kept.

    ``gathers`` tells that it is a row or a cell, ``out`` that it is not seen.
    """

    linked: bool = False
    kept: bool = False
    gathers: bool = False
    out: bool = False


class Blocks:
    """Takes what a parser finds; ``close`` gives the lines."""

    def __init__(self) -> None:
        self.metas: list[Mapping[str, str]] = []
        self._page = _Block()
        self._gathering: list[_Block | _Row] = [self._page]
        self._rows = 0
        self._open = [_Open()]
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._take_text()
        if tag == "meta":
            self.metas.append(dict(attributes))
        self._open.append(self._opened(tag, attributes, self._open[-1]))

    def _opened(self, tag: str, attributes: Mapping[str, str], around: _Open) -> _Open:
        if around.out:
            return around
        if tag == "tr" and self._rows < _DEEPEST:
            self._block.finish()
            self._rows += 1
            self._gathering.append(_Row())
            return _Open(gathers=True)
        inside = self._gathering[-1]
        if tag in _CELLS and isinstance(inside, _Row):
            inside.cells.append(_Block())
            self._gathering.append(inside.cells[-1])
            return _Open(gathers=True)
        if tag in _LEFT_OUT or _HIDDEN.search(attributes.get("style", "")):
            return _Open(out=True)
        if tag in _BLOCKS or tag == "br":
            self._block.finish()
        link = tag == "a" and bool(attributes.get("href"))
        return _Open(around.linked or link, around.kept or tag == "pre")

    def data(self, text: str) -> None:
        """Take a text, or a part of one."""
        if not self._open[-1].out:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._take_text()
        ended = self._open.pop() if len(self._open) > 1 else _Open()
        if ended.gathers:
            self._gathered()
        elif tag in _BLOCKS and not ended.out:
            self._block.finish()

    def _gathered(self) -> None:
        inside = self._gathering.pop()
        if isinstance(inside, _Row):
            self._rows -= 1
            self._block.lines.extend(inside.lines())
        else:
            inside.finish()

    def close(self) -> Sequence[Line]:
        """Return the lines of the page."""
        self._take_text()
        while len(self._gathering) > 1:
            self._gathered()
        self._page.finish()
        return self._page.lines

    @property
    def _block(self) -> _Block:
        inside = self._gathering[-1]
        return inside.outside if isinstance(inside, _Row) else inside

    def _take_text(self) -> None:
        """Take the parts of a text as one."""
        if self._text:
            around = self._open[-1]
            words = "".join(self._text)
            self._text.clear()
            words = words if around.kept else blanks(words)
            self._block.words.append((words, around.linked))


def blanks(words: str) -> str:
    """Return the words with one blank for any number of blanks and breaks."""
    return _BLANKS.sub(" ", words)


def _parted(line: Line) -> Iterator[Line]:
    """Yield the lines of preformatted text one by one."""
    if "\n" not in line.text:
        yield line
        return
    for part in filter(None, (piece.strip() for piece in line.text.splitlines())):
        yield Line(part)
