"""A document's text as it is read in the page: repaired, with its original wording beside it.

What the steps of ``kg.clean`` undo is shown as they leave it: pinyin and page numbers taken out,
Traditional as Simplified, spun words restored, broken quotation marks mended. What only unifies the
form for the extraction stays as it stands in the document: the width of marks and digits, kinds of
blanks, dashes and quotation marks, 二〇二三年, and masks, for ** is what the document says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.clean import clean
from kg.explore.data import Piece, TextRow
from kg.explore.fitting import MOST_TEXT
from kg.identifiers import digest
from kg.kept import kept_text
from kg.offsets import Segment
from kg.records import CleanText, Source

_Stretch = tuple[int, int, str]  # of the source, and what is shown for it

# Marks that mean the same, whichever of them a document has.
_SAME_MARKS = ('"“”「」『』', "-－–─—", "~～〜", "()（）[]［］﹝﹞【】", "<＜〈《>＞〉》")
_SAME = {mark: marks[0] for marks in _SAME_MARKS for mark in marks}
_YEAR_DIGITS = "〇零○◯OＯo一二三四五六七八九"
_MASK = re.compile("[X.]+")
_LETTER = re.compile(r"[^\W\d_]")


def texts(documents: Mapping[str, str], kept: Path) -> tuple[TextRow, ...]:
    """Return the texts of ``documents``, names by digest, sorted; ``kept`` is their folder.

    One that has not been kept is left out. Texts that together are more than a page holds are not
    repaired: they will not be shown.
    """
    found = ((name, kept_text(kept, name)) for name in sorted(documents))
    read = {name: text for name, text in found if text is not None}
    if sum(map(len, read.values())) > MOST_TEXT:
        return tuple(TextRow(name, (Piece(text),)) for name, text in read.items())
    return tuple(TextRow(name, pieces(text, documents[name])) for name, text in read.items())


def pieces(text: str, document: str = "") -> tuple[Piece, ...]:
    r"""Return the pieces of a text; their originals, where they have one, joined are the text.

    >>> [(piece.shown, piece.original) for piece in pieces("推进教\n- 3 -\n育公平，")]
    [('推进教', None), ('', '\n- 3 -\n'), ('育公平，', None)]
    """
    content = text.encode("utf-8", "surrogatepass")
    # the steps of cleaning look at the text alone, which is plain text once it is kept
    cleaned = clean(Source(document, digest(content), "text/plain", "utf-8", text))
    furniture = [cleaned.offsets.source_span(*stretch) for stretch in cleaned.furniture]
    cut = _cut(_stretches(cleaned), [edge for stretch in furniture for edge in stretch], text)
    return tuple(_pieces(cut, furniture, text))


def _pieces(
    stretches: Iterable[_Stretch], furniture: Sequence[tuple[int, int]], text: str
) -> Iterator[Piece]:
    """Yield a piece for each change, and one for all that stands unchanged between two changes."""
    plain, plain_furniture = "", False
    for start, end, shown in stretches:
        inside = any(left <= start < right for left, right in furniture)
        changed = shown != text[start:end]
        if plain and (changed or inside != plain_furniture):
            yield Piece(plain, None, plain_furniture)
            plain = ""
        if changed:
            yield Piece(shown, text[start:end], inside)
        else:
            plain, plain_furniture = plain + shown, inside
    if plain:
        yield Piece(plain, None, plain_furniture)


def _cut(stretches: Iterable[_Stretch], edges: Sequence[int], text: str) -> Iterator[_Stretch]:
    """Yield the stretches, those that stand unchanged cut at the edges of the furniture."""
    for start, end, shown in stretches:
        inner = [edge for edge in edges if start < edge < end]
        if not inner or shown != text[start:end]:
            yield start, end, shown
            continue
        for left, right in zip([start, *inner], [*inner, end], strict=True):
            yield left, right, text[left:right]


def _stretches(cleaned: CleanText) -> Iterator[_Stretch]:
    """Yield all of the source in order, in stretches that are changed or not."""
    source, done = cleaned.source.text, 0
    for segment in _apart(cleaned.offsets.segments):
        if done < segment.source_start:
            yield done, segment.source_start, ""
        done = segment.source_end
        before = source[segment.source_start : done]
        after = cleaned.text[segment.clean_start : segment.clean_end]
        if segment.aligned:
            yield from _compared(segment.source_start, before, after)
        else:
            yield segment.source_start, done, before if _masks(before, after) else after
    if done < len(source):
        yield done, len(source), ""


def _apart(segments: Iterable[Segment]) -> Sequence[Segment]:
    """Return the segments of a map, those that share some of the source as one."""
    apart: list[Segment] = []
    for segment in segments:
        last = apart[-1] if apart else None
        if last and segment.source_start < last.source_end:
            end = max(last.source_end, segment.source_end)
            apart[-1] = Segment(last.clean_start, segment.clean_end, last.source_start, end, False)
        else:
            apart.append(segment)
    return apart


def _compared(start: int, before: str, after: str) -> Iterator[_Stretch]:
    """Yield runs of characters that are the same, or as good as, and runs that are not."""
    at = 0
    changed = [not _alike(old, new) for old, new in zip(before, after, strict=True)]
    while at < len(changed):
        end = at + 1
        while end < len(changed) and changed[end] == changed[at]:
            end += 1
        yield start + at, start + end, after[at:end] if changed[at] else before[at:end]
        at = end


def _alike(old: str, new: str) -> bool:
    """Return whether a character is but another form of one, so that the old one reads as well."""
    if old == new or (old.isspace() and new.isspace()) or new == "X":
        return True
    if new.isascii() and new.isdigit() and old in _YEAR_DIGITS:
        return True
    if old in _SAME and new in _SAME:
        return _SAME[old] == _SAME[new]
    return unicodedata.normalize("NFKC", old) == unicodedata.normalize("NFKC", new)


def _masks(before: str, after: str) -> bool:
    """Return whether this is a mask, which is shown as it stands; an advertisement is not.

    >>> _masks("……", "XX"), _masks("(微信:abc)", "XX")
    (True, False)
    """
    return bool(_MASK.fullmatch(after)) and not _LETTER.search(before)
