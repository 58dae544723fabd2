"""The outline of a plan: numbered headings, labelled blocks, 一是… measures, sentences.

A heading is known by its number (一、（一）1. 第一部分), by its label (目标任务：), by 一是, or,
where enough paragraphs do so, by being a short sentence that opens a paragraph. In damaged copies
a number may stand in the middle of a line or without its point; there it must continue the count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.document import Heading, Outline, Sentence
from kg.extraction.numbers import chinese_integer
from kg.extraction.structure.responsible import assigned
from kg.records import Section
from kg.regex import compiled


class Style(IntEnum):
    """How a heading is marked, the higher styles first."""

    PART = 0
    ROMAN = 1
    TASK = 2
    BRACKETED = 3
    DIGIT = 4
    BRACKETED_DIGIT = 5
    OPENING = 6
    LABEL = 7
    MEASURE = 8


_CHINESE = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(rf"{_CHINESE}|\d+|[①-⑳]")
# A digit glued to one of these is an amount or a date, not the number of a heading.
_AMOUNT = re.compile(r"\d+(?:[年月日号所个名人项万亿元天次级类场门家条位周岁套间分]|小时|多)")
_SENTENCE_ENDS = "。；：！？”）…"
_BOUNDARY = compiled(r"[。！？]+[”’）]*|(?<![，、；：\s])\s*\n|(?<=[，、；：])\s*\n(?=\s*\n)")
_TITLE_END = re.compile(r"[。！？；\n]| (?=\S)|（(?=(?:责任|牵头|主责|承办|负责)[一-鿿]{2}：)")
_MEASURE_END = re.compile(r"[，。！？；：\n]")
_OPENING = re.compile(
    r"[\n ](?:(?<=[。！？”）]\n)|(?<=\n\n)|(?<=[一-鿿]\n)|(?<=[。”] )|(?<=[一-鿿] ))"
    r"(?P<words>[^\s，。！？；：、（）\d]{5,25}。)(?=[ ]*\S)"
)
# A heading between two markers on one line ends here at the latest; longer is text.
_LONGEST_TITLE = 60
# No sentence of a plan is half as long; what is longer has lost its marks and is cut.
_LONGEST_SENTENCE = 2000
# Paragraphs that open with a short sentence: fewer are chance, not a habit of the plan.
_ENOUGH_OPENINGS = 3


class _Marker(NamedTuple):
    start: int
    end: int
    style: Style
    number: str | None


@Language.factory("kg_structure", assigns=["doc._.outline"])
def make_structure(nlp: Language, name: str) -> Structure:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.outline``."""
    return Structure()


class Structure:
    """Writes the outline of the plan to ``doc._.outline``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its outline."""
        doc._.outline = outline(document.text(doc), document.body(doc))
        return doc


def outline(text: str, body: tuple[tuple[int, int], ...]) -> Outline:
    r"""Return headings and sentences of the stretches ``body`` of ``text``.

    >>> found = outline("一、提升质量\n1.学前教育。新建幼儿园20所。", ((0, 24),))
    >>> [(heading.section.level, heading.section.title) for heading in found.headings]
    [(1, '提升质量'), (2, '学前教育')]
    >>> found.sentences[-1].path
    ('提升质量', '学前教育')
    """
    markers = [marker for stretch in body for marker in _numbered(text, *stretch)]
    openings = list(_openings(text, body, markers))
    if len(openings) >= _ENOUGH_OPENINGS:
        markers = sorted([*markers, *openings], key=lambda marker: (marker.start, marker.style))
    headings = assigned(text, _headings(text, body, markers))
    return Outline(headings, tuple(_sentences(text, body, headings)))


def _numbered(text: str, start: int, end: int) -> Iterator[_Marker]:
    """Yield the numbered and labelled markers that stand where a heading may begin."""
    counts: dict[Style, int] = {}
    last = start
    for match in _marker().finditer(text, start, end):
        style = Style[str(match.lastgroup)]
        digits = _NUMBER.search(match.group())
        words = match.group().rstrip("：") if style is Style.LABEL or not digits else digits.group()
        count = 1 if style is Style.LABEL else _count(words)
        expected = count == counts.get(style, 0) + 1 or count == 1
        if not _may_begin(text, start, match, style, expected=expected, heading_from=last):
            continue
        counts[style] = count
        counts = {s: n for s, n in counts.items() if s <= style or s is Style.DIGIT}
        last = match.end() if style < Style.DIGIT else end
        yield _Marker(match.start(), match.end(), style, words)


def _may_begin(
    text: str,
    line_from: int,
    match: re.Match[str],
    style: Style,
    *,
    expected: bool,
    heading_from: int,
) -> bool:
    """Whether a heading may begin at ``match``; ``heading_from`` is the end of the last marker."""
    at = match.start()
    while at > line_from and text[at - 1] == " ":
        at -= 1
    before = text[at - 1] if at > line_from else "\n"
    at_line, after_sentence, blank = before == "\n", before in _SENTENCE_ENDS, at < match.start()
    in_title = 0 < match.start() - heading_from <= _LONGEST_TITLE and not _TITLE_END.search(
        text, heading_from, match.start()
    )
    if style is Style.DIGIT and match.group().isdigit():
        glued = expected and not _AMOUNT.match(text, match.start())
        return glued and (at_line or after_sentence or in_title)
    if style is Style.MEASURE:
        return expected and (at_line or after_sentence or before in "，、")
    return at_line or (expected and (after_sentence or blank or in_title))


def _count(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    return chinese_integer(number) or 0


def _openings(
    text: str, body: Iterable[tuple[int, int]], markers: list[_Marker]
) -> Iterator[_Marker]:
    """Yield short sentences that open a paragraph in which more follows."""
    taken = [marker.start for marker in markers]
    for start, end in body:
        for match in _OPENING.finditer(text, max(0, start - 1), end):
            begin = match.start("words")
            near = bisect_left(taken, begin)
            if near == len(taken) or taken[near] >= match.end():
                yield _Marker(begin, begin, Style.OPENING, None)


def _headings(
    text: str, body: tuple[tuple[int, int], ...], markers: list[_Marker]
) -> tuple[Heading, ...]:
    """Return the headings with their level, their path and how far their content reaches."""
    end_of_body = body[-1][1] if body else 0
    stack: list[tuple[_Marker, str]] = []
    open_at: list[int] = []
    found: list[Heading] = []
    for index, marker in enumerate(markers):
        following = markers[index + 1].start if index + 1 < len(markers) else end_of_body
        title, title_end = _title(text, marker, following)
        while stack and stack[-1][0].style >= marker.style:
            stack.pop()
            closed = open_at.pop()
            found[closed] = replace(found[closed], reach=marker.start)
        section = Section(len(stack) + 1, marker.number, title)
        path = tuple(name for _, name in stack)
        open_at.append(len(found))
        stack.append((marker, title))
        found.append(Heading(marker.start, title_end, end_of_body, section, path, marker.end))
    return tuple(found)


def _title(text: str, marker: _Marker, following: int) -> tuple[str, int]:
    """Return the words of a heading and where they end."""
    if marker.style is Style.LABEL:
        return text[marker.start : marker.end - 1], marker.end
    ends = _MEASURE_END if marker.style is Style.MEASURE else _TITLE_END
    start = marker.end
    while start < following and text[start] == " ":
        start += 1
    match = ends.search(text, start, following)
    end = match.start() if match else following
    end = min(end, start + _LONGEST_TITLE)
    title = text[start:end].strip()
    if not title:
        return text[marker.start : marker.end], marker.end
    return title, start + len(text[start:end].rstrip())


def _sentences(
    text: str, body: tuple[tuple[int, int], ...], headings: tuple[Heading, ...]
) -> Iterator[Sentence]:
    """Yield the sentences of the body, cut where headings begin and end."""
    places = {heading.start for heading in headings}
    places.update(h.end for h in headings if h.section.number and _stands_alone(text, h))
    places.update(match.end() for match in _BOUNDARY.finditer(text))
    cuts = sorted(places)
    numbered = {heading.start: heading.content for heading in headings}
    open_headings: list[Heading] = []
    rest = list(reversed(headings))
    for start, end in body:
        line = looked_to = start
        for begin, stop in _pieces(text, start, end, cuts):
            line = max(line, text.rfind("\n", looked_to, begin) + 1)
            looked_to = begin
            while rest and rest[-1].start <= begin:
                open_headings.append(rest.pop())
            open_headings = [h for h in open_headings if h.reach > begin]
            path = tuple(
                h.section.title for h in open_headings if not _is_own(text, h, begin, stop)
            )
            yield Sentence(begin, stop, path, line, numbered.get(begin, begin))


def _pieces(text: str, start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the cuts without the blanks around them, none of them endless."""
    inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    for left, right in zip([start, *inner], [*inner, end], strict=True):
        for piece in range(left, right, _LONGEST_SENTENCE):
            words = text[piece : min(right, piece + _LONGEST_SENTENCE)]
            stripped = words.strip()
            if stripped:
                begin = piece + words.index(stripped[0])
                yield begin, begin + len(stripped)


def _stands_alone(text: str, heading: Heading) -> bool:
    """Whether text behind a heading's words is no part of its sentence."""
    label = text[heading.end - 1] == "："
    return label or text[heading.end : heading.end + 1] in (" ", "")


def _is_own(text: str, heading: Heading, start: int, stop: int) -> bool:
    """Whether the sentence is nothing but the heading itself."""
    return (
        heading.start == start and stop - heading.end <= 1 and not text[start:stop].endswith("：")
    )


@cache
def _marker() -> re.Pattern[str]:
    raw = resources.words("kg.extraction.structure", "structure")["marker"]
    return compiled(
        rf"""
        (?P<PART>第{_CHINESE}(?:部分|章|编|篇)[、：\ ]?)
      | (?P<ROMAN>{_CHINESE}、)
      | (?P<TASK>(?:{raw["tasks"]})(?:{_CHINESE}|\d{{1,2}})[：、\ \t])
      | (?P<BRACKETED>（{_CHINESE}）)
      | (?P<DIGIT>(?<![\d.])\d{{1,2}}(?:[.．、](?:(?!\d)|(?=20\d\d年))|(?=[一-鿿“])))
      | (?P<BRACKETED_DIGIT>（\d{{1,2}}）|[①-⑳])
      | (?P<LABEL>(?:{raw["labels"]})：)
      | (?P<MEASURE>{_CHINESE}是)
        """,
        re.VERBOSE,
    )
