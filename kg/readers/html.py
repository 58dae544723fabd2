"""Web pages: what a visitor sees, a line a block, without menus and lists of links.

The index number and the dates in a table above the text tell about the plan, so that all blocks are
walked through; furniture that is left is marked by ``kg.clean.furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.encodings import decoded
from kg.readers.lines import row
from kg.records import Source

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
# Where a page declares its encoding: within so many bytes, says the standard, and gives room.
_HEAD = 4096
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
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# So many links in lines that are nothing else are a menu or a list of other pages; one link alone
# may be an appendix.
_FEWEST_LINKS = 3
_LINK_SHARE = 0.9
_DIVIDERS = re.compile(r"[\s|｜>·/\-]+")
# What a page says to machines only, by the names that the State Council's office gives the sites of
# governments (政府网站发展指引, 2017), and how a page prints it.
_META = {"ArticleTitle": "标题", "PubDate": "发布日期", "ContentSource": "来源"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")


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


def source(content: bytes, document: str, _limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a page hold."""
    declared = _DECLARED.search(content[:_HEAD])
    name = declared.group(1).decode("ascii", "replace") if declared else ""
    encoding, markup = decoded(content, where=document, declared=name)
    found = text(markup)
    if not found.strip():
        raise ReadError("has no text", where=document, hint="its text may be loaded by a script")
    return Source(document, digest(content), MEDIA_TYPE, encoding, found)


def text(markup: str) -> str:
    r"""Return the text of a page, a line a block or a row of a table.

    >>> text("<h1>教育工作要点</h1><p>新建学校<b>3</b>所。<table><tr><td>学位<td>个</table>")
    '教育工作要点\n新建学校3所。\n学位\t个\n'
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except ParserError:  # nothing is left
        return ""
    lines = _without_lists_of_links(_lines(root))
    seen = "\n".join(lines)
    told = [f"{label}：{value}" for label, value in _told(root) if value[:10] not in seen]
    return "".join(f"{line}\n" for line in [*told, *lines])


def _told(root: Any) -> Iterator[tuple[str, str]]:
    """Yield what the page tells about itself without showing it."""
    for meta in root.iter("meta"):
        label, value = _META.get(meta.get("name", "")), _BLANKS.sub(" ", meta.get("content", ""))
        if label and value.strip():
            yield label, value.strip()


def _without_lists_of_links(lines: Sequence[Line]) -> list[str]:
    kept: list[str] = []
    run: list[Line] = []
    for line in [*lines, Line("")]:
        if line.text and line.is_link:
            run.append(line)
            continue
        if sum(max(link.links, 1) for link in run) < _FEWEST_LINKS:
            kept.extend(link.text for link in run)
        run = []
        kept.append(line.text)
    return kept[:-1]


def _lines(block: Any) -> list[Line]:
    """Return the lines of ``block``, those of a table's row as one."""
    lines: list[Line] = []
    words: list[tuple[str, bool]] = []

    def finish() -> None:
        line = _line(words)
        words.clear()
        if line.text:
            lines.append(line)

    def walk(element: Any, *, linked: bool, kept: bool) -> None:
        words.append((_blanks(element.text, kept=kept), linked))
        for child in element:
            tag = child.tag
            if tag == "br":
                finish()
            elif tag == "tr":
                finish()
                lines.extend(_row(child))
            elif tag not in _LEFT_OUT and not _HIDDEN.search(child.get("style", "")):
                if tag in _BLOCKS:
                    finish()
                link = tag == "a" and bool(child.get("href"))
                walk(child, linked=linked or link, kept=kept or tag == "pre")
                if tag in _BLOCKS:
                    finish()
            words.append((_blanks(child.tail, kept=kept), linked))

    walk(block, linked=False, kept=False)
    finish()
    return [line for whole in lines for line in _parted(whole)]


def _parted(line: Line) -> Iterator[Line]:
    """Yield the lines of preformatted text one by one."""
    if "\n" not in line.text:
        yield line
        return
    for part in filter(None, (piece.strip() for piece in line.text.splitlines())):
        yield Line(part)


def _blanks(words: str | None, *, kept: bool) -> str:
    return (words or "") if kept else _BLANKS.sub(" ", words or "")


def _line(words: Sequence[tuple[str, bool]]) -> Line:
    text = "".join(word for word, _ in words)
    linked = [word.strip() for word, inside in words if inside and word.strip()]
    return Line(
        text.strip(" \t\r\n\xa0\u3000"),
        sum(len(_DIVIDERS.sub("", word)) for word in linked),
        len(linked),
    )


def _row(element: Any) -> list[Line]:
    cells = [_lines(cell) for cell in element.iterchildren("td", "th")]
    lines = [line for cell in cells for line in cell]
    rows = row([[line.text for line in cell] for cell in cells])
    if len(rows) == len(lines):
        return lines
    linked, links = sum(line.linked for line in lines), sum(line.links for line in lines)
    return [Line(text, linked, links) for text in rows]
