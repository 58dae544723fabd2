import json
from decimal import Decimal

import pytest

from kg.tables import FORMATS, Table, as_csv, as_json, as_text, harmless


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


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "+86"),
        ("-12.5", "-12.5"),
        ("-a", "'-a"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("", ""),
        ("88%", "88%"),
    ],
)
def test_harmless_disarms_formulas_and_leaves_numbers(value: str, written: str) -> None:
    assert harmless(value) == written
