"""Lines that were broken where the page was full, in the middle of sentences and words.

Such a copy shows itself by its lines: many are about as long as the longest and end in no mark.
Blanks that the same conversion put between digits, units and % go too. The rows of tables are left
as they are: there blanks and breaks part cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.clean.lines import lines
from kg.lexicon import crosses
from kg.offsets import Edit
from kg.records import CleanText
from kg.regex import compiled

_BREAK = compiled(
    r"(?<=[^\s。！？：；”）…])[ ]*+\r?\n[ ]*+(?=\S)|(?<! )[ ]*+\r?\n[ ]*+(?=[，。；、：”）！？])"
)
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[章部]"
)
# No page is narrower, no printed line longer.
_NARROWEST, _WIDEST = 8, 60
_FULL_SHARE = 0.75  # of the widest line; a line with as much is full
_ENOUGH_LINES = 4  # full lines of a text that was broken at a width
# A line shorter than this share of the widest is one of its own: a name, a date.
_SHORTEST_SHARE = 0.3
_BROKEN_SHARE = 0.4  # of all lines are full where a text was broken at a width
_SPACED = compiled(
    r"""(?<=\d)[ ](?=\.\d | %[ ]? | [个所名人次项元台套万亿课](?![一-鿿]{0,3}、))
    | (?<=\d)(?<!\.\d)(?<!\.\d\d)[ ](?=\d)(?!20\d\d年)
    | (?<=[一-鿿])[ ](?=[\ ]*\d[\d\ .]*[%个所名人课小])
    | (?<=%)[ ](?=以)
    | (?<=\d[万亿])[ ](?=[人名个元所家])
    | (?<=\d)[ ](?=\.[ ]\d) | (?<=\d[ ]\.)[ ](?=\d)
    | (?:(?<=[一-鿿]\d)|(?<=[一-鿿]\d\d))[ ](?=\d{1,3}[万亿]?[%个所名人次元])""",
    re.VERBOSE,
)
_ANY_BREAK = compiled(r"(?<=[一-鿿\d.])[ ]*\r?\n[ ]*(?=[一-鿿\d.])")
_CONTEXT, _SHORTEST_LEFT = 8, 4  # characters around a break, and at least before it
_NUMBER_END = re.compile(r"\d\.?$")
_UNIT = (
    "(?:%|[ ]?[万亿余多]?"
    "(?:[个所名人次元台套处张户项门场册件幢栋亩]|公里|平方米|平米|小时|课时|学时))"
)
_NUMBER_GOES_ON = re.compile(rf"\.?\d*(?:\.\d+)?{_UNIT}|\.\d")
_AMOUNT = re.compile(rf"\d+(?:\.\d+)?{_UNIT}")
# A line of so many characters that ends in a word goes on with the amount on the next.
_LONG_LINE = 15
_ENOUGH_BLANKS = 1  # inside an amount, which no writer sets
# A number alone on a line whose unit or verb is on the next: 受益学生 / 14529 / 人次.
_LONE_NUMBER = compiled(
    rf"(?<=[一-鿿，、：；])(?P<before>[ ]*\r?\n[ ]*)(?:\d[\d,]*(?:\.\d+)?|[X×]+)"
    rf"(?P<behind>[ ]*\r?\n[ ]*)(?={_UNIT})"
)
_ENOUGH_LONE = 3  # of them in a text; fewer may be the cells of a table
# A text set with a blank on both sides of every number, as some word processors show it.
_SET_OFF = compiled(
    r"(?<=\d)[ ](?=[一-鿿]) | (?<=[一-鿿])[ ](?=\d)(?!\ \d{1,2}[.、](?!\d)) | (?<=%)[ ](?=[一-鿿])"
    r"| (?<=\d\.)[ ](?=\d+%)",
    re.VERBOSE,
)
_ENOUGH_SET_OFF = 6  # such blanks in a text; fewer may be meant
_LONGEST_ROW = 200  # characters of a table's row
# The row of a table ends in two values of one form, or in its kind behind them.
_VALUE = re.compile(
    r"(?P<none>[—-]+)"
    r"|[≥≤＞＜约]?\d+(?:\.\d+)?(?P<unit>[%年个所人])?(?:以上|以下|左右|现状|实际|目标|规划)?"
)
_KIND = re.compile("属性|预期性?|约束性?|[★*]")


def join(clean: CleanText) -> CleanText:
    """Return the text with its broken lines joined and blanks inside its numbers taken out."""
    clean = clean.edited(_outside_rows(clean.text, _lone_numbers(clean.text)))
    text = clean.text
    clean = clean.edited(_outside_rows(text, _breaks(text) or _broken_words(text)))
    for blanks, enough in ((_SET_OFF, _ENOUGH_SET_OFF), (_SPACED, _ENOUGH_BLANKS)):
        edits = [Edit(*match.span()) for match in blanks.finditer(clean.text)]
        edits = _outside_rows(clean.text, edits)
        if len(edits) >= enough:
            clean = clean.edited(edits)
    return clean


def _outside_rows(text: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits that neither lie in the row of a table nor join one to another line."""
    rows = [line for line in lines(text) if _is_row(line.text)] if edits else []
    ends = [row.end for row in rows]
    near = [bisect_left(ends, edit.start) for edit in edits]
    return [
        edit
        for edit, at in zip(edits, near, strict=True)
        if at == len(rows) or edit.end < rows[at].start
    ]


def _is_row(line: str) -> bool:
    """Whether a line is the row of a table.

    >>> _is_row("公办园占比（%） 45 55以上 预期性"), _is_row("新建学校 1 2 所")
    (True, False)
    """
    if len(line) > _LONGEST_ROW or "，" in line or "。" in line or "；" in line:
        return False
    if line.count("\t") > 1:
        return True
    cells = line.split()
    while cells and _KIND.fullmatch(cells[-1]):
        cells.pop()
    values = [_VALUE.fullmatch(cell) for cell in cells[1:]][-2:]
    stated = [value for value in values if value]
    units = {value["unit"] for value in stated if not value["none"]}
    return len(stated) > 1 and len(units) == 1


def _lone_numbers(text: str) -> list[Edit]:
    """Return the breaks around numbers that a page set apart, each on a line of its own."""
    found = list(_LONE_NUMBER.finditer(text))
    if len(found) < _ENOUGH_LONE:
        return []
    return [Edit(*match.span(side)) for match in found for side in ("before", "behind")]


def _broken_words(text: str) -> list[Edit]:
    """Return the breaks that stand inside a word or a number of a text that has few of them."""
    return [Edit(*match.span()) for match in _ANY_BREAK.finditer(text) if _inside(text, match)]


def _inside(text: str, match: re.Match[str]) -> bool:
    line = text.rfind("\n", 0, match.start()) + 1
    left = text[max(line, match.start() - _CONTEXT) : match.start()]
    right = text[match.end() : match.end() + _CONTEXT].split("\n")[0]
    if len(left) < _SHORTEST_LEFT or _HEADING.match(right):
        return False
    if _NUMBER_END.search(left):
        return bool(_NUMBER_GOES_ON.match(right))
    if match.start() - line >= _LONG_LINE and _AMOUNT.match(right):
        return not _HEADING.match(text, line)
    return crosses(left, right)


def _breaks(text: str) -> list[Edit]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not _is_row(line)]
    open_ended = [len(line) for line in lines if line[-1] not in "。！？：；”）…"]
    width = max(open_ended, default=0)
    full = [length for length in open_ended if length >= _FULL_SHARE * width]
    if not _NARROWEST <= width <= _WIDEST or len(full) < _ENOUGH_LINES:
        return []
    if len(full) < _BROKEN_SHARE * len(lines):
        return []
    return [
        Edit(*match.span())
        for match in _BREAK.finditer(text)
        if not _HEADING.match(text, match.end()) and _goes_on(text, match, width)
    ]


def _goes_on(text: str, match: re.Match[str], width: int) -> bool:
    """Whether the line before a break may go on in the next; a short heading does not."""
    start = text.rfind("\n", 0, match.start()) + 1
    line = text[start : match.start()].strip()
    if len(line) >= _FULL_SHARE * width or not _HEADING.match(line) or line[-1].isdigit():
        return len(line) > _SHORTEST_SHARE * width
    return crosses(line[-_CONTEXT:], text[match.end() : match.end() + _CONTEXT])
