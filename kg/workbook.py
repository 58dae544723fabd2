"""Tables in Excel's format, and out of it.

Nothing in a file tells when it was made: the same tables give the same bytes.
"""

from __future__ import annotations

import io
import math
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import KgError, ReadError
from kg.files import file_bytes
from kg.tables import Cell, Table, column_names, display_width, plain

# Any one day will do; this is the first that the format can hold in its archive.
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NARROWEST, _WIDEST = 8, 60  # columns of a cell, in letters
_ARROW = 4  # the same, of the button of the filter in the head
_MEASURED = 200  # rows whose cells tell how wide their column is
_LINE = 17  # points
_FILLED = 0.9  # of a line, words being kept together
_MOST_LINES = 24  # what a row can be high (Excel's limit is 409 points)
_A3 = 8  # the number of the paper in the format
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that there was not
MOST_ROWS = 1_048_576  # of a sheet, the head included (Excel's limit)
_LONGEST_CELL = 32_767  # units of UTF-16 (Excel's limit)
# How an encrypted workbook begins, and one of the format before 2007.
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
# A review of 100,000 questions unpacks to some 130 MB.
_MOST_UNPACKED = 200_000_000
_MOST_COLUMNS = 100  # of a review that are read; it has 22
_NO_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType({})


def as_workbook(
    sheets: Mapping[str, Table],
    *,
    choices: Mapping[str, Sequence[str]] = _NO_CHOICES,
    frozen: Collection[str] = (),
    printed_to: str = "",
    dates: Collection[str] = (),
    most_rows: int = MOST_ROWS,
) -> bytes:
    """Return a workbook with a sheet for each table, its head frozen and filters on.

    Numbers are numbers, and a text is a text even where it begins like a formula. A table with more
    than ``most_rows``, its head included, goes on in further sheets. Columns are named by their
    heads: ``choices`` are offered in the cells of a column, ``frozen`` columns stay in view where
    they come first, what follows ``printed_to`` is not printed, and in ``dates`` a text such as
    2023-03-29 becomes a date. Rows go to a temporary file as they are written, so that memory does
    not grow with them.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _MADE})
        styles = _Styles(book)
        for name, table in _fitting(sheets, most_rows):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, _leading(table.columns, frozen))
            widths = list(_widths(table))
            _lay_out(sheet, table, widths)
            _print(sheet, table, printed_to)
            dated = [column in dates for column in table.columns]
            _offer(sheet, table.columns, choices)
            sheet.write_row(0, 0, table.columns, styles.head)
            for number, row in enumerate(table.rows, 1):
                sheet.set_row(number, _LINE * _lines(row, widths))
                for column, cell in enumerate(row):
                    day = _day(cell) if dated[column] else None
                    if day:
                        sheet.write_datetime(number, column, day, styles.day)
                    else:
                        _write(sheet, number, column, cell, styles)
    return buffer.getvalue()


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a workbook's first sheet as texts, by the names in its first row.

    ReadError where the file is no workbook, is encrypted, or unpacks to more than a person wrote.
    """
    import openpyxl

    content = file_bytes(path, str(path))
    if content.startswith(_COMPOUND):
        hint = "save it as .xlsx without a password"
        raise ReadError("is encrypted, or an old .xls", where=str(path), hint=hint)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise ReadError(f"unpacks to {unpacked / 1e6:.0f} MB", where=str(path))
        with warnings.catch_warnings(action="ignore"):  # of what no answer depends on
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            head, *rows = [
                [_text(cell) for cell in row]
                for row in book.worksheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS)
            ] or [[]]
    except zipfile.BadZipFile as error:
        raise ReadError(f"is no Excel workbook: {error}", where=str(path)) from error
    except KgError:
        raise
    except Exception as error:  # openpyxl checks nothing: what fails depends on what is broken
        hint = "open it, and save it again as .xlsx"
        raise ReadError(
            "is no Excel workbook, or a broken one", where=str(path), hint=hint
        ) from error
    names = column_names(head, str(path))
    for cells in rows:
        yield {name: cell for name, cell in zip(names, cells, strict=True) if name}


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _fitting(sheets: Mapping[str, Table], most_rows: int) -> Iterator[tuple[str, Table]]:
    """Yield the tables under their names, in as many parts as a sheet's limit asks for."""
    for name, table in sheets.items():
        starts = range(0, max(1, len(table.rows)), most_rows - 1)
        for part, start in enumerate(starts, 1):
            label = name if len(starts) == 1 else f"{name} {part}"
            yield label, Table(table.columns, table.rows[start : start + most_rows - 1])


class _Styles:
    """The formats of a book's cells: heads, texts that wrap, addresses that don't, numbers.

    Counts and years are centred, and amounts a little off the edge, so that they don't touch the
    text beside them.
    """

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bg_color": "#e8ecf1", "bottom": 1})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.one_line = book.add_format({"valign": "top"})
        self.count = book.add_format({"valign": "top", "align": "center"})
        amount = {"valign": "top", "align": "right", "indent": 1}
        self.whole = book.add_format({**amount, "num_format": "#,##0"})
        self.broken = book.add_format({**amount, "num_format": "#,##0.####"})
        self.day = book.add_format({"valign": "top", "align": "center", "num_format": "yyyy-mm-dd"})

    def number(self, value: int | Decimal) -> Any:
        """Return the format of a number; an amount that is whole shows no point."""
        if isinstance(value, int):
            return self.count
        return self.whole if value == value.to_integral_value() else self.broken


def _lay_out(sheet: Any, table: Table, widths: Sequence[int]) -> None:
    """Set filters and widths."""
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _print(sheet: Any, table: Table, printed_to: str) -> None:
    """Set for the printer which columns to take, a head on every page, as wide as the paper."""
    if printed_to in table.columns:
        sheet.print_area(0, 0, len(table.rows), table.columns.index(printed_to))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)


def _leading(columns: Sequence[str], names: Collection[str]) -> int:
    """Return how many of the first columns have one of the names.

    >>> _leading(("code", "year", "n", "code"), ("year", "code"))
    2
    """
    return next((i for i, name in enumerate(columns) if name not in names), len(columns))


def _day(cell: Cell) -> date | None:
    """Return the day that a text names and that the format can hold."""
    try:
        day = date.fromisoformat(cell) if isinstance(cell, str) else None
    except ValueError:
        return None
    return day if day and day >= _FIRST_DAY else None


def _offer(sheet: Any, columns: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    for column, name in enumerate(columns):
        if name in choices:
            offered: dict[str, Any] = {
                "validate": "list",
                "source": list(choices[name]),
                "error_type": "information",
            }
            sheet.data_validation(1, column, MOST_ROWS - 1, column, offered)


def _write(sheet: Any, row: int, column: int, cell: Cell, styles: _Styles) -> None:
    style = styles.one_line if _is_address(cell) else styles.wrapped
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, styles.number(cell))
    elif cell is not None:
        sheet.write_string(row, column, _cut(cell), style)


def _cut(text: str) -> str:
    """Return as much of a text as a cell holds; Excel counts an emoji as two characters."""
    if len(text) * 2 <= _LONGEST_CELL:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * _LONGEST_CELL]
    return units.decode("utf-16-le", "ignore")


def _is_address(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(("http://", "https://"))


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines the cells of a row take, within reason: not every program asks."""
    most = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str) and len(cell) * 2 > width and not _is_address(cell):
            lines = cell.splitlines()
            room = width * _FILLED
            most = max(most, sum(math.ceil(display_width(line) / room) for line in lines))
    return min(most, _MOST_LINES)


def _shown(cell: Cell) -> str:
    """Return a value about as wide as the sheet shows it, the space beside an amount included."""
    return f"{cell:,f}  " if isinstance(cell, Decimal) else plain(cell)


def _widths(table: Table) -> Iterator[int]:
    """Yield the width of each column: that of its longest cell, within reason."""
    for index, name in enumerate(table.columns):
        cells = [display_width(_shown(row[index])) for row in table.rows[:_MEASURED]]
        longest = max([display_width(name) + _ARROW, *(width + 1 for width in cells)])
        yield min(_WIDEST, max(_NARROWEST, longest))
