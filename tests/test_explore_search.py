"""The search box of the page: names, aliases, pinyin, sentences; by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg import store
from kg.builder import build
from kg.explore.data import ExplorerData
from kg.explore.fitting import fitted
from kg.explore.loading import load
from kg.explore.page import render
from tests.chromium import opened


def found(page: Page, words: str) -> list[str]:
    page.get_by_role("combobox", name="搜索").fill(words)
    lines = page.locator("#results").get_by_role("option").all_inner_texts()
    return [" ".join(line.split()) for line in lines]


def test_search_by_alias_opens_with_enter(explorer: Page) -> None:
    assert found(explorer, "城乡教育共同体") == ["项目 教联体（城乡教育共同体）"]
    explorer.get_by_role("combobox", name="搜索").press("Enter")
    expect(explorer.locator("#panel h2")).to_have_text("教联体")
    expect(explorer.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("jlt", "项目 教联体"),
        ("jiaolianti", "项目 教联体"),
        ("JLT", "项目 教联体"),
        ("cqx", "地区 重庆县"),  # 重 is chong here, not zhong
        ("chongqing", "地区 重庆县"),
        ("phx", "指标 普惠性幼儿园覆盖率"),
        ("jylht", "项目 教联体（教育联合体）"),
    ],
)
def test_search_by_pinyin_and_its_initials(explorer: Page, typed: str, first: str) -> None:
    assert found(explorer, typed)[0] == first


def test_search_by_english_name_and_code(explorer: Page) -> None:
    assert found(explorer, "consortium")[0].startswith("项目 教联体")
    assert found(explorer, "420200")[0].startswith("地区 重庆县")


def test_search_in_sentences_opens_the_sentence(explorer: Page) -> None:
    (line,) = found(explorer, "年内新建")
    assert line.startswith("原句 甲市：")
    explorer.get_by_role("combobox", name="搜索").press("Enter")
    expect(explorer.locator("#panel blockquote").first).to_contain_text("年内新建教联体12个")


def test_search_keys_choose_and_escape_closes(explorer: Page) -> None:
    box = explorer.get_by_role("combobox", name="搜索")
    options = explorer.locator("#results").get_by_role("option")
    assert found(explorer, "教联体")[0] == "项目 教联体"
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(explorer.locator("#results")).to_be_hidden()


def test_search_without_a_hit_says_so(explorer: Page) -> None:
    assert found(explorer, "没有这样的词") == []
    expect(explorer.locator("#nothing")).to_have_text("没有找到")
    expect(explorer.locator("#said")).to_have_text("找到 0 条")


def test_search_finds_an_indicator_and_sets_regions_side_by_side(explorer: Page) -> None:
    found(explorer, "普惠性幼儿园覆盖率")
    explorer.get_by_role("combobox", name="搜索").press("Enter")
    expect(explorer.locator("#view h2").first).to_have_text("普惠性幼儿园覆盖率")
    view = explorer.locator("#view")
    expect(view.locator("table").first).to_contain_text("甲市")
    expect(view.locator("table").first).to_contain_text("重庆县")


TEXT = """2023年常州市教育工作要点
一、推进均衡发展
要办好每一所学校。深入推进“双减”工作。
后勤服务按期完成，食堂窗口全部更新。
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> ExplorerData:
    folder = tmp_path_factory.mktemp("search")
    (folder / "changzhou.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "changzhou.txt"], folder / "out")
    return load(store.open_read_only(folder / "out"), folder / "out" / "texts")


@pytest.fixture
def reading(browser: Browser, tmp_path: Path, whole: ExplorerData) -> Iterator[Page]:
    (tmp_path / "explorer.html").write_text(render(whole), encoding="utf-8")
    with opened(browser, tmp_path / "explorer.html") as page:
        yield page


def test_search_finds_a_sentence_that_nothing_was_read_from_and_opens_its_place(
    reading: Page,
) -> None:
    assert found(reading, "食堂窗口") == ["原句 常州市：后勤服务按期完成，食堂窗口全部更新。"]
    reading.get_by_role("combobox", name="搜索").press("Enter")
    place = reading.locator("#view .text .named")
    expect(place).to_have_text("后勤服务按期完成，食堂窗口全部更新。")
    expect(place).to_be_in_viewport()
    expect(place).to_be_focused()


def test_search_finds_words_as_shown_and_as_they_stand(
    browser: Browser, tmp_path: Path, exports: Path
) -> None:
    file = tmp_path / "explorer.html"
    file.write_text(render(load(store.open_read_only(exports), exports / "texts")), "utf-8")
    with opened(browser, file) as page:
        (shown,) = found(page, "市教育局负责人说,咸宁市")
        assert "市教育局负责人说" in shown
        (raw,) = found(page, "市教育局負責(zé)人說,咸寧市")
        assert "市教育局負責(zé)人說" in raw
        page.get_by_role("combobox", name="搜索").press("Enter")
        expect(page.locator("#panel blockquote").first).to_contain_text("市教育局負責(zé)人說")


def test_search_opens_the_fact_of_a_sentence_once(reading: Page) -> None:
    lines = found(reading, "双减”工作")
    assert lines == ["原句 常州市：深入推进“双减”工作。"]
    reading.get_by_role("combobox", name="搜索").press("Enter")
    expect(reading.locator("#panel h2")).to_have_text("双减")


def test_search_without_texts_says_what_is_searched(
    browser: Browser, tmp_path: Path, whole: ExplorerData
) -> None:
    file = tmp_path / "explorer.html"
    file.write_text(render(*fitted(whole, most_text=10)), encoding="utf-8")
    with opened(browser, file) as page:
        assert found(page, "食堂窗口") == []
        expect(page.locator("#nothing")).to_have_text(
            "没有找到。本页不含全文，只搜索写到项目和数字的句子"
        )
