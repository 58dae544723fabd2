r"""What a conversion left of markup: entities, tags, field codes of a word processor.

``&ge;50%`` is ≥50%; ``{ HYPERLINK \l "_Toc3356" }`` says nothing to a reader.
"""

from __future__ import annotations

import html
import re

from kg.offsets import Edit, disjoint
from kg.records import CleanText
from kg.regex import compiled

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_TAG = compiled(
    r"</?(?:p|br|div|span|b|strong|font|td|tr|table|a|li|ul|h\d)\b[^<>\n]{0,200}>|\?/p>"
)
_FIELD = compiled(
    r"\{ ?(?:HYPERLINK|PAGEREF|REF|TOC|PAGE|NUMPAGES|=)[^{}\n]{0,200}\}"
    r"|HYPERLINK (?:\\l )?[\"“”][^\"“”\n]{0,200}[\"“”](?: ?\\l [\"“”][^\"“”\n]{0,60}[\"“”])?"
    r"|PAGEREF \S{1,20}(?: \\h)?(?: \d{1,3})?"
)
# A hard blank that holds a number and its words together.
_HARD_BLANK = compiled(r"(?<=[一-鿿])&nbsp;(?=\d)|(?<=\d)&nbsp;(?=[一-鿿%％])")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff]")
_MARKUP = (_TAG, _FIELD, _ZERO_WIDTH)


def strip(clean: CleanText) -> CleanText:
    """Return the text with its entities read and all other markup taken out."""
    if "&" in clean.text:
        clean = clean.edited([Edit(*match.span()) for match in _HARD_BLANK.finditer(clean.text)])
        entities = _ENTITY.finditer(clean.text)
        clean = clean.edited([Edit(*match.span(), _character(match.group())) for match in entities])
    found = (match for pattern in _MARKUP for match in pattern.finditer(clean.text))
    return clean.edited(disjoint(Edit(*match.span()) for match in found))


def _character(entity: str) -> str:
    """Return what an entity stands for, nothing where that cannot be printed."""
    found = html.unescape(entity)
    return found if found.isprintable() or found.isspace() else ""
