"""The page on paper, as a real Chromium prints it."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from kg.explore.page import render
from tests.chromium import opened
from tests.explorer_examples import CLUSTER, CLUSTER_SENTENCE, COVERAGE, large
from tests.explorer_page import look


@pytest.fixture
def page(explorer: Page) -> Page:
    return explorer


def printed(page: Page) -> str:
    """Return the text of the pages, without line ends."""
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:
        texts = [sheet.get_textpage().get_text_range() for sheet in paper]
    return "".join("".join(texts).split())


def test_print_of_an_open_program_has_its_sentences_and_no_controls(page: Page) -> None:
    look(page, f"open=program:{CLUSTER}")
    text = printed(page)
    assert CLUSTER_SENTENCE in text
    assert "可信度不限" not in text
    assert "勾选两个以上" not in text


def test_print_of_a_view_leaves_out_how_to_begin_and_the_list_of_indicators(page: Page) -> None:
    look(page, f"view=targets&indicator={COVERAGE}")
    text = printed(page)
    assert "不少于88%" in text
    assert "怎么看" not in text
    assert "查找指标" not in text
    assert "新增学位" not in text
    expect(page.locator("#panel h2")).to_have_text("怎么看")
    look(page, "view=overlap")
    text = printed(page)
    assert "教联体" in text
    assert "从哪里看起" not in text


def test_print_of_a_matrix_shows_the_whole_and_leaves_the_page_as_it_was(page: Page) -> None:
    look(page, "view=matrix&which=all")
    names = page.evaluate("matrixOf().rows.map(({ name }) => name)")
    text = printed(page)
    assert len(names) == 12
    assert [name for name in names if "".join(name.split()) not in text] == []
    assert page.locator("#view .paper").count() == 0
    expect(page.locator("#grid")).to_be_visible()


def test_print_of_a_large_matrix_shows_what_is_in_sight(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render(large()), encoding="utf-8")
    with opened(browser, path) as page:
        look(page, "view=matrix&which=all")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#view .paper").count() == 0
        page.emulate_media(media="print")
        expect(page.locator("#grid .cell").first).to_be_visible()


def test_print_shows_the_rest_of_long_lists(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render(large()), encoding="utf-8")
    with opened(browser, path) as page:
        look(page, "open=region:000000")
        own = page.evaluate("shown().programsOf.get('000000').size")
        assert own > 60
        assert page.locator("#panel .names a").count() < own
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#panel .names a.program").count() == own
        assert page.locator("#panel .more").count() == 0


def test_print_keeps_the_colours_that_say_something(page: Page) -> None:
    look(page, f"open=program:{CLUSTER}")
    page.emulate_media(media="print")
    for place in ("#panel h2 .dot", "#panel mark", "#panel .tag"):
        colour = page.locator(place).first.evaluate("one => getComputedStyle(one).printColorAdjust")
        assert colour == "exact"
