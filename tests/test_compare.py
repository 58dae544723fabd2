"""Regions and plans side by side, on two years of two cities."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.builder import build
from kg.compare import compare, plans, regions
from kg.errors import QueryError
from kg.sparql import Engine
from kg.store import open_graph

YEARS = Path(__file__).parent / "two_years"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("two-years")
    build([YEARS], out)
    return out


@pytest.fixture(scope="module", params=["", "graph.ttl"])
def engine(built: Path, request: pytest.FixtureRequest) -> Engine:
    return open_graph(built / request.param)


def test_compare_puts_regions_side_by_side(engine: Engine) -> None:
    table = compare(engine, regions(engine, ["宜兴", "320481"]))
    assert table.columns == (
        "kind",
        "held",
        "name",
        "宜兴市",
        "宜兴市 原文",
        "溧阳市",
        "溧阳市 原文",
    )
    assert [row[:4] + row[5:6] for row in table.rows] == [
        ("项目", "共有", "教联体", "1处", "1处"),
        ("项目", "共有", "双减", "2处", "1处"),
        ("项目", "独有", "荆溪名师工程", "1处", None),
        ("项目", "独有", "课后服务", None, "1处"),
        ("项目", "独有", "县管校聘", "1处", None),
        ("指标任务", "共有", "新增学位", "2400个（2023，计划中）", "12000个（2024，计划中）"),
        (
            "指标任务", "共有", "普惠性幼儿园覆盖率",
            "88%（2023，计划中）；89.5%（2023，已完成）；至少91%（2024，计划中）",
            "至少90%（2024，计划中）",
        ),
        (
            "指标任务", "独有", "新增学前教育学位",
            "2600个（2023，已完成）；3000个（2024，计划中）", None,
        ),
        (
            "指标任务", "独有", "新建幼儿园",
            "3所（2023，计划中）；3所（2023，已完成）；2所（2024，计划中）", None,
        ),
        ("引用文件", "共有", "义务教育质量评价指南", "落实", "落实"),
        ("引用文件", "独有", "宜兴市教联体建设实施办法", "出台", None),
    ]  # fmt: skip
    assert table.rows[0][4] == "推进教联体建设，持续推进“双减”工作。"
    assert table.rows[0][6] == "推进教联体建设，办好课后服务。"


def test_diff_tells_what_is_new_what_stayed_and_what_went(engine: Engine) -> None:
    both = plans(engine, ["宜兴:2023", "yixing-2024.txt"])
    assert [side.name for side in both] == ["宜兴市 2023", "宜兴市 2024"]
    table = compare(engine, both, in_turn=True)
    assert [row[:3] for row in table.rows] == [
        ("项目", "保留", "双减"),
        ("项目", "不再有", "荆溪名师工程"),
        ("项目", "新增", "教联体"),
        ("项目", "不再有", "县管校聘"),
        ("指标任务", "变化", "新建幼儿园"),
        ("指标任务", "变化", "普惠性幼儿园覆盖率"),
        ("指标任务", "不再有", "新增学位"),
        ("指标任务", "新增", "新增学前教育学位"),
        ("引用文件", "保留", "义务教育质量评价指南"),
        ("引用文件", "新增", "宜兴市教联体建设实施办法"),
    ]


def test_a_promise_of_the_same_number_has_not_changed(tmp_path: Path) -> None:
    for year in (2023, 2024):
        text = f"溧阳市{year}年教育工作要点\n新建幼儿园3所。义务教育巩固率减少2个百分点。\n"
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
    build([tmp_path], tmp_path / "out")
    engine = open_graph(tmp_path / "out")
    table = compare(engine, plans(engine, ["2023.txt", "2024.txt"]), in_turn=True)
    assert [(row[1], row[2], row[5]) for row in table.rows] == [
        ("保留", "义务教育巩固率减少", "2个百分点（2024，计划中，减少量）"),
        ("保留", "新建幼儿园", "3所（2024，计划中）"),
    ]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["宜兴", "宜兴市"], "宜兴市 is named twice: name two different ones"),
        (["宜兴", "江苏"], "江苏 has no plan: kg query regions names those that have"),
        (["宜兴", "常熟"], "the graph has no region '常熟'"),
    ],
)
def test_regions_that_cannot_be_compared(engine: Engine, names: list[str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        regions(engine, names)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["宜兴:2023", "宜兴:2021"], "no plan 宜兴:2021: give 常州:2023, a document's name or"),
        (["宜兴:2023", "yixing.txt"], r"no plan yixing\.txt"),
        (["宜兴:2023", "yixing-2023.txt"], "宜兴市 2023 is named twice"),
    ],
)
def test_plans_that_cannot_be_compared(engine: Engine, names: list[str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        plans(engine, names)


def kg(*arguments: str) -> str:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


def test_commands_print_three_forms(built: Path) -> None:
    lines = kg("compare", "宜兴", "溧阳", "--graph", str(built)).splitlines()
    assert lines[0].split()[:6] == ["kind", "held", "name", "宜兴市", "宜兴市", "原文"]
    assert len(lines) == 2 + 11
    assert "2023，已完成）…" in lines[8]
    given = ["diff", "宜兴:2023", "宜兴:2024", "--graph", str(built), "--format"]
    rows = list(csv.DictReader(io.StringIO(kg(*given, "csv"), newline="")))
    assert rows == json.loads(kg(*given, "json").replace("null", '""'))
    assert rows[4]["宜兴市 2024"] == "3所（2023，已完成）；2所（2024，计划中）"
