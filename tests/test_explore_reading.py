"""The reading view in a real Chromium: text, marks, outline, repairs, the way there and back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg import store
from kg.builder import build
from kg.explore.data import ExplorerData, FaultRow
from kg.explore.fitting import fitted
from kg.explore.loading import load
from kg.explore.page import render
from tests.chromium import opened

HOSTILE = "<img src=x onerror=\"window.hit='yes'\"></script><script>window.hit='yes'</script>"
OWN = f"""首页 > 政务公开 > 正文
2023年常州市教育工作要点
一、推进义务教育优质均衡发展
深入推进"双减"工作，实施“青蓝课程”，新建中小学12所，{HOSTILE}公办园覆盖率达到88%以上。
贯彻《关于深化教育教学改革的意见》，𠀀𠀁两校并入，普惠性幼儿园覆盖率达到90%。
二、加强教师队伍建设
全年培训教师2000名。
"""


@pytest.fixture(scope="module")
def data(exports: Path) -> ExplorerData:
    return load(store.open_read_only(exports), exports / "texts")


@pytest.fixture(scope="module")
def seeds_file(tmp_path_factory: pytest.TempPathFactory, data: ExplorerData) -> Path:
    return written(tmp_path_factory.mktemp("reading") / "explorer.html", data)


@pytest.fixture(scope="module")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> ExplorerData:
    folder = tmp_path_factory.mktemp("own")
    (folder / "changzhou.txt").write_text(OWN, encoding="utf-8")
    build([folder / "changzhou.txt"], folder / "out")
    return load(store.open_read_only(folder / "out"), folder / "out" / "texts")


@pytest.fixture(scope="module")
def own_file(tmp_path_factory: pytest.TempPathFactory, own_data: ExplorerData) -> Path:
    return written(tmp_path_factory.mktemp("own-page") / "explorer.html", own_data)


@pytest.fixture
def page(browser: Browser, seeds_file: Path) -> Iterator[Page]:
    with opened(browser, seeds_file) as page:
        yield page


@pytest.fixture
def own(browser: Browser, own_file: Path, own_data: ExplorerData) -> Iterator[Page]:
    with opened(browser, own_file) as page:
        go(page, source=own_data.plans[0].source)
        yield page


def written(path: Path, data: ExplorerData) -> Path:
    path.write_text(render(data), encoding="utf-8")
    return path


def go(page: Page, **state: str) -> None:
    page.evaluate("state => go({view: 'reading', ...state})", state)
    expect(page.locator("#view h2")).to_be_visible()


def source_of(data: ExplorerData, name: str) -> str:
    return next(plan.source for plan in data.plans if plan.document == name)


def marks(page: Page, kind: str) -> list[str]:
    return page.locator(f"#view .text a.{kind}").all_inner_texts()


def said(text: Locator) -> str:
    """Return the text that one reads, without the buttons in it."""
    found = text.evaluate(
        """node => {
            const copy = node.cloneNode(true);
            for (const extra of copy.querySelectorAll("button, summary")) extra.remove();
            return copy.textContent;
        }"""
    )
    return str(found)


def test_document_is_chosen_from_all_with_what_is_wrong_with_it(page: Page) -> None:
    go(page)
    listed = page.locator("#view .documents > li")
    assert listed.count() == 5
    expect(listed.filter(has_text="lianyungang-2023.txt")).to_contain_text("连云港市")
    expect(listed.filter(has_text="lianyungang-2023.txt")).to_contain_text("文本有损")
    expect(listed.filter(has_text="changzhou-2023.txt")).to_contain_text("未见缺陷")
    listed.get_by_role("link", name="2023年常州教育工作要点").click()
    assert page.locator("#view h2").inner_text() == "2023年常州教育工作要点"
    page.get_by_role("combobox", name="文件").select_option(
        "蒲城县 · 2023 年 · 2023年县教育局工作要点（地区推断、转载、遮盖）"
    )
    expect(page.locator("#view h2")).to_have_text("2023年县教育局工作要点")
    page.go_back()
    expect(page.locator("#view h2")).to_have_text("2023年常州教育工作要点")


def test_facts_are_marked_by_kind_and_say_what_was_read(own: Page) -> None:
    assert marks(own, "known") == ["双减"]
    assert marks(own, "found") == ["青蓝课程"]
    assert marks(own, "citation") == ["关于深化教育教学改革的意见"]
    assert [mark for mark in marks(own, "target") if "90%" in mark] == ["普惠性幼儿园覆盖率达到90%"]
    expect(own.locator("#view .text a.target", has_text="12所")).to_have_attribute(
        "title", re.compile("^指标数字：.* 12 所$")
    )


def test_mark_inside_another_leads_to_the_shorter_fact(own: Page) -> None:
    inner = own.locator("#view .text a.region", has_text="常州市")
    assert inner.get_attribute("title") == "地区：常州市\n计划标题：2023年常州市教育工作要点"
    inner.click()
    expect(own.locator("#panel dd").first).to_have_text("地区")
    expect(inner).to_have_class(re.compile(r"\bopen\b"))
    expect(inner).to_be_focused()
    own.locator("#view .text a.plan").first.click()
    expect(own.locator("#panel dd").first).to_have_text("计划")
    assert own.locator("#view .text a.open").all_inner_texts() == [
        "2023年",
        "常州市",
        "教育工作要点",
    ]


def test_kind_of_marks_is_hidden_and_shown_again(own: Page) -> None:
    box = own.get_by_role("checkbox", name="地区 1")
    box.uncheck()
    expect(own.locator("#view .text a.region")).to_have_count(0)
    assert marks(own, "plan") == ["2023年常州市教育工作要点"]
    assert "hide=region" in own.url
    expect(box).to_be_focused()
    box.check()
    expect(own.locator("#view .text a.region")).to_have_count(1)


def test_characters_beyond_the_basic_plane_do_not_shift_the_marks(own: Page) -> None:
    assert "𠀀𠀁两校并入，普惠性幼儿园覆盖率达到90%。" in said(own.locator("#view .text"))
    assert "普惠性幼儿园覆盖率达到90%" in marks(own, "target")


def test_markup_in_a_document_stays_text(own: Page) -> None:
    for raw in ("", "1"):
        go(own, raw=raw)
        assert HOSTILE in said(own.locator("#view .text"))
        assert own.locator("#view .text script, #view .text img").count() == 0


def test_text_of_the_page_around_is_folded(own: Page) -> None:
    fold = own.locator("#view .text details")
    expect(fold.locator("p")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("p")).to_have_text("首页 > 政务公开 > 正文")


def test_headings_are_headings_and_the_outline_leads_to_them(
    page: Page, data: ExplorerData
) -> None:
    go(page, source=source_of(data, "lianyungang-2023.txt"))
    page.get_by_role("navigation", name="提纲").get_by_role(
        "link", name="推动学前教育优质普惠发展"
    ).click()
    there = page.get_by_role("heading", name="推动学前教育优质普惠发展", level=5)
    expect(there).to_be_in_viewport()
    expect(there).to_be_focused()
    assert re.search(r"at=\d+", page.url)
    current = page.locator(".outline [aria-current]")
    expect(current).to_have_text("推动学前教育优质普惠发展")
    page.locator("#view").evaluate("view => { view.scrollTop = view.scrollHeight; }")
    expect(current).not_to_have_text("推动学前教育优质普惠发展")


def test_heading_that_goes_on_in_its_sentence_stays_in_its_line(
    page: Page, data: ExplorerData
) -> None:
    go(page, source=source_of(data, "changzhou-2023.txt"))
    measure = page.get_by_role("heading", name="四是推进中小学校长职级制改革", level=6)
    line = page.locator("#view .text p", has=measure)
    expect(line).to_have_text(
        "四是推进中小学校长职级制改革,优化校长专业发展评审办法,培育一批全省全国有影响的名校长。"
    )


def test_repaired_place_shows_its_original_by_enter(page: Page, data: ExplorerData) -> None:
    go(page, source=source_of(data, "xianning-2023.txt"))
    line = page.locator("#view .text p").nth(1)
    assert "市教育局负责人说,咸宁市教育“十大行动”" in said(line)
    button = line.get_by_role("button", name=re.compile("^看原文用字：負責"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert "市教育局負責(zé)人說,咸寧市教育“十大行動”" in said(line)
    page.keyboard.press("Enter")
    assert "市教育局负责人说" in said(line)


def test_all_of_it_is_shown_as_it_stands_in_the_document(page: Page, data: ExplorerData) -> None:
    source = source_of(data, "xianning-2023.txt")
    go(page, source=source)
    page.get_by_role("link", name="全部看原文").click()
    assert "raw=1" in page.url
    assert page.locator("#view .text button, #view .text details").count() == 0
    (row,) = (row for row in data.texts if row.source == source)
    kept = "".join(p.shown if p.original is None else p.original for p in row.pieces)
    lines = page.locator("#view .text p").evaluate_all("all => all.map(p => p.textContent)")
    assert "\n".join(lines) == kept.rstrip("\n") or "\n".join(lines) == kept


def test_page_number_that_was_taken_out_can_be_seen(page: Page, data: ExplorerData) -> None:
    go(page, source=source_of(data, "anonymous-city-2022.txt"))
    cut = page.get_by_role("button", name="此处去掉了：2、")
    cut.click()
    expect(page.locator("#view .text .old")).to_have_text("\n2、")


def test_fault_leads_to_its_place_in_the_text(page: Page, data: ExplorerData) -> None:
    go(page, source=source_of(data, "lianyungang-2023.txt"))
    page.locator("#view .faults").get_by_role("link", name="科学进展观").click()
    place = page.locator("#view .text .named").first
    expect(place).to_be_in_viewport()
    expect(place).to_be_focused()
    page.locator("#view .faults").get_by_role("link", name="分享").click()
    expect(page.locator("#view .text details .named")).to_be_visible()


def test_number_leads_to_its_sentence_in_the_whole_text_and_back(page: Page) -> None:
    page.get_by_role("link", name="常州市").first.click()
    number = page.locator("#panel td a", has_text="3.1万个").first
    number.click()
    before = page.url
    page.locator("#panel").get_by_role("link", name="在全文中看").first.click()
    mark = page.locator("#view .text a.open").first
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    page.go_back()
    assert page.url == before
    expect(page.locator("#overlap")).to_be_visible()
    expect(page.locator("#panel .passage mark")).to_be_visible()


def test_facts_of_the_document_are_one_table(own: Page) -> None:
    (table,) = own.evaluate("views.get('reading').tables()")
    assert table["columns"][:3] == ["类别", "文中用字", "内容"]
    starts = [row[-2] for row in table["rows"]]
    assert starts == sorted(starts)
    assert ["项目（词表已收）", "双减"] in [row[:2] for row in table["rows"]]
    assert all(OWN[row[-2] : row[-1]] == row[1] for row in table["rows"])


def test_page_without_texts_lists_sentences_and_names_the_file(
    browser: Browser, tmp_path: Path, own_data: ExplorerData
) -> None:
    file = tmp_path / "explorer.html"
    file.write_text(render(*fitted(own_data, most_text=10)), encoding="utf-8")
    source = own_data.plans[0].source
    with opened(browser, file) as page:
        go(page, source=source)
        expect(page.get_by_role("link", name=f"texts/{source}.txt")).to_have_attribute(
            "href", f"texts/{source}.txt"
        )
        assert page.locator("#view .text h3").all_inner_texts() == [
            "推进义务教育优质均衡发展",
            "加强教师队伍建设",
        ]
        assert marks(page, "known") == ["双减"]
        page.locator("#view .text a.known").click()
        expect(page.locator("#panel h2")).to_have_text("双减")


def test_document_of_several_plans_says_what_is_wrong_with_each(
    browser: Browser, tmp_path: Path, own_data: ExplorerData
) -> None:
    (plan,) = own_data.plans
    second = replace(
        plan,
        id=f"{plan.id}/2",
        title="常州市学前教育行动计划",
        year=2024,
        faults=(FaultRow("year_doubtful", "年份有疑", "常州市", 17, 20),),
    )
    file = written(tmp_path / "explorer.html", replace(own_data, plans=(plan, second)))
    with opened(browser, file) as page:
        go(page, source=plan.source)
        expect(page.locator("#view h2")).to_contain_text(second.title)
        assert page.locator("#view .of-plan").count() == 2
        page.get_by_role("link", name="“常州市”").click()
        expect(page.locator("#view .text .named")).to_be_focused()


def test_open_mark_has_its_own_section_marked_in_the_outline(own: Page) -> None:
    own.locator("#view .text a.target", has_text="2000名").click()
    expect(own.locator(".outline [aria-current]")).to_contain_text("加强教师队伍建设")
    own.locator("#view .text a.known").click()
    expect(own.locator(".outline [aria-current]")).to_contain_text("推进义务教育优质均衡发展")


def test_plan_without_a_title_is_marked_where_it_begins(page: Page, data: ExplorerData) -> None:
    go(page, source=source_of(data, "xianning-2023.txt"))
    expect(page.locator("#view .mark-legend")).to_contain_text("计划所在")
    expect(page.locator("#view .mark-legend")).not_to_contain_text("计划标题")


def test_place_of_a_fault_that_was_taken_out_shows_its_words(
    page: Page, data: ExplorerData
) -> None:
    go(page, source=source_of(data, "anonymous-city-2022.txt"))
    empty = page.evaluate(
        "[...document.querySelectorAll('[data-faults]')].find((one) => !one.textContent)"
        "?.dataset.faults.split(' ')[0] ?? null"
    )
    assert empty is not None
    go(page, source=source_of(data, "anonymous-city-2022.txt"), at=empty)
    expect(page.locator("#view .text .named .old").first).not_to_be_empty()


def test_sentence_of_the_panel_says_that_the_text_is_repaired(
    page: Page, data: ExplorerData
) -> None:
    go(page, source=source_of(data, "xianning-2023.txt"))
    page.locator("#view .text a.region").nth(2).click()
    expect(page.locator("#panel .passage .origin")).to_contain_text("文件原样，修复后见全文")
    go(page, source=source_of(data, "changzhou-2023.txt"))
    page.locator("#view .text a.target").first.click()
    expect(page.locator("#panel .passage .origin")).not_to_contain_text("文件原样")


def test_panel_is_a_sheet_in_a_narrow_window_and_closes(own: Page) -> None:
    own.set_viewport_size({"width": 390, "height": 844})
    own.locator("#view .text a.known").click()
    expect(own.locator("#panel h2")).to_be_in_viewport()
    expect(own.locator("#view .text a.open")).to_be_in_viewport()
    own.locator("#panel").get_by_role("link", name="关闭").click()
    expect(own.locator("#panel").get_by_role("link", name="关闭")).to_have_count(0)
