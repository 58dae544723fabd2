"""The page in a real Chromium without a network, as an analyst opens it by a double click."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.explore.page import render
from tests.chromium import opened
from tests.explorer_examples import CLUSTER, CLUSTER_SENTENCE, HOSTILE, large, small


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(render(small()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "large.html"
    path.write_text(render(large()), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, small_file: Path) -> Iterator[Page]:
    with opened(browser, small_file) as page:
        yield page


def panel_title(page: Page) -> str:
    return page.locator("#panel h2").inner_text()


def click_node(page: Page, node: str) -> None:
    at = page.evaluate("node => network.canvasToDOM(network.getPosition(node))", node)
    page.locator("#network canvas").click(position={"x": at["x"], "y": at["y"]})


def test_page_opens_with_text_to_read(page: Page) -> None:
    listed = page.locator("#list")
    expect(listed).to_contain_text("地区（3）")
    expect(listed).to_contain_text("8 项目 · 3 数字")
    expect(listed).to_contain_text("共有的项目（5）")
    shared = listed.get_by_role("button").all_inner_texts()[3:]
    assert [re.sub(r"\s+", " ", text) for text in shared] == [
        "第0号行动计划 3 地",
        "第3号行动计划 3 地",
        "教联体 3 地",
        "第1号行动计划 2 地",
        "第4号行动计划 2 地",
    ]
    assert panel_title(page) == "从哪里看起"
    expect(page.locator("#panel")).to_contain_text("转载本")


def test_program_shows_each_regions_sentence_with_the_quote_marked(page: Page) -> None:
    page.locator("#list").get_by_role("button", name="教联体").click()
    assert panel_title(page) == "教联体"
    panel = page.locator("#panel")
    for text in (
        "education consortium",
        "教育联合体、城乡教育共同体",
        "国家",
        "词表已收",
        "转载本",
    ):
        expect(panel).to_contain_text(text)
    passages = panel.locator(".passage")
    assert passages.count() == 3
    assert passages.nth(0).locator("blockquote").inner_text() == CLUSTER_SENTENCE
    assert passages.nth(0).locator("mark").all_inner_texts() == ["教联体", "教联体"]
    expect(passages.nth(0)).to_contain_text("二、主要任务 › （一）均衡")
    expect(passages.nth(0)).to_contain_text("a.txt，第 102–105 字、第 112–115 字")
    assert passages.nth(1).locator("mark").all_inner_texts() == ["教育联合体"]


def test_number_opens_its_sentence_and_back_returns_to_the_region(page: Page) -> None:
    page.locator("#list").get_by_role("button", name="甲市").click()
    assert panel_title(page) == "甲市"
    row = page.locator("#panel tr", has_text="教联体覆盖率")
    expect(row).to_contain_text("2023 年")
    row.get_by_role("button", name="不少于 80%").click()
    assert panel_title(page) == "不少于 80%"
    assert page.locator("#panel blockquote").inner_text() == CLUSTER_SENTENCE
    assert page.locator("#panel mark").all_inner_texts() == ["教联体覆盖率达到80%以上"]
    assert "#target=" in page.url
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("甲市")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("从哪里看起")
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("甲市")


def test_masked_number_is_called_masked_and_leads_to_its_sentence(page: Page) -> None:
    page.locator("#list").get_by_role("button", name="乙县").click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("地区系推断")
    expect(panel).to_contain_text("有遮盖")
    expect(panel.locator("tr", has_text="普惠园覆盖率")).to_contain_text("未写明")
    expect(panel.locator("tr", has_text="建成学校")).to_contain_text("已完成")
    panel.get_by_role("button", name="不少于 已遮盖 %").click()
    assert page.locator("#panel mark").all_inner_texts() == ["普惠性幼儿园覆盖率达到XX%以上"]
    expect(page.locator("#panel table")).to_contain_text("不少于 88%")  # the other region's


def test_range_shows_both_its_values(page: Page) -> None:
    page.locator("#list").get_by_role("button", name="地区不明").click()
    expect(page.locator("#panel table")).to_contain_text("3000—5000 个")


def test_search_by_alias_opens_with_enter(page: Page) -> None:
    box = page.get_by_role("combobox")
    box.fill("城乡教育共同体")
    expect(page.get_by_role("option")).to_have_text(["项目教联体（城乡教育共同体）"])
    box.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("教联体")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_search_keys_choose_and_escape_closes(page: Page) -> None:
    box = page.get_by_role("combobox")
    box.fill("教联体")
    options = page.get_by_role("option")
    assert options.all_inner_texts()[0].endswith("教联体")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.locator("#panel .sub").first).to_contain_text("指标")
    box.fill("没有这样的词")
    expect(page.locator("#results")).to_contain_text("没有找到")
    box.press("Escape")
    expect(page.locator("#results")).to_be_hidden()


def test_search_finds_an_indicator_and_sets_regions_side_by_side(page: Page) -> None:
    page.get_by_role("combobox").fill("普惠性幼儿园")
    page.get_by_role("option").first.click()
    table = page.locator("#panel table")
    expect(table).to_contain_text("甲市")
    expect(table).to_contain_text("乙县")


def test_click_on_the_drawing_opens_program_and_region(page: Page) -> None:
    click_node(page, f"program:{CLUSTER}")
    expect(page.locator("#panel h2")).to_have_text("教联体")
    click_node(page, "region:420200")
    expect(page.locator("#panel h2")).to_have_text("乙县")
    assert page.evaluate("network.getSelectedNodes()") == ["region:420200"]


def test_keyboard_alone_reads_a_sentence(page: Page) -> None:
    page.locator("#list").get_by_role("button", name="教联体").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "12 个"
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark")).to_have_text(["建教联体12个"])


def test_hostile_text_stays_text_in_every_panel(page: Page, small_file: Path) -> None:
    for kind, key in (
        ("program", HOSTILE),
        ("region", "420200"),
        ("region", "plan-c"),
        ("target", "plan-b/702-709"),
        ("indicator", f"建成学校{HOSTILE}"),
        ("program", CLUSTER),
    ):
        page.goto(f"{small_file.as_uri()}#{kind}={quote(key, safe='')}")
        page.reload()
        expect(page.locator("#panel h2")).not_to_have_text("没有找到这一项")
        if (kind, key) != ("region", "plan-c"):
            expect(page.locator("#panel")).to_contain_text(HOSTILE)
    page.get_by_role("combobox").fill("onerror")
    expect(page.get_by_role("option").first).to_contain_text(HOSTILE)
    at = page.evaluate(
        "node => network.canvasToDOM(network.getPosition(node))", f"program:{HOSTILE}"
    )
    page.locator("#network canvas").hover(position={"x": at["x"], "y": at["y"]})
    expect(page.locator(".vis-tooltip")).to_have_text(f"敌意{HOSTILE}")


def test_address_that_names_nothing_says_so(page: Page, small_file: Path) -> None:
    for address in ("#program=nothing", "#__proto__=x", "#region=%E0%A4%A"):
        page.goto(f"{small_file.as_uri()}{address}")
        page.reload()
        expect(page.locator("#panel h2")).to_have_text(re.compile("没有找到这一项|从哪里看起"))


def test_large_page_shows_all_nodes_and_no_label_upon_another(
    browser: Browser, large_file: Path
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(large_file.as_uri())
    assert page.evaluate("nodes.length") == 405
    boxes = page.evaluate(
        """() => nodes.get().filter(node => (node.font?.size ?? 34) > 20)
              .map(node => network.getBoundingBox(node.id))"""
    )
    assert len(boxes) > 10
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
    assert page.evaluate("network.getScale() * 27") > 11
    for _ in range(6):
        page.get_by_role("button", name="放大").click()
    drawn = page.evaluate("nodes.get().map(n => (n.font?.size ?? 34) * network.getScale())")
    assert max(drawn) <= 24.01
    assert min(drawn) >= 11
    page.close()


def test_the_page_of_the_seeds_leads_from_a_number_to_its_sentence(
    browser: Browser, exports: Path
) -> None:
    with opened(browser, exports / "explorer.html") as page:
        page.get_by_role("button", name="课后服务").first.click()
        expect(page.locator("#panel mark").first).to_have_text("课后服务")
        expect(page.locator("#panel")).to_contain_text("每周开展5天、每天2小时")
        page.get_by_role("button", name="常州市").first.click()
        page.get_by_role("button", name="31000 个").click()
        expect(page.locator("#panel mark")).to_have_text("增加学位3.1万个")
        page.go_back()
        assert panel_title(page) == "常州市"


def test_the_page_of_the_seeds_is_small(exports: Path) -> None:
    assert (exports / "explorer.html").stat().st_size < 3_000_000
