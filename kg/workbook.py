"""Tables in Excel's format, and out of it.

Nothing in a file tells when it was made: the same tables give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import ReadError
from kg.tables import Cell, Table

# Any one day will do; this is the first that the format can hold in its archive.
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NARROWEST, _WIDEST = 12, 60
_MOST_ROWS = 1_048_576  # of a sheet, the head included (Excel's limit)
_LONGEST_CELL = 32_767  # characters (Excel's limit)
_NO_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType({})


def as_workbook(
    sheets: Mapping[str, Table],
    *,
    choices: Mapping[str, Sequence[str]] = _NO_CHOICES,
    frozen: int = 0,
) -> bytes:
    """Return a workbook with a sheet for each table, its head frozen and filters on.

    Numbers are numbers, and a text is a text even where it begins like a formula. A table with more
    rows than a sheet holds goes on in further sheets. ``choices`` are offered in the cells of a
    column, the first ``frozen`` columns stay in view.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in _fitting(sheets):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, frozen)
            sheet.write_row(0, 0, table.columns, bold)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    _write(sheet, number, column, cell, wrapped)
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
            for column, width in enumerate(_widths(table)):
                sheet.set_column(column, column, width)
            for column, name in enumerate(table.columns):
                if name in choices:
                    offered: dict[str, Any] = {
                        "validate": "list",
                        "source": list(choices[name]),
                        "error_type": "information",
                    }
                    sheet.data_validation(1, column, _MOST_ROWS - 1, column, offered)
    return buffer.getvalue()


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a workbook's first sheet as texts, by the names in its first row.

    ReadError where the file is no workbook.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReadError(f"is no Excel workbook: {error}", where=str(path)) from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    head = [_text(cell) for cell in next(rows, ())]
    for row in rows:
        yield dict(zip(head, map(_text, row), strict=False))
    book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _fitting(sheets: Mapping[str, Table]) -> Iterator[tuple[str, Table]]:
    """Yield the tables under their names, in as many parts as a sheet's limit asks for."""
    for name, table in sheets.items():
        starts = range(0, max(1, len(table.rows)), _MOST_ROWS - 1)
        for part, start in enumerate(starts, 1):
            label = name if len(starts) == 1 else f"{name} {part}"
            yield label, Table(table.columns, table.rows[start : start + _MOST_ROWS - 1])


def _write(sheet: Any, row: int, column: int, cell: Cell, wrapped: Any) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, wrapped)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, wrapped)
    elif cell is not None:
        sheet.write_string(row, column, cell[:_LONGEST_CELL], wrapped)


def _widths(table: Table) -> Iterator[int]:
    """Yield the width of each column: that of its longest cell, within reason."""
    for index, name in enumerate(table.columns):
        cells = [len(str(row[index] or "")) for row in table.rows[:200]]
        longest = max([len(name) + 4, *(2 * length for length in cells)])
        yield min(_WIDEST, max(_NARROWEST, longest))
