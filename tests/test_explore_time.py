"""The view over the years: what came, stayed and went."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.builder import build
from tests.chromium import opened

TEXTS = Path(__file__).parent / "two_years"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("years") / "out"
    build([TEXTS], out)
    return out / "explorer.html"


@pytest.fixture
def page(browser: Browser, two_years: Path) -> Iterator[Page]:
    with opened(browser, two_years) as page:
        yield page


def names(page: Page, title: str) -> list[str]:
    group = page.locator("#view h3", has_text=title).locator("xpath=following-sibling::ul[1]")
    return [] if group.count() == 0 else group.locator("a.program").all_inner_texts()


def test_time_tells_what_came_stayed_and_went(page: Page) -> None:
    page.locator("#view-time").click()
    expect(page.locator("#view h2")).to_have_text("宜兴市 2023 → 2024")
    assert names(page, "2024 年新来的项目") == ["教联体"]
    assert names(page, "延续的项目") == ["双减"]
    assert sorted(names(page, "2023 年之后不再提的项目")) == ["县管校聘", "荆溪名师工程"]
    link = page.locator("#view li", has_text="双减").get_by_role("link", name="2023 年原句")
    link.click()
    expect(page.locator("#panel blockquote").first).to_be_visible()
    expect(page.locator("#panel .origin").first).to_contain_text("yixing-2023.txt")


def test_time_sets_the_numbers_of_both_years_side_by_side(page: Page) -> None:
    page.locator("#view-time").click()
    table = page.locator("#view table")
    heads = table.locator("th").all_inner_texts()
    assert heads == ["指标", "2023", "2024"]
    rows = [" ".join(row.split()) for row in table.locator("tbody tr").all_inner_texts()]
    coverage = next(row for row in rows if row.startswith("普惠性幼儿园覆盖率"))
    assert "88%" in coverage
    assert "不少于 91%" in coverage
    assert len({row.split()[0] for row in rows}) == len(rows)  # an indicator a row


def test_time_offers_only_years_in_their_order(page: Page) -> None:
    page.locator("#view-time").click()
    assert page.locator("#choice-from option").all_inner_texts() == ["2023"]
    assert page.locator("#choice-to option").all_inner_texts() == ["2024"]


def test_time_without_several_years_says_so(explorer: Page) -> None:
    explorer.locator("#view-time").click()
    expect(explorer.locator("#view")).to_contain_text("这里没有哪个地区有两个以上年份的计划")


def test_region_with_several_years_leads_to_them(page: Page) -> None:
    page.locator("#list").get_by_role("link", name="宜兴市").click()
    page.get_by_role("link", name="有 2023、2024 年的计划：看变化").click()
    expect(page.locator("#view h2")).to_have_text("宜兴市 2023 → 2024")
