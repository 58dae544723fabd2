import csv
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.tables import (
    FORMATS,
    Cell,
    Table,
    as_csv,
    as_excel_csv,
    as_json,
    as_text,
    harmless,
    plain,
    visible,
)
from tests.formulas import GUARDED


def test_tables_have_three_forms() -> None:
    table = Table(("名", "n", "ok"), (("甲，乙\n丙", Decimal("31000"), True), ("=a", None, False)))
    assert set(FORMATS) == {"table", "csv", "json"}
    assert as_text(table) == (
        "名         n      ok\n"
        "---------  -----  -----\n"
        "甲，乙 丙  31000  true\n"
        "=a                false\n"
    )
    assert as_csv(table) == '名,n,ok\r\n"甲，乙\n丙",31000,true\r\n\'=a,,false\r\n'
    assert json.loads(as_json(table)) == [
        {"名": "甲，乙\n丙", "n": 31000, "ok": True},
        {"名": "=a", "n": None, "ok": False},
    ]
    assert json.loads(as_json(Table(("a",), ()))) == []


@pytest.mark.parametrize(("value", "written"), GUARDED.items())
def test_harmless_disarms_formulas_and_leaves_numbers(value: str, written: str) -> None:
    assert harmless(value) == written
    assert harmless(written) == written


def test_tables_say_no_command_to_a_terminal() -> None:
    cell = "a\x1b[2J\r\nb\x9b31m\u202ec\u2066d\u2028e"
    assert as_text(Table((cell,), ((cell,),))).splitlines()[2] == "a [2J b 31m c d e"
    shown = "a\\x1b[2J\\r\\nb\\x9b31m\\u202ec\\u2066d\\u2028e"
    assert visible(cell) == shown
    assert visible(cell, kept="\n") == shown.replace("\\n", "\n")


def test_a_table_cuts_a_cell_of_a_million_characters() -> None:
    line = as_text(Table(("a",), (("双" * 1_000_000,),)), 11).splitlines()[2]
    assert line == "双双双双双…"


# What a program that is set up for another language, or an import, may divide cells by.
DIVIDED = re.compile(r"[;\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
NASTY = st.text(st.sampled_from("=+-@＝＋－＠\t\r\n;,\"' 0123.a双\0\u3000\ufeff\u200b\u2028\x85"))
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    NASTY,
)


def starts_a_formula(piece: str) -> bool:
    """Tell it more carefully than spreadsheets, most of which want it at the very start."""
    seen = re.sub(r"[\s\0\"\u200b-\u200f\u2060\ufeff]", "", piece)
    return seen[:1] in set("=+-@＝＋－＠")


@given(st.lists(CELLS, min_size=1))
def test_no_cell_of_a_csv_starts_a_formula_and_numbers_stay(cells: list[Cell]) -> None:
    table = Table(tuple(f"c{n}" for n in range(len(cells))), (tuple(cells),))
    text = as_excel_csv(table).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    for cell, written in zip(cells, row, strict=True):
        if not isinstance(cell, str):
            assert written == plain(cell)
        elif not re.fullmatch(r"[+-]?\d+(\.\d+)?", written):
            assert not any(map(starts_a_formula, DIVIDED.split(written)))
            assert sorted(written.replace("'", "")) == sorted(cell.replace("'", ""))
