"""The page for everyone: axe-core finds no barrier, the keyboard suffices, nothing jumps."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.chromium import opened

ADDRESSES = (
    "",
    "pick=320400&pick=610526",
    "open=program:ke-hou-fu-wu&colour=stage",
    "open=region:320700",
    "view=matrix&which=all",
    "view=matrix&matrix=regions&by=rarity",
    "view=targets",
    "view=targets&indicator=xin-zeng-xue-wei",
    "view=reading",
    "view=reading&source={anonymous}",
    "view=reading&source={xianning}",
    "view=time",
)


def sources(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(rows.plans.map((plan) => [plan.document.split('-')[0], plan.source]))"
    )
    return found


@pytest.mark.parametrize(("language", "addresses"), [("zh", ADDRESSES), ("en", ADDRESSES[1::4])])
def test_page_has_no_barrier_that_axe_finds(
    browser: Browser, exports: Path, language: str, addresses: tuple[str, ...]
) -> None:
    file = exports / "explorer.html"
    found = []
    with opened(browser, file) as page:
        named = sources(page)
        for address in addresses:
            page.goto("about:blank")
            page.goto(f"{file.as_uri()}#{address.format(**named)}&lang={language}")
            page.wait_for_function("document.title !== ''")
            results = Axe().run(page, options={"resultTypes": ["violations"]})
            found += [
                (address, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
                for violation in results.response["violations"]
            ]
    assert found == []


def test_open_menus_and_results_have_no_barrier(browser: Browser, exports: Path) -> None:
    with opened(browser, exports / "explorer.html") as page:
        page.get_by_role("combobox", name="搜索").fill("学前")
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("Escape")
        page.locator("#filter-level").click()
        assert Axe().run(page).response["violations"] == []
        page.locator("#save summary").click()
        assert Axe().run(page).response["violations"] == []


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until the focus is on what is so named."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
            const { activeElement: at } = document;
            return (at.getAttribute("aria-label") ?? at.textContent).trim();
        }""")
        if told == name:
            return
    raise AssertionError(f"{most} times Tab did not lead to {name}")


def test_keyboard_alone_compares_two_regions_and_reads_a_sentence(explorer: Page) -> None:
    tab_to(explorer, "选入比较：甲市")
    explorer.keyboard.press("Space")
    expect(explorer.get_by_role("checkbox", name="选入比较：甲市")).to_be_focused()
    tab_to(explorer, "选入比较：重庆县")
    explorer.keyboard.press("Space")
    expect(explorer.locator("#panel h2")).to_have_text("甲市、重庆县")
    tab_to(explorer, "不少于 88%")
    explorer.keyboard.press("Enter")
    expect(explorer.locator("#panel h2")).to_have_text("不少于 88%")
    expect(explorer.locator("#panel h2")).to_be_focused()
    expect(explorer.locator("#panel mark")).to_have_text("普惠性幼儿园覆盖率达88%以上")
    explorer.go_back()
    expect(explorer.locator("#panel h2")).to_have_text("甲市、重庆县")


def test_keyboard_alone_changes_view_filter_and_language(explorer: Page) -> None:
    tab_to(explorer, "矩阵")
    explorer.keyboard.press("Enter")
    expect(explorer.get_by_role("grid")).to_be_visible()
    tab_to(explorer, "年份")
    explorer.keyboard.press("Enter")
    explorer.keyboard.press("Tab")
    explorer.keyboard.press("Space")
    expect(explorer.locator("#counts")).to_contain_text("已筛选")
    explorer.keyboard.press("Escape")
    explorer.keyboard.press("Shift+Tab")
    explorer.locator("#language").focus()
    explorer.keyboard.press("Enter")
    expect(explorer.locator("#counts")).to_contain_text("Filtered")
    expect(explorer.locator("#language")).to_be_focused()


def test_page_has_no_shift_of_its_layout(browser: Browser, exports: Path) -> None:
    with opened(browser, exports / "explorer.html") as page:
        page.reload()
        page.wait_for_timeout(500)
        shift = page.evaluate("""() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 300);
        })""")
        assert shift < 0.01


def test_page_names_fonts_with_chinese_for_each_system(explorer: Page) -> None:
    fonts = explorer.evaluate("getComputedStyle(document.body).fontFamily")
    for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"):
        assert font in fonts


def test_page_prints_what_is_open_without_controls(explorer: Page) -> None:
    explorer.locator("#list").get_by_role("link", name="教联体").click()
    explorer.emulate_media(media="print")
    expect(explorer.locator("#panel")).to_be_visible()
    for hidden in ("#list", "#overlap", "#filters", "#save", "#views"):
        expect(explorer.locator(hidden)).to_be_hidden()
    assert explorer.evaluate("getComputedStyle(document.getElementById('panel')).overflow") == (
        "visible"
    )
    assert explorer.pdf().startswith(b"%PDF")
