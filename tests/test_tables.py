import json
from decimal import Decimal

from kg.tables import FORMATS, Table, as_csv, as_json, as_text


def test_tables_have_three_forms() -> None:
    table = Table(("名", "n", "ok"), (("甲，乙\n丙", Decimal("31000"), True), ("=a", None, False)))
    assert set(FORMATS) == {"table", "csv", "json"}
    assert as_text(table) == (
        "名         n      ok\n"
        "---------  -----  -----\n"
        "甲，乙 丙  31000  true\n"
        "=a                false\n"
    )
    assert as_csv(table) == '名,n,ok\r\n"甲，乙\n丙",31000,true\r\n=a,,false\r\n'
    assert json.loads(as_json(table)) == [
        {"名": "甲，乙\n丙", "n": 31000, "ok": True},
        {"名": "=a", "n": None, "ok": False},
    ]
    assert json.loads(as_json(Table(("a",), ()))) == []
