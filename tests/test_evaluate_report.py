"""The page of both readings, as text and in a real Chromium without a network."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.cli import main
from kg.evaluate.gold import Case
from kg.evaluate.judge import judge
from kg.evaluate.marks import Line, Mark, lines
from kg.evaluate.report import render
from tests.chromium import opened
from tests.evaluate_examples import CASE, HOSTILE


def plain(line: Line) -> tuple[str, str]:
    """Return both sides of a line with each mark as [number text]."""
    opened = [
        re.sub(r'<mark[^>]* data-n="(\d+)"[^>]*>', r"[\1 ", s) for s in (line.gold, line.found)
    ]
    return opened[0].replace("</mark>", "]"), opened[1].replace("</mark>", "]")


def mark(side: str, number: int, start: int, end: int) -> Mark:
    return Mark(side, number, "program", "right", start, end)


def test_marks_stand_inside_one_another_and_are_cut_where_they_cross() -> None:
    marks = [mark("g", 1, 0, 4), mark("g", 2, 1, 2), mark("g", 3, 3, 6), mark("f", 4, 5, 6)]
    (line,) = lines("abcdef", marks)
    assert plain(line) == ("[1 a[2 b]c[3 d]][3 ef]", "abcde[4 f]")


def test_a_mark_goes_on_in_the_next_line_and_is_named_once() -> None:
    first, second = lines("ab\r\n\n c d", [mark("g", 1, 1, 7)])
    assert (first.start, second.start) == (0, 5)
    assert (plain(first)[0], plain(second)[0]) == ("a[1 b]", "[1  c] d")
    assert (first.gold.count('id="g1"'), second.gold.count("id=")) == (1, 0)


def test_text_stays_text_in_the_page() -> None:
    page = render([CASE], judge(CASE))
    assert HOSTILE not in page
    assert "&lt;img src=x onerror=window.hit=1&gt;" in page


def test_the_same_judgements_give_the_same_page() -> None:
    assert render([CASE], judge(CASE)) == render([CASE], judge(CASE))


def test_the_page_of_no_error_and_of_no_text_says_so() -> None:
    page = render([Case("plan", (), ())], [])
    assert "没有错误。" in page
    assert "没有原文" in page


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    path.write_text(render([CASE], judge(CASE)), encoding="utf-8")
    with opened(browser, path) as page:
        yield page


def colours(page: Page, selector: str) -> list[tuple[str, str]]:
    found = page.locator(selector).all()
    return [(item.inner_text(), item.get_attribute("class") or "") for item in found]


def test_both_readings_stand_beside_each_other(page: Page) -> None:
    line = page.locator(".pair").nth(2)
    expect(line.locator("p")).to_have_text([
        "新建学校5所，新增学位3000个以上，培训教师200人，绿地600平方米。",
    ] * 2)  # fmt: skip
    assert colours(page, ".pair:nth-of-type(3) p:nth-of-type(1) mark") == [
        ("新建学校5所", "target inexact d0"),
        ("新增学位3000个以上", "target inexact d0"),
        ("培训教师200人", "target inexact d0"),
        ("绿地600平方米", "target missed d0"),
    ]
    assert colours(page, ".pair:nth-of-type(3) p:nth-of-type(2) mark") == [
        ("新建学校5所", "target inexact d0"),
        ("新增学位3000个", "target inexact d0"),
        ("培训教师200人", "target inexact d0"),
    ]


def test_an_error_leads_to_its_mark_and_its_fields(page: Page) -> None:
    group = page.locator("details", has_text="数字：比较不符")
    group.locator("summary").click()
    group.get_by_role("link", name="新增学位3000个以上").click()
    target = page.locator("mark:target")
    expect(target).to_have_text("新增学位3000个以上")
    expect(target).to_be_in_viewport()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card.locator("tr.off")).to_have_text(["比较不少于等于"])
    expect(page.locator("mark.on")).to_have_text(["新增学位3000个以上", "新增学位3000个"])
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_wrong_field_of_the_plan_leads_to_the_table_over_the_text(page: Page) -> None:
    page.locator("details", has_text="计划：年份不符").locator("summary").click()
    page.locator("details .error", has_text="应为 2024，读作 2023").click()
    expect(page.locator("table.plan:target .off")).to_have_text("年份20242023")


def test_pointing_at_a_mark_shows_it_and_those_around_it(page: Page) -> None:
    page.locator("mark.wrong.program").hover()
    expect(page.locator("#card .verdict")).to_have_text("误读")
    expect(page.locator("#card")).to_contain_text("一、任务")
    page.locator("h1").hover()
    expect(page.locator("#card")).to_be_hidden()


def test_errors_can_be_stepped_through_in_the_order_of_the_text(page: Page) -> None:
    after = page.get_by_role("button", name="下一处")
    quotes = []
    for _ in range(12):
        after.click()
        quotes.append(page.locator('.error[aria-current="true"] .quote').inner_text())
    assert quotes == [
        "常州市2024年教育工作要点",
        "新建学校5所",
        "新增学位3000个以上",
        "培训教师200人",
        "绿地600平方米",
        "教联体",
        "甲条例",
        "溧阳市",
        "武进区",
        "先行",
        "每校2人",
        "常州市2024年教育工作要点",
    ]
    page.get_by_role("button", name="上一处").click()
    expect(page.locator("#position")).to_have_text("11 / 11")


def test_kinds_and_paragraphs_without_errors_can_be_left_out(page: Page) -> None:
    first = page.locator(".pair").nth(1)
    page.get_by_label("只看有错的段落").check()
    expect(first).to_be_hidden()
    expect(page.locator(".pair.bad")).to_have_count(3)
    mark = page.locator("mark.program.missed")
    expect(mark).to_have_css("background-color", "rgb(249, 198, 201)")
    page.get_by_label("项目").uncheck()
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_every_error_in_the_report_of_a_seed_leads_to_one_place(
    browser: Browser, tmp_path: Path
) -> None:
    gold = Path(__file__).parent / "gold" / "pucheng-2023.jsonl"
    seeds = Path(__file__).parent.parent / "seeds"
    path = tmp_path / "report.html"
    assert main(["evaluate", str(gold), "--documents", str(seeds), "--report", str(path)]) == 0
    with opened(browser, path) as page:
        for link in page.locator(".error").all():
            anchor = link.get_attribute("href") or ""
            assert page.locator(anchor).count() == 1
        assert page.locator("mark").count() > 100
    assert path.stat().st_size < 400_000
