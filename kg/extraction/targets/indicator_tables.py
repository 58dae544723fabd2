"""Tables of indicators, read row by row: name, unit, what it was, what it is to be.

In a text a table is a line that heads it (指标 2020年 2025年 属性) and the lines below that end in
as many values as it has years or goals; cells stand apart by blanks, bars or slashes. Another form
labels each cell: 指标：普惠率 单位：% 2024年目标值：≥97.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import resources
from kg.clean.lines import Line, lines
from kg.extraction.numbers import plain_value, simplified
from kg.extraction.targets.amounts import measure_word
from kg.records import Comparator, Mention, Status, Target
from kg.regex import patterns
from kg.vocabulary import current

_CONFIDENCE = 0.85  # in a target of a table; chosen, not tuned
_LONGEST_NOTE = 30  # characters of a heading or a note inside a table
_CELL = re.compile(r"[^\s|/、]+")
_YEAR = re.compile(r"(20\d\d)年?")
_VALUE = re.compile(
    r"(?P<sign>[≥≤＞＜><]?)(?P<word>不低于|不少于|不超过|达到|约)?"
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>%|[一-鿿]{0,4}?)(?P<bound>以上|左右|以下|以内)?"
)
_MULTIPLIER = re.compile("^(万|亿)(?=.)")
_POWERS = {"万": 4, "亿": 8}
_SIGNS = {
    **dict.fromkeys(("≥", "＞", ">", "以上", "不低于", "不少于"), Comparator.GE),
    **dict.fromkeys(("≤", "＜", "<", "以下", "以内", "不超过"), Comparator.LE),
    **dict.fromkeys(("左右", "约"), Comparator.APPROX),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``table`` of ``targets.toml``."""

    head: re.Pattern[str]
    goal: re.Pattern[str]
    base: re.Pattern[str]
    kind: re.Pattern[str]
    unit_cell: re.Pattern[str]
    unit: re.Pattern[str]
    numbering: re.Pattern[str]
    labelled: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: the year it is of, and whether it tells what was."""

    year: int | None
    base: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A cell with a number, and where it ends."""

    number: Decimal
    comparator: Comparator
    unit: str
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, from ``start`` to ``end``, and its targets."""

    start: int
    end: int
    targets: tuple[Mention, ...]


def rows(text: str, body: Sequence[tuple[int, int]], year: int | None) -> Iterator[Row]:
    r"""Yield the rows of the tables in the stretches ``body`` of a plan for ``year``.

    >>> table = "指标 2020年 2025年\n学前三年毛入园率（%） 87.1 92以上\n"
    >>> [row.targets[0].content.value for row in rows(table, ((0, len(table)),), 2021)]
    [Decimal('92')]
    """
    for start, end in body:
        columns: tuple[Column, ...] = ()
        for line in lines(text[start:end]):
            line = Line(line.start + start, line.end + start, line.text)
            labelled = _labelled(line)
            if labelled:
                yield labelled
                continue
            headed = _columns(line.text, year)
            if headed:
                columns = headed
            elif columns:
                row = _row(line, columns)
                if row:
                    yield row
                elif _ends(line.text):
                    columns = ()


def _columns(line: str, year: int | None) -> tuple[Column, ...]:
    """Return the columns of values that a line heads, none where it heads no table."""
    words = _words()
    cells = _CELL.findall(line)
    if len(cells) < 2 or not words.head.match(cells[0]) or line.endswith("。"):
        return ()
    found: list[Column] = []
    for cell in cells[1:]:
        stated = _YEAR.match(cell)
        if stated or words.goal.search(cell) or words.base.search(cell):
            of = int(stated[1]) if stated else None
            base = bool(words.base.search(cell)) or bool(of and year and of < year)
            found.append(Column(of, base and not words.goal.search(cell)))
    return tuple(found) if any(not column.base for column in found) else ()


def _ends(line: str) -> bool:
    """Whether a line that is no row ends a table: a sentence, not a heading or a note in it."""
    return len(line) > _LONGEST_NOTE or line.endswith("。")


def _row(line: Line, columns: tuple[Column, ...]) -> Row | None:
    words = _words()
    cells = [(m.start(), m.end()) for m in _CELL.finditer(line.text)]
    while cells and words.kind.fullmatch(line.text[slice(*cells[-1])]):
        cells.pop()
    values = cells[-len(columns) :]
    named = cells[: -len(columns)]
    if len(values) < len(columns) or not named:
        return None
    numbering = words.numbering.match(line.text, named[0][0])
    start = numbering.end() if numbering else named[0][0]
    unit, name_end = _unit(line.text, named, start)
    read = [_value(line.text, cell, unit) for cell in values]
    goals = [(column, value) for column, value in zip(columns, read, strict=True) if value]
    name = words.unit.sub("", line.text[start:name_end]).replace(" ", "")
    if len(name) < 2 or not any(not column.base for column, _ in goals):
        return None
    base = next(((c, v) for c, v in goals if c.base), None)
    targets = tuple(
        _mention(line, start, name, column, value, base)
        for column, value in goals
        if not column.base and value.unit
    )
    return Row(line.start, line.end, targets) if targets else None


def _unit(line: str, named: list[tuple[int, int]], start: int) -> tuple[str, int]:
    """Return the unit of a row and where its name ends."""
    words = _words()
    begin, end = named[-1]
    if len(named) > 1 and words.unit_cell.fullmatch(line[begin:end]):
        return line[begin:end], named[-2][1]
    bracketed = words.unit.search(line, start, end)
    return (bracketed["unit"] if bracketed else ""), end


def _value(line: str, cell: tuple[int, int], unit: str) -> Value | None:
    match = _VALUE.fullmatch(line, *cell)
    if not match:
        return None
    number = plain_value(match["number"])
    if number is None:
        return None
    own = match["unit"] or unit
    multiplier = _MULTIPLIER.match(own)
    if multiplier:
        number, own = number.scaleb(_POWERS[multiplier[1]]), own[1:]
    mark = match["sign"] or match["word"] or match["bound"] or ""
    return Value(number, _SIGNS.get(mark, Comparator.EQ), _measure(own), cell[1])


def _measure(unit: str) -> str:
    """Return a unit that the vocabulary has, "" for a word that is none."""
    if unit in ("%", ""):
        return unit
    return unit if measure_word(unit, 0, len(unit)) == unit else ""


def _mention(
    line: Line,
    start: int,
    name: str,
    column: Column,
    value: Value,
    base: tuple[Column, Value] | None,
) -> Mention:
    concept = current().unit.named(value.unit)
    content = Target(
        indicator=name,
        value=simplified(value.number),
        unit=value.unit,
        unit_concept=concept.iri if concept else None,
        comparator=value.comparator,
        status=Status.PLANNED,
        baseline=simplified(base[1].number) if base else None,
        baseline_year=base[0].year if base else None,
        year=column.year,
    )
    return Mention(line.start + start, line.start + value.end, content, _CONFIDENCE)


def _labelled(line: Line) -> Row | None:
    """Return the row of a line whose cells have labels."""
    words = _words()
    match = words.labelled.match(line.text)
    if not match:
        return None
    start = match.start("name")
    unit = match["unit"]
    cells = re.finditer(r"(?P<label>[^\s：]+)：(?P<value>[^\s：]+)", line.text[match.end() :])
    found: list[tuple[Column, Value]] = []
    for cell in cells:
        place = (match.end() + cell.start("value"), match.end() + cell.end("value"))
        value = _value(line.text, place, unit)
        stated = _YEAR.match(cell["label"])
        if value and (words.goal.search(cell["label"]) or words.base.search(cell["label"])):
            base = not words.goal.search(cell["label"])
            found.append((Column(int(stated[1]) if stated else None, base), value))
    before = next(((c, v) for c, v in found if c.base), None)
    targets = tuple(
        _mention(line, start, match["name"], column, value, before)
        for column, value in found
        if not column.base and value.unit
    )
    return Row(line.start, line.end, targets) if targets else None


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.targets", "targets")["table"])
