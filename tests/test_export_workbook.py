"""The workbook of a graph, read back with openpyxl."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from pyoxigraph import Store

from kg import resources
from kg.export.tables import NAMES, tables
from kg.export.workbook import workbook
from kg.store import open_read_only
from tests import examples

SHEETS = ["说明", "计划", "项目", "指标任务", "地区重合", "项目分布", "文件缺陷"]


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


@pytest.fixture(scope="module")
def book(store: Store) -> Workbook:
    return opened(workbook(store))


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    head, *rest = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def test_every_sheet_has_its_head_region_and_year_frozen_and_filters_on(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    panes = [sheet.freeze_panes for sheet in book]
    assert panes == ["A2", "D2", "D2", "D2", "A2", "A2", "A2"]
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_paper_has_the_columns_up_to_the_sentence(book: Workbook) -> None:
    for name in ("计划", "项目", "指标任务"):
        sheet = book[name]
        first, last = sheet.print_area.split("!")[1].replace("$", "").split(":")
        assert (first, sheet[last].column) == ("A1", [c.value for c in sheet[1]].index("原句") + 1)
        assert sheet[last].row == sheet.max_row
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert not book["项目分布"].print_area


def test_a_day_is_a_date(book: Workbook) -> None:
    _, east, _ = rows(book, "计划")
    assert east["发布日期"] == datetime(2023, 3, 29)


def test_numbers_are_numbers_in_plain_words_beside_their_sentence(book: Workbook) -> None:
    (tutoring,) = [row for row in rows(book, "指标任务") if row["引语"] == "2—3场辅导"]
    shown = {name: value for name, value in tutoring.items() if value is not None}
    assert shown == {
        "地区代码": "320700",
        "地区": "连云港市",
        "年份": 2023,
        "指标": "辅导",
        "比较方式": "区间",
        "数值": 2,
        "数值上限": 3,
        "单位": "场",
        "原句": "每周在每个镇确保安排2—3场辅导，其中线上力争1场。",
        "状态": "计划中",
        "期限": 2023,
        "项目": "青蓝课程",
        "数量性质": "水平",
        "周期": "每周",
        "每个对象": "每个镇",
        "承诺力度": "确保",
        "数字被遮盖": "否",
        "数字可辨认": "是",
        "引语": "2—3场辅导",
        "章节": "办好学前教育",
        "计划标题": "2023年东海市教育工作要点",
        "文件": "cities/east.txt",
        "起点": 76,
        "终点": 82,
        "置信度": 0.9,
        "标识": f"https://w3id.org/eduplan/target/{examples.east().source.digest}/76/82",
    }


def test_the_other_sheets_are_in_plain_words_too(book: Workbook) -> None:
    _, east, _ = rows(book, "计划")
    assert (east["文件类型"], east["地区已写明"], east["项目数"]) == ("工作要点", "否", 2)
    first = rows(book, "项目")[0]
    assert (first["项目"], first["状态"], first["项目级别"]) == ("双减", "已完成", "国家级")
    assert [row["缺陷"] for row in rows(book, "文件缺陷")] == ["地区不明", "转载页", "地区系推断"]
    formula = book["文件缺陷"]["D3"]
    assert (formula.value, formula.data_type) == ("=the page is a mirror", "s")


def test_the_first_sheet_explains_every_sheet_and_column_and_names_the_documents(
    book: Workbook,
) -> None:
    guide = rows(book, "说明")
    told = {(row["工作表"], row["列"]) for row in guide}
    for sheet in SHEETS[1:]:
        assert {(sheet, cell.value) for cell in book[sheet][1]} <= told
    assert [row["列"] for row in guide if row["Sheet"] == "documents"] == [
        "anonymous.txt",
        "cities/east.txt",
        "cities/west.txt",
    ]
    assert str(guide[0]["说明"]).startswith("各地教育工作计划")
    assert str(guide[0]["Meaning"]).startswith("Programs and numbers")


def test_every_column_of_the_tables_has_a_name(store: Store) -> None:
    names = resources.words("kg.export", "workbook")
    assert tuple(names["sheets"]) == NAMES
    for name, table in tables(store).items():
        assert set(names["sheets"][name]["columns"]) == set(table.columns) - {"label"}
        assert set(table.columns) <= names["columns"].keys()


def test_a_table_that_is_too_long_goes_on_in_another_sheet(store: Store) -> None:
    book = opened(workbook(store, most_rows=4))
    assert [name for name in book.sheetnames if name.startswith("指标")] == [
        "指标任务 1",
        "指标任务 2",
        "指标任务 3",
    ]
    assert [row["起点"] for row in rows(book, "指标任务 2")] == [104, 22, 37]


def test_nothing_in_the_file_tells_when_it_was_made(store: Store, book: Workbook) -> None:
    assert book.properties.created.year == 1980
    assert workbook(store) == workbook(store)


def test_a_build_writes_the_workbook_beside_the_tables(exports: Path) -> None:
    book = openpyxl.load_workbook(exports / "targets.xlsx")
    (row,) = [row for row in rows(book, "指标任务") if row["引语"] == "增加学位3.1万个"]
    assert (row["地区"], row["数值"], row["单位"]) == ("常州市", 31000, "个")
    assert (exports / "targets.xlsx").read_bytes() == workbook(open_read_only(exports))
