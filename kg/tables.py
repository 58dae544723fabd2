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

Cell = str | int | bool | Decimal | None
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    rows = [table.columns, *([_one_line(plain(cell)) for cell in row] for row in table.rows)]
    if widest:
        rows = [[_cut(cell, widest) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(row, widths) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in lines)


def as_csv(table: Table) -> str:
    r"""Return the table as CSV with every value as it is, lines ending in CR LF (RFC 4180).

    >>> as_csv(Table(("a", "b"), (("x,y", None),)))
    'a,b\r\n"x,y",\r\n'
    """
    return _csv([table.columns, *([plain(cell) for cell in row] for row in table.rows)])


def as_excel_csv(table: Table) -> bytes:
    """Return the table as CSV for spreadsheets: UTF-8 with a byte-order mark, no formulas."""
    rows = [table.columns, *([harmless(plain(cell)) for cell in row] for row in table.rows)]
    return _csv(rows).encode("utf-8-sig")


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

    >>> harmless("=1+1"), harmless("-3.5"), harmless("双减")
    ("'=1+1", '-3.5', '双减')
    """
    dangerous = value.startswith(_FORMULA) and not _NUMBER.fullmatch(value)
    return f"'{value}" if dangerous else value


def csv_rows(content: bytes) -> list[dict[str, str]]:
    r"""Return the rows of a CSV file as texts, by the names in its first row.

    It may be as Excel saves it on a Chinese machine: UTF-8 with a mark, UTF-16 or GB18030, its
    cells divided by commas, semicolons or TABs.

    >>> csv_rows("do,to\r\nmerge,双减\r\n".encode("gb18030"))
    [{'do': 'merge', 'to': '双减'}]
    """
    try:
        text = content.decode("utf-16" if content[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    head = rows.pop(0) if rows else []
    return [dict(zip(head, (cell.strip() for cell in row), strict=False)) for row in rows if row]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def _json(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def _one_line(value: str) -> str:
    """Make every run of line ends, and every other control character, one blank."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", value)


def _aligned(row: Sequence[str], widths: list[int]) -> str:
    cells = [
        cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _cut(value: str, widest: int) -> str:
    """Return ``value`` in at most ``widest`` columns of a terminal."""
    if display_width(value) <= widest:
        return value
    while display_width(value) > widest - 1:
        value = value[:-1]
    return f"{value}…"


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
