"""The tables for spreadsheets, read back as CSV."""

import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.builder import build
from kg.export.tables import csv_files
from kg.store import open_read_only
from tests import examples

_PLACE = "quote sentence section document start end"
TARGET_COLUMNS = (
    "region_code region_name plan_title year indicator indicator_concept comparator value value_max"
    " unit quantity baseline period per part_of commitment"
    f" deadline status masked readable program scope {_PLACE} confidence iri"
).split()
PROGRAM_COLUMNS = (
    f"region_code region_name plan_title year program known level status {_PLACE} confidence iri"
).split()


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read(store: Store, name: str) -> list[list[str]]:
    return rows(csv_files(store)[f"{name}.csv"])


def test_targets_csv_has_a_row_a_target(store: Store) -> None:
    table = read(store, "targets")
    assert table[0] == TARGET_COLUMNS
    found = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    assert [(row["document"], row["start"]) for row in found] == [
        ("cities/east.txt", "44"),
        ("cities/east.txt", "76"),
        ("cities/east.txt", "85"),
        ("cities/east.txt", "104"),
        ("cities/west.txt", "22"),
        ("cities/west.txt", "37"),
        ("cities/west.txt", "49"),
    ]
    assert found[1] == {
        "region_code": "320700",
        "region_name": "连云港市",
        "plan_title": "2023年东海市教育工作要点",
        "year": "2023",
        "indicator": "辅导",
        "indicator_concept": "",
        "comparator": "range",
        "value": "2",
        "value_max": "3",
        "unit": "场",
        "quantity": "level",
        "baseline": "",
        "period": "每周",
        "per": "每个镇",
        "part_of": "",
        "commitment": "ensure",
        "deadline": "2023",
        "status": "planned",
        "masked": "false",
        "readable": "true",
        "program": "青蓝课程",
        "scope": "",
        "quote": "2—3场辅导",
        "sentence": "每周在每个镇确保安排2—3场辅导，其中线上力争1场。",
        "section": "办好学前教育",
        "document": "cities/east.txt",
        "start": "76",
        "end": "82",
        "confidence": "0.9",
        "iri": "https://w3id.org/eduplan/target/3aaa85d69220434f575d7819edc1cfaf/76/82",
    }
    assert found[0]["indicator_concept"] == "普惠性幼儿园覆盖率"
    assert (found[3]["scope"], found[3]["status"], found[3]["deadline"]) == (
        "赣榆区", "achieved", "2022",
    )  # fmt: skip
    assert (found[5]["value"], found[5]["masked"], found[6]["value"]) == ("", "true", "31000")


def test_a_number_that_is_unreadable_is_not_one_that_the_text_lacks(tmp_path: Path) -> None:
    documents, out = tmp_path / "in", tmp_path / "out"
    documents.mkdir()
    text = "海州市2023年教育工作要点\n新建学校1O0所。新建幼儿园20所。\n"
    (documents / "plan.txt").write_text(text, "utf-8")
    build([documents], out)
    head, *found = read(open_read_only(out), "targets")
    names = ("indicator", "value", "masked", "readable")
    assert [[row[head.index(name)] for name in names] for row in found] == [
        ["新建学校", "", "false", "false"],
        ["新建幼儿园", "20", "false", "true"],
    ]


def test_programs_csv_has_a_row_a_mention(store: Store) -> None:
    table = read(store, "programs")
    assert table[0] == PROGRAM_COLUMNS
    east = ["320700", "连云港市", "2023年东海市教育工作要点", "2023"]
    west = ["421200", "咸宁市", "西山市2023年教育工作计划", "2023"]
    assert [row[:8] for row in table[1:]] == [
        ["", "", "", "", "双减", "true", "national", "achieved"],
        [*east, "双减", "true", "national", "planned"],
        [*east, "青蓝课程", "false", "local", "planned"],
        [*west, "双减", "true", "national", "planned"],
    ]
    assert [row[-2] for row in table[1:]] == ["1", "1", "0.75", "1"]


def test_quality_csv_has_a_row_a_fault_and_no_formula(store: Store) -> None:
    assert read(store, "quality") == [
        ["document", "plan_title", "fault", "label", "note", "quote", "start", "end"],
        ["anonymous.txt", "", "region_unknown", "地区不明", "no region is named", "", "", ""],
        ["cities/east.txt", "2023年东海市教育工作要点", "mirror", "转载页",
         "'=the page is a mirror", "", "", ""],
        ["cities/east.txt", "2023年东海市教育工作要点", "region_inferred", "地区系推断",
         "东海 is not a city", "赣榆县", "101", "104"],
    ]  # fmt: skip


def test_plans_have_a_row_each_with_what_was_found_in_them(store: Store) -> None:
    head, anonymous, east, west = read(store, "plans")
    assert dict(zip(head, east, strict=True)) == {
        "region_code": "320700",
        "region_name": "连云港市",
        "plan_title": "2023年东海市教育工作要点",
        "year": "2023",
        "document_type": "work_points",
        "issuer": "东海市教育局",
        "published": "2023-03-29",
        "document_number": "东教发〔2023〕1号",
        "reports_on": "2022",
        "region_stated": "false",
        "programs": "2",
        "targets": "4",
        "faults": "2",
        "quote": "2023年东海市教育工作要点",
        "sentence": "2023年东海市教育工作要点",
        "document": "cities/east.txt",
        "start": "0",
        "end": "14",
        "iri": "https://w3id.org/eduplan/plan/320700/2023/work_points/东海市教育工作要点",
    }  # fmt: skip
    assert anonymous[:4] == ["", "", "", ""]
    assert west[:4] == ["421200", "咸宁市", "西山市2023年教育工作计划", "2023"]
    assert west[10:13] == ["1", "3", "0"]
