"""Names and numbers that a mirror has masked, all as X: **, ××, xx, 1+*, an advertisement.

A mask keeps its length; an advertisement in the place of a number becomes XX as a whole. What was
masked is never guessed.
"""

from __future__ import annotations

import re

from kg.offsets import Edit
from kg.records import CleanText, FaultKind

_MASK = re.compile(r"\*{2,}|[×✕○◯]{2,}|(?<![A-Za-z])[xXＸ]{2,}(?![A-Za-z])|(?<=\d\+)\*")
_ADVERTISEMENT = re.compile(r"（(?:微信|QQ|qq|电话|联系|加V|公众号|关注)[^）\n]{0,40}）")
# A measure word behind the advertisement: it stands where a number stood.
_COUNTED = re.compile(r"[ ]?(?:%|万|亿|余|多|人|名|位|所|个|项|元|场|次|门|间|套|台|平方米)")


def unify(clean: CleanText) -> CleanText:
    """Return the text with one kind of mask; masks and advertisements are reported as faults."""
    masks = _MASK.finditer(clean.text)
    edits = [Edit(*match.span(), "X" * len(match.group())) for match in masks]
    if edits:
        note = f"{len(edits)}处名称或数字被遮盖"
        clean = clean.faulty(FaultKind.MASKED, note, (edits[0].start, edits[0].end))
    advertisements = list(_ADVERTISEMENT.finditer(clean.text))
    if advertisements:
        note = f"正文夹有{len(advertisements)}处广告"
        clean = clean.faulty(FaultKind.ADVERTISEMENT, note, advertisements[0].span())
    for match in advertisements:
        counted = _COUNTED.match(clean.text, match.end())
        edits.append(Edit(*match.span(), "XX" if counted else ""))
    return clean.edited(sorted(edits))
