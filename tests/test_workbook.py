"""Workbooks, read back with the library that people use."""

import io
import time
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kg.errors import ReadError
from kg.tables import Table
from kg.workbook import as_workbook, read_rows

TABLE = Table(
    ("name", "value", "masked"),
    (("新增学位", Decimal("31000"), False), ("=1+1", 3, True), (None, None, None)),
)


def test_numbers_are_numbers_and_texts_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_workbook({"targets": TABLE}))
    sheet = openpyxl.load_workbook(path)["targets"]
    assert [cell.value for cell in sheet[2]] == ["新增学位", 31000, False]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C4"


def test_amounts_are_grouped_and_years_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = (2023, Decimal("90.0"), Decimal("31000"), Decimal("1234.5"))
    path.write_bytes(as_workbook({"t": Table(("year", "a", "b", "c"), (row,))}))
    cells = openpyxl.load_workbook(path)["t"][2]
    assert [cell.value for cell in cells] == [2023, 90, 31000, 1234.5]
    assert [cell.number_format for cell in cells] == [
        "General", "#,##0", "#,##0", "#,##0.####",
    ]  # fmt: skip
    assert cells[0].alignment.horizontal == "center"
    assert {(cell.alignment.horizontal, cell.alignment.indent) for cell in cells[1:]} == {
        ("right", 1)
    }


def test_columns_are_frozen_printed_and_dated_by_their_heads(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    days = tuple(("苏", 2023, day, "x") for day in ("2023-03-29", "1899-12-30", "三月", None))
    table = Table(("region", "year", "day", "note"), days)
    content = as_workbook(
        {"t": table}, frozen=("year", "region", "note"), printed_to="day", dates=("day",)
    )
    path.write_bytes(content)
    sheet = openpyxl.load_workbook(path)["t"]
    assert sheet.freeze_panes == "C2"
    assert sheet.print_area == "'t'!$A$1:$C$5"
    assert [cell.value for cell in sheet["C"][1:]] == [
        datetime(2023, 3, 29), "1899-12-30", "三月", None,
    ]  # fmt: skip
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert next(read_rows(path))["day"] == "2023-03-29"


def test_a_table_that_is_too_long_goes_on_in_another_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        as_workbook({"t": Table(("n",), tuple((n,) for n in range(10)))}, most_rows=10)
    )
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == ["t 1", "t 2"]
    assert [row[0] for row in book["t 2"].iter_rows(values_only=True)] == ["n", 9]


def test_the_same_table_gives_the_same_bytes() -> None:
    first = as_workbook({"a": TABLE})
    time.sleep(2.1)  # the archive's clock counts in steps of two seconds
    assert as_workbook({"a": TABLE}) == first


def test_rows_are_read_back_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_workbook({"targets": TABLE}))
    assert next(read_rows(path)) == {"name": "新增学位", "value": "31000", "masked": "False"}


def test_what_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(ReadError, match=r"is no Excel workbook.*a\.xlsx"):
        next(read_rows(path))


def test_a_cell_holds_no_more_than_excel_can_where_letters_count_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        as_workbook({"a": Table(("text",), (("a" + "😀" * 20_000,), ("减" * 40_000,)))})
    )
    sheet = openpyxl.load_workbook(path)["a"]
    assert [sheet["A2"].value, sheet["A3"].value] == ["a" + "😀" * 16_383, "减" * 32_767]


def test_a_workbook_that_is_broken_encrypted_or_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    whole = as_workbook({"targets": TABLE})
    for content, told in (
        (whole[:-30], "is no Excel workbook: File is not a zip file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "is encrypted, or an old .xls"),
        (_with_sheet(whole, b""), "or a broken one"),
        (_with_sheet(whole, b"<worksheet>" + bytes(250_000_000)), "unpacks to 250 MB"),
    ):
        path.write_bytes(content)
        with pytest.raises(ReadError, match=told):
            next(read_rows(path))


def _with_sheet(book: bytes, sheet: bytes) -> bytes:
    """Return a workbook with another text in the place of its sheet's."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return made.getvalue()
