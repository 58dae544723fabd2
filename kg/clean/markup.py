r"""What a conversion left of markup: entities, tags, field codes of a word processor.

``&ge;50%`` is ≥50%; ``{ HYPERLINK \l "_Toc3356" }`` says nothing to a reader.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from kg.offsets import Edit
from kg.records import CleanText

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|strong|font|td|tr|table|a|li|ul|h\d)\b[^<>\n]{0,200}>|\?/p>"
)
_FIELD = re.compile(
    r"\{ ?(?:HYPERLINK|PAGEREF|REF|TOC|PAGE|NUMPAGES|=)[^{}\n]{0,200}\}"
    r"|HYPERLINK (?:\\l )?[\"“”][^\"“”\n]{0,200}[\"“”]"
)
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff]+")
_MARKUP = (_TAG, _FIELD, _ZERO_WIDTH)


def strip(clean: CleanText) -> CleanText:
    """Return the text with its entities read and all other markup taken out."""
    entities = _ENTITY.finditer(clean.text)
    clean = clean.edited([Edit(*match.span(), _character(match.group())) for match in entities])
    found = sorted(m.span() for pattern in _MARKUP for m in pattern.finditer(clean.text))
    apart = [span for before, span in pairwise([(0, 0), *found]) if span[0] >= before[1]]
    return clean.edited([Edit(*span) for span in apart])


def _character(entity: str) -> str:
    """Return what an entity stands for, the entity itself where it stands for nothing printable."""
    found = html.unescape(entity)
    return found if found.isprintable() or found.isspace() else ""
