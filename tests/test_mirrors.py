"""An official page and its mirror hold one plan; tables show one of them."""

from pathlib import Path

from kg import cli, store
from kg.mirrors import copies
from tests.test_export_statements import rows

PLAN = """浦城县教育局2022年工作要点
一、扩大学前教育资源。新建公办幼儿园3所，新增学位900个。
二、推进义务教育均衡。落实“双减”政策，课后服务参与率达到95%。
"""
MIRROR = "首页 > 范文 > 工作计划\n浦城县2022年教育局工作要点.doc\n" + PLAN.split("\n", 1)[1]


def test_of_two_mirrors_the_sounder_one_is_shown(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(MIRROR, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(PLAN, "utf-8")
    assert cli.main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    opened = store.open_read_only(tmp_path / "out")
    assert copies(opened) == {"a.txt": "b.txt"}
    header, *shown = rows((tmp_path / "out" / "targets.csv").read_bytes())
    found = [dict(zip(header, row, strict=True)) for row in shown]
    assert [(row["document"], row["value"]) for row in found] == [
        ("b.txt", "3"),
        ("b.txt", "900"),
        ("b.txt", "95"),
    ]
