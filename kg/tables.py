"""Tables of plain values, and the forms in which people and programs take them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, takewhile

from kg.errors import ReadError

Cell = str | int | bool | Decimal | None
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What may stand before a formula: LibreOffice drops NUL (measured with 7.4).
_PASSED_OVER = r"\s\0\"\u200b-\u200f\u2060\ufeff"
_BEFORE_FORMULA = re.compile(
    rf"(?:^|(?<=;)|(?<![{_PASSED_OVER};]))[{_PASSED_OVER}]*(?=[=+\-@＝＋－＠])"
)
# Where, beside ``;``, spreadsheets of another language, or a text import, divide a cell once more.
_DIVIDER = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# Line ends, what commands a terminal, and what turns the order of its letters (UAX #9).
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under named columns; None where a row has nothing to say."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row by the names of its columns."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def as_text(table: Table, widest: int = 0) -> str:
    """Return the table in aligned columns, Chinese characters two wide.

    What is wider than ``widest``, where that is given, is cut and ends in ….

    >>> print(as_text(Table(("region", "n"), (("常州市", 3), ("A", 12)))), end="")
    region  n
    ------  --
    常州市  3
    A       12
    """
    rows = [[_one_line(plain(cell)) for cell in row] for row in (table.columns, *table.rows)]
    if widest:
        rows = [[_cut(cell, widest) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(row, widths) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in lines)


def as_csv(table: Table) -> str:
    r"""Return the table as CSV (RFC 4180) in which no cell is a formula, lines ending in CR LF.

    A text that a spreadsheet would compute has an apostrophe more, see ``harmless``; ``as_json``
    has every value as it is.

    >>> as_csv(Table(("a", "b"), (("x,y", None), ("=1+1", -3))))
    'a,b\r\n"x,y",\r\n\'=1+1,-3\r\n'
    """
    buffer = io.StringIO(newline="")
    rows = [table.columns, *([plain(cell) for cell in row] for row in table.rows)]
    guarded = ([harmless(cell) for cell in row] for row in rows)
    csv.writer(buffer, lineterminator="\r\n").writerows(guarded)
    return buffer.getvalue()


def as_excel_csv(table: Table) -> bytes:
    """Return the table as CSV with the byte-order mark by which Excel knows UTF-8."""
    return as_csv(table).encode("utf-8-sig", "replace")


def as_json(table: Table) -> str:
    """Return the rows as a JSON array of objects, numbers as numbers, null where there is nothing.

    >>> print(as_json(Table(("value",), ((Decimal("3.5"),),))), end="")
    [
      {"value": 3.5}
    ]
    """
    rows = [
        "  " + json.dumps({name: _json(cell) for name, cell in row.items()}, ensure_ascii=False)
        for row in table.records()
    ]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "table": as_text,
    "csv": as_csv,
    "json": as_json,
}


def plain(cell: Cell) -> str:
    """Return a value as text: nothing for None, ``true`` and ``false`` for truth."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def harmless(value: str) -> str:
    """Return ``value`` with an apostrophe before what a spreadsheet would take for a formula.

    That may stand within, where a program divides cells by semicolons, TABs or line ends.

    >>> harmless("=1+1"), harmless("-3.5"), harmless("双减;@SUM(A1)")
    ("'=1+1", '-3.5', "双减;'@SUM(A1)")
    """

    def marked(before: re.Match[str]) -> str:
        begins = before.start() == 0 or value[before.start() - 1] == ";"
        return "'" * begins + _DIVIDER.sub(r"\g<0>'", before[0])

    if _NUMBER.fullmatch(value):
        return value
    guarded = _BEFORE_FORMULA.sub(marked, value)
    return f"'{guarded}" if guarded.startswith(("\t", "\r")) else guarded


def csv_rows(content: bytes, name: str = "") -> list[dict[str, str]]:
    r"""Return the rows of a CSV file as texts, by the names in its first row.

    It may be as Excel saves it on a Chinese machine: UTF-8 with a mark, UTF-16 or GB18030, its
    cells divided by commas, semicolons or TABs. ReadError, with the ``name`` of the file, where a
    quotation is not closed or two columns have one name.

    >>> csv_rows("do,to\r\nmerge,双减\r\n".encode("gb18030"))
    [{'do': 'merge', 'to': '双减'}]
    """
    try:
        text = content.decode("utf-16" if content[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        where = f"{name}, line {reader.line_num}" if name else f"line {reader.line_num}"
        raise ReadError(f"is no CSV: {error}", where=where) from error
    head = column_names(rows.pop(0) if rows else [], name)
    return [dict(zip(head, (cell.strip() for cell in row), strict=False)) for row in rows]


def column_names(head: Iterable[str], name: str = "") -> list[str]:
    """Return the names of columns in small letters; ReadError where one is there twice.

    >>> column_names(["Do ", "to"])
    ['do', 'to']
    """
    found = [cell.strip().lower() for cell in head]
    twice = next((cell for cell in found if cell and found.count(cell) > 1), None)
    if twice:
        raise ReadError(f"has two columns {twice}", where=name, hint="take one of them out")
    return found


def _json(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def visible(value: str, kept: str = "") -> str:
    r"""Return ``value`` in one line that does nothing to a terminal, controls written as escapes.

    Those in ``kept`` stay.

    >>> visible("a\nb\x1b[31m"), visible("a\nb", kept="\n")
    ('a\\nb\\x1b[31m', 'a\nb')
    """

    def escaped(match: re.Match[str]) -> str:
        return match[0] if match[0] in kept else match[0].encode("unicode_escape").decode()

    return re.sub(_UNPRINTABLE, escaped, value)


def _one_line(value: str) -> str:
    """Make every run of line ends and other control characters one blank."""
    return re.sub(f"{_UNPRINTABLE}+", " ", value)


def _aligned(row: Sequence[str], widths: list[int]) -> str:
    cells = [
        cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _cut(value: str, widest: int) -> str:
    """Return ``value`` in at most ``widest`` columns of a terminal."""
    if display_width(value) <= widest:
        return value
    widths = accumulate(map(_character_width, value))
    return f"{value[: sum(1 for _ in takewhile(lambda width: width < widest, widths))]}…"


def display_width(value: str) -> int:
    """Return how many columns ``value`` takes where letters are one wide and characters two.

    >>> display_width("双减 88%")
    8
    """
    return sum(_character_width(character) for character in value)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
