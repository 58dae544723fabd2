"""Web pages: what a visitor sees, a line a block, without menus and lists of links.

The index number and the dates in a table above the text tell about the plan, so that all blocks are
walked through; furniture that is left is marked by ``kg.clean.furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.blank import is_blank
from kg.readers.blocks import Blocks, Line, blanks
from kg.readers.encodings import decoded
from kg.records import Source

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I
)
# Where a page declares its encoding: within so many bytes, says the standard, and gives room.
_HEAD = 4096
# So many links in lines that are nothing else are a menu or a list of other pages; one link alone
# may be an appendix.
_FEWEST_LINKS = 3
# What a page says to machines only, by the names that the State Council's office gives the sites of
# governments (政府网站发展指引, 2017), and how a page prints it.
_META = {"ArticleTitle": "标题", "PubDate": "发布日期", "ContentSource": "来源"}
# No page has more of it; each is looked for in the text.
_MOST_TOLD = 20
_TOLD_BY = 10  # characters of it by which the text is seen to say it too
_TAG = re.compile("<[A-Za-z!/?]")


def source(content: bytes, document: str, _limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a page hold."""
    declared = _DECLARED.search(content[:_HEAD])
    name = declared.group(1).decode("ascii", "replace") if declared else ""
    encoding, markup = decoded(content, where=document, declared=name)
    if not is_blank(markup) and not _TAG.search(markup):
        raise ReadError("is no web page", where=document, hint="a text is named .txt")
    found = text(markup)
    if is_blank(found):
        raise ReadError("has no text", where=document, hint="its text may be loaded by a script")
    return Source(document, digest(content), MEDIA_TYPE, encoding, found)


def text(markup: str) -> str:
    r"""Return the text of a page, a line a block or a row of a table.

    >>> text("<h1>教育工作要点</h1><p>新建学校<b>3</b>所。<table><tr><td>学位<td>个</table>")
    '教育工作要点\n新建学校3所。\n学位\t个\n'
    """
    from lxml.etree import HTMLParser, XMLSyntaxError, fromstring

    page: Any = Blocks()
    # "huge" is a text of ten million bytes, after which nothing more would be read
    parser = HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        found: Any = fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except XMLSyntaxError:  # nothing is left
        return ""
    lines = _without_lists_of_links(found)
    seen = "\n".join(lines)
    told = [
        f"{label}：{value}" for label, value in _told(page.metas) if value[:_TOLD_BY] not in seen
    ]
    return "".join(f"{line}\n" for line in [*told, *lines])


def _told(metas: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what the page tells about itself without showing it."""
    known = [meta for meta in metas if meta.get("name", "") in _META]
    for meta in known[:_MOST_TOLD]:
        if value := blanks(meta.get("content", "")).strip():
            yield _META[meta["name"]], value


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
