"""Punctuation, digits and letters in one form, character for character.

Full-width digits and letters become ASCII, ASCII punctuation beside Chinese becomes full-width,
brackets and quotation marks of other shapes become （ ） and “ ”, 二〇二三年 becomes 2023年. A tab
between the cells of a table stays one. No offset changes.
"""

from __future__ import annotations

import re

from kg.offsets import Edit
from kg.records import CleanText, FaultKind
from kg.regex import compiled

_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i).isalnum()}
_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x3000], " ")
# Two wide blanks inside a line set apart the cells of a table's row, and become TABs.
_CELL_EDGE = compiled("(?<=\\S)(?:\u3000+|[ ]{2,})(?=\\S)")
_PROSE = re.compile("[，。；,;]")
_ROW_EDGES = 2  # such edges make a line a row
_ONE_FORM = (
    _FULL_WIDTH
    | _BLANKS
    | str.maketrans(
        {
            "％": "%",
            "＋": "+",
            "～": "~",
            "〜": "~",
            "〞": "”",
            "〝": "“",
            "「": "“",
            "」": "”",
            "〔": "（",
            "〕": "）",
            "［": "（",
            "］": "）",
            "﹝": "（",
            "﹞": "）",
            "－": "-",
            "–": "-",
            "─": "—",
        }
    )
)
_OTHER_FORM = compiled(f"[{''.join(map(re.escape, map(chr, _ONE_FORM)))}]+")
_TO_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
# ASCII punctuation that has no digit or Latin letter on both sides: 1,100 and 4:6 stay as they are.
_ASCII_MARK = compiled(r"(?<![0-9A-Za-z])[,:;!?()]|[,:;!?()](?![0-9A-Za-z])")
_ODD_MARK = compiled(r"[〞〝]|〔(?!\d{4}〕)")
# <<指南>> and 〈〈指南〉〉 are 《指南》.
_ANGLES = compiled(r"[<＜〈]{2}([^<>＜＞〈〉《》\n]{2,60})[>＞〉]{2}")
# 13。7亿元: a full stop between digits that no unit stands before is a decimal point.
# So is one before 亿元, whose digit is lost, and a full-width one; a full-width comma may part the
# thousands: 21，306人次.
_DECIMAL = compiled(r"(?<=\d)(?:。(?=\d+(?:[万亿%]|[个所名人元次])|[万亿][元个人])|．(?=\d))")
_THOUSANDS = compiled(r"(?<![\d.])(\d{1,3})，(?=\d{3}(?:[人元名所个万]|平方米))")
_WIDE_COMMA = re.compile(r"，\d{3}[人元名所个万平]")
# 二〇二三年, with any of the circles that stand for the zero.
_CHINESE_YEAR = re.compile("二[〇零○◯OＯo0][〇零○◯OＯo0一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("〇零○◯OＯo一二三四五六七八九", "0000000123456789")
_INDENT = compiled(r"^[ \t]*\t", re.MULTILINE)
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,40})"')


def unify(clean: CleanText) -> CleanText:
    """Return the text with one form of every mark; odd ones are reported as a fault."""
    odd = _ODD_MARK.search(clean.text)
    if odd:
        note = "引号或括号已损坏，如〞和〔〕"
        clean = clean.faulty(FaultKind.ODD_MARKS, note, odd.span())
    text = _with_cells(clean.text)
    text = _OTHER_FORM.sub(lambda match: match.group().translate(_ONE_FORM), text)
    if "\t" in text:
        text = _INDENT.sub(lambda match: " " * len(match.group()), text)
    text = _STRAIGHT_QUOTES.sub(r"“\1”", text)
    text = _ASCII_MARK.sub(lambda match: match.group().translate(_TO_FULL_WIDTH), text)
    text = _ANGLES.sub(r" 《\1》 ", text)
    text = _DECIMAL.sub(".", text)
    text = _THOUSANDS.sub(r"\1,", text) if _WIDE_COMMA.search(text) else text
    text = _CHINESE_YEAR.sub(lambda match: match.group().translate(_YEAR_DIGITS), text)
    if text == clean.text:
        return clean
    return clean.edited([Edit(0, len(clean.text), text)])


def _with_cells(text: str) -> str:
    """Return the text with TABs for the wide blanks between the cells of its rows."""
    if "\u3000" not in text and "  " not in text:
        return text
    return "".join(
        _CELL_EDGE.sub(lambda edge: "\t" * len(edge.group()), line)
        if ("\u3000" in line or "  " in line)
        and len(_CELL_EDGE.findall(line)) >= _ROW_EDGES
        and not _PROSE.search(line)
        else line
        for line in text.splitlines(keepends=True)
    )
