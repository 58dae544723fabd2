"""The target view in a real Chromium: every number on an axis of its own kind, and in a table."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg import store
from kg.explore.loading import load
from kg.explore.page import render
from tests.chromium import opened
from tests.explorer_page import show
from tests.explorer_targets import COVERAGE, COVERAGE_NAME, FORMULA, many, numbers


@pytest.fixture
def page(numbers_page: Page) -> Page:
    return numbers_page


def cells(group: Locator, column: int) -> list[str]:
    """Return a column of a group's table, its first line each."""
    found = group.locator(f"tbody td:nth-child({column})").all_inner_texts()
    return [text.strip().split("\n")[0] for text in found]


def marks(page: Page, fact: str) -> list[str]:
    """Return the status of each dot that a row of the chart has."""
    dots = page.locator(f'.chart [data-fact="{fact}"] circle[class]').all()
    return [dot.get_attribute("class") or "" for dot in dots]


def across(page: Page, fact: str) -> float:
    return float(page.locator(f'[data-fact="{fact}"] circle').first.get_attribute("cx") or "nan")


def test_target_view_lists_the_indicators_of_most_regions_and_chooses_none(page: Page) -> None:
    page.locator("#view-targets").click()
    lines = page.locator(".indicators li")
    assert [line.split("\n") for line in lines.all_inner_texts()][:3] == [
        ["新建学校", "3 地", "5 项数字", "所"],
        [COVERAGE_NAME, "3 地", "4 项数字", "%"],
        ["培训教师", "3 地", "3 项数字", "人、名"],
    ]
    assert page.locator(".chart").count() == 0
    lines.nth(1).get_by_role("link").click()
    expect(page.locator(".indicators a[aria-current=true]")).to_have_text(COVERAGE_NAME)
    expect(page.locator("#view .chosen h2")).to_be_focused()


def test_target_list_is_searched_by_other_names_and_keeps_what_was_typed(page: Page) -> None:
    page.locator("#view-targets").click()
    box = page.get_by_label("查找指标")
    box.fill("普惠园")
    assert page.locator(".indicators li a").all_inner_texts() == [COVERAGE_NAME]
    box.fill("phx")
    page.locator(".indicators li a").click()
    expect(box).to_have_value("phx")
    box.fill("没有这个")
    expect(page.locator("#indicator-lines")).to_have_text("没有找到")


def test_target_chart_tells_planned_achieved_masked_and_ranges_apart(page: Page) -> None:
    show(page, COVERAGE)
    group = page.locator("#view .group")
    assert group.locator("h3").all_inner_texts() == ["单位：% · 达到或完成的数"]
    assert cells(group, 1) == ["丙区", "甲市", "甲市", "乙县"]
    assert cells(group, 3) == ["90—95%", "85.50%", "不少于 88%", "不少于 已遮盖 %"]
    assert cells(group, 4) == ["2025 年", "2022 年实现", "2023 年", "2023 年"]
    assert cells(group, 5) == ["计划", "已完成", "计划", "计划"]
    assert cells(group, 7)[3] == "普惠园覆盖率达XX%以上"
    expect(group.locator("tbody tr").first).to_contain_text("原为 80（2021 年）")
    assert marks(page, "target/plan-3/100") == ["planned", "planned"]
    assert marks(page, "target/plan-1/200") == ["achieved"]
    assert marks(page, "target/plan-2/100") == []
    row = page.locator('.chart [data-fact="target/plan-2/100"]')
    assert row.locator("text").all_text_contents() == [
        "乙县",
        "2023 年 计划",
        "不少于 已遮盖 %转载 遮盖",
    ]
    expect(page.locator(".chart")).to_contain_text("横轴自 70% 起，不从 0 起")
    assert page.get_by_role("img", name="普惠性幼儿园覆盖率，单位：%").count() == 1


def test_target_parts_stand_under_their_whole_and_are_never_added(page: Page) -> None:
    show(page, "新建学校")
    groups = page.locator("#view .group")
    assert groups.locator("h3").all_inner_texts() == [
        "单位：所 · 达到或完成的数",
        "单位：所 · 增加的数",
    ]
    assert cells(groups.nth(0), 3) == ["不超过 20 所", "12 所", "5 所", "约 7 所"]
    assert cells(groups.nth(1), 3) == ["增加 3 所"]
    part = page.locator('.chart [data-fact="target/plan-1/400"]')
    assert part.locator("text").all_text_contents() == ["└ 其中", "2023 年 计划", "5 所 其中之一"]
    expect(groups.nth(0).locator("tbody tr").nth(2)).to_contain_text(
        "其中之一，整体：新建学校；不可相加"
    )
    assert "17" not in page.locator("#view").inner_text()


def test_target_axes_hold_one_unit_and_period_each(page: Page) -> None:
    show(page, "培训教师")
    groups = page.locator("#view .group")
    assert groups.locator("h3").all_inner_texts() == [
        "单位：人、名 · 达到或完成的数",
        "单位：人 · 达到或完成的数 · 每年",
    ]
    assert cells(groups.nth(0), 3) == ["3万人", "1200 名"]
    ticks = groups.nth(0).locator("text[text-anchor=middle]").all_text_contents()
    assert ticks == ["0", "1万", "2万", "3万"]
    assert across(page, "target/plan-1/600") == 506
    assert across(page, "target/plan-2/600") == pytest.approx(268 + (506 - 268) * 1200 / 30000)


def test_target_rows_lead_to_their_sentence_and_back(page: Page) -> None:
    show(page, "新建学校")
    page.locator('.chart [data-fact="target/plan-1/300"]').click()
    expect(page.locator("#panel mark")).to_have_text("新建学校12所")
    expect(page.locator("#panel h2")).to_be_focused()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("怎么看")
    entry = page.locator("#view").get_by_role("link", name="约 7 所")
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark")).to_have_text("建成学校约7所")
    expect(page.locator("#view td a[aria-current=true]")).to_have_text("约 7 所")


def test_target_order_by_name_and_filters_apply(page: Page) -> None:
    show(page, "新建学校")
    page.get_by_role("link", name="按地区名").click()
    expect(page.locator("#order-name")).to_have_attribute("aria-current", "true")
    assert cells(page.locator("#view .group").nth(0), 1) == ["丙区", "甲市", "甲市", "乙县"]
    assert cells(page.locator("#view .group").nth(0), 3) == [
        "不超过 20 所",
        "12 所",
        "5 所",
        "约 7 所",
    ]
    show(page, "新建学校", "&status=achieved")
    expect(page.locator("#view .group")).to_have_count(1)
    assert cells(page.locator("#view .group"), 3) == ["约 7 所"]
    show(page, "培训教师", "&status=achieved")
    expect(page.locator("#view .chosen")).to_contain_text("筛选之后，这个指标没有数字。")


def test_target_view_speaks_english(page: Page) -> None:
    show(page, COVERAGE, "&lang=en")
    expect(page.locator("#view .chosen h2")).to_have_text("Affordable kindergartens")
    group = page.locator("#view .group")
    assert cells(group, 3) == ["90—95%", "85.50%", "at least 88%", "at least masked %"]
    assert cells(group, 6) == ["preschool"] * 4


def test_target_chart_says_how_many_faults_it_has_no_room_for(page: Page) -> None:
    def told(room: int) -> str:
        marks = ["转载", "遮盖", "不完整"]
        return str(page.evaluate("([marks, room]) => chartFaults(marks, room)", [marks, room]))

    assert [told(room) for room in (200, 90, 60, 20)] == [
        "转载 遮盖 不完整",
        "转载 遮盖 +1",
        "转载 +2",
        "缺陷 3 项",
    ]


def test_target_view_says_that_there_is_nothing_to_draw_where_all_is_masked(page: Page) -> None:
    show(page, "公办园占比")
    group = page.locator("#view .group")
    expect(group.locator(".note")).to_contain_text("没有数可画")
    assert cells(group, 3) == ["不少于 已遮盖 %"]
    assert group.locator(".chart circle, .chart text[text-anchor=middle]").count() == 0


def test_target_view_shows_hostile_texts_as_text(page: Page) -> None:
    show(page, FORMULA)
    expect(page.locator("#view .chosen h2")).to_have_text(FORMULA)
    assert cells(page.locator("#view .group"), 3) == ["7 @x"]


def test_target_chart_of_three_hundred_regions_keeps_its_rows_apart(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "many.html"
    path.write_text(render(many(300)), encoding="utf-8")
    with opened(browser, path) as page:
        show(page, COVERAGE)
        chart = page.locator(".chart").first
        assert chart.locator(".row").count() == 400
        heights = chart.locator(".row rect").evaluate_all(
            "boxes => [...new Set(boxes.map(box => box.getBoundingClientRect().height))]"
        )
        assert heights == [24]
        assert chart.locator("text", has_text="100%").count() >= 20
        assert page.evaluate("byId('view').scrollHeight > byId('view').clientHeight")
        assert page.evaluate("document.documentElement.scrollWidth") == 1440
        chart.locator(".row").nth(300).click()
        expect(page.locator("#panel mark")).to_be_visible()
        expect(chart.locator(".row").nth(300)).to_be_in_viewport()


def test_target_units_are_read_with_the_concept_behind_their_words(exports: Path) -> None:
    data = load(store.open_read_only(exports))
    concepts = {row.unit: row.unit_concept for row in data.targets}
    assert concepts["人"] == concepts["名"] == "ren"
    assert concepts["%"] == "bai-fen-bi"


def test_target_values_are_read_in_myriads_and_never_rounded(page: Page) -> None:
    def read(*numbers: str) -> list[str]:
        return [str(page.evaluate("text => numberWords(text)", number)) for number in numbers]

    texts = (
        "31000",
        "6019945000000",
        "9999.50",
        "12345.67",
        "-10000",
        "123456789012345678901",
        "0.5",
    )
    assert read(*texts) == [
        "3.1万", "60199.45亿", "9999.50", "1.234567万", "-1万", "1234567890123.45678901亿", "0.5",
    ]  # fmt: skip
    assert page.evaluate("numberWords('31000', '万元')") == "31000"
    page.evaluate("() => { location.hash = '#lang=en'; }")
    page.wait_for_function("state.lang === 'en'")
    assert read(*texts) == [
        "31,000", "6,019,945,000,000", "9,999.50", "12,345.67", "-10,000",
        "123,456,789,012,345,678,901", "0.5",
    ]  # fmt: skip


def test_target_value_and_what_stands_before_it_are_one_phrase(page: Page) -> None:
    row = {"value": "33.33", "unit": "%", "quantity": "decrease", "comparator": "ge"}
    assert page.evaluate("row => valueWords(row)", row) == "减少不少于 33.33%"
    more = row | {"value": "10000", "value_max": "31000", "unit": "个", "comparator": "range"}
    assert page.evaluate("row => valueWords(row)", more) == "减少 1万—3.1万个"


def test_target_rows_say_under_which_headings_they_stand(page: Page) -> None:
    show(page, "新建学校")
    row = page.locator("#view .group").nth(0).locator("tbody tr").nth(0)
    expect(row.locator(".path")).to_have_text("二、主要任务")
    title = page.locator('.chart [data-fact="target/plan-3/400"] title')
    assert "二、主要任务" in (title.text_content() or "")
    path = "一、过去五年回顾 › （二）均衡 › 1.学校"
    assert page.evaluate("section => nearHeadings({ section })", path) == "（二）均衡 › 1.学校"


def test_target_rows_of_several_achieved_numbers_of_a_year_say_so(
    browser: Browser, tmp_path: Path
) -> None:
    data = numbers()
    again = replace(
        next(row for row in data.targets if row.id == "target/plan-1/200"), id="again", value="84"
    )
    path = tmp_path / "again.html"
    path.write_text(render(replace(data, targets=(*data.targets, again))), encoding="utf-8")
    with opened(browser, path) as page:
        show(page, COVERAGE)
        told = page.locator("#view tr", has_text="同一年有几个已完成的数：看原句")
        assert [text.split("\t")[2].strip() for text in told.all_inner_texts()] == ["85.50%", "84%"]


def test_target_chart_puts_marks_below_a_number_that_leaves_them_no_room(
    browser: Browser, tmp_path: Path
) -> None:
    data = numbers()
    wide = [
        replace(row, unit="平方米每学生", value="1234567") if row.id.endswith("plan-2/400") else row
        for row in data.targets
    ]
    path = tmp_path / "wide.html"
    path.write_text(render(replace(data, targets=tuple(wide))), encoding="utf-8")
    with opened(browser, path) as page:
        show(page, "新建学校")
        row = page.locator('.chart [data-fact="target/plan-2/400"]')
        expect(row.locator("tspan")).to_have_text("转载 遮盖")
        value, marks = row.locator("text").last, row.locator("tspan")
        right = marks.evaluate(
            "mark => { const box = mark.getBoundingClientRect(); return box.right; }"
        )
        assert right <= value.evaluate("text => text.ownerSVGElement.getBoundingClientRect().right")
        assert row.locator("rect").get_attribute("height") == "41"


def test_target_values_of_any_length_are_read(page: Page) -> None:
    length = 200_000
    zeros, ones = "0" * length, "1" * length
    read = "text => numberWords(text)"
    assert page.evaluate(read, f"{zeros}x") == f"{zeros}x"
    assert page.evaluate(read, f"1{zeros}.{zeros}1") == f"1{zeros[8:]}.{zeros}{'0' * 8}1亿"
    assert page.evaluate("name => sheetNames([{ name }])", f"a{chr(39) * length}b") == [
        f"a{chr(39) * 30}"
    ]
    page.evaluate("() => { location.hash = '#lang=en'; }")
    page.wait_for_function("state.lang === 'en'")
    assert page.evaluate(read, ones) == "11" + ",111" * (length // 3)
