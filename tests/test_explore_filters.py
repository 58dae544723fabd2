"""The filters of the page: they hold in every view, and their state is in the address."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


def open_filter(page: Page, name: str) -> None:
    page.locator(f'details[data-filter="{name}"] summary').click()


def tick(page: Page, name: str, value: str) -> None:
    open_filter(page, name)
    page.locator(f'details[data-filter="{name}"]').get_by_label(value).check()


@pytest.mark.parametrize(
    ("name", "value", "regions", "plans", "programs", "shared", "targets"),
    [
        ("province", "江苏省", 1, 1, 8, 0, 3),
        ("province", "未写明", 1, 1, 5, 0, 1),
        ("year", "2022", 1, 1, 7, 0, 2),
        ("type", "工作计划", 1, 1, 7, 0, 2),
        ("stage", "义务教育", 3, 3, 1, 1, 0),
        ("stage", "学前教育", 2, 2, 0, 0, 2),
        ("level", "国家项目", 3, 3, 4, 3, 2),
        ("known", "新发现，词表未收", 3, 3, 5, 2, 0),
        ("status", "已完成", 1, 1, 0, 0, 1),
    ],
)
def test_filter_keeps_what_has_the_value(
    explorer: Page,
    name: str,
    value: str,
    regions: int,
    plans: int,
    programs: int,
    shared: int,
    targets: int,
) -> None:
    tick(explorer, name, value)
    expect(explorer.locator("#counts")).to_have_text(
        f"已筛选：{regions} 个地区，{plans}／3 份计划；{programs} 个项目，"
        f"其中 {shared} 个不止一地有；{targets} 项指标数字"
    )
    assert f"{name}=" in explorer.url


def test_filter_of_confidence(explorer: Page) -> None:
    explorer.locator("#filter-confidence").select_option("0.9")
    expect(explorer.locator("#counts")).to_contain_text("12 个项目")
    expect(explorer.locator("#counts")).to_contain_text("0 项指标数字")
    assert "confidence=0.9" in explorer.url


def test_filters_widen_within_one_kind_and_narrow_across_kinds(explorer: Page) -> None:
    tick(explorer, "year", "2022")
    explorer.locator('details[data-filter="year"]').get_by_label("2023").check()
    expect(explorer.locator("#counts")).to_contain_text("2 个地区，2／3 份计划")
    tick(explorer, "province", "湖北省")
    expect(explorer.locator("#counts")).to_contain_text("1 个地区，1／3 份计划")
    explorer.go_back()
    expect(explorer.locator("#counts")).to_contain_text("2 个地区，2／3 份计划")


def test_filters_hold_in_every_view_and_after_a_reload(explorer: Page, explorer_file: Path) -> None:
    tick(explorer, "province", "江苏省")
    expect(explorer.locator("#list")).not_to_contain_text("重庆县")
    for view in ("view-matrix", "view-targets"):
        explorer.locator(f"#{view}").click()
        expect(explorer.locator("#view")).to_be_visible()
        expect(explorer.locator("#view")).not_to_contain_text("重庆县")
        expect(explorer.locator("#counts")).to_contain_text("已筛选：1 个地区")
    explorer.reload()
    expect(explorer.locator("#counts")).to_contain_text("已筛选：1 个地区")
    assert explorer.url.startswith(explorer_file.as_uri())
    explorer.get_by_role("link", name="清除筛选").click()
    expect(explorer.locator("#counts")).to_have_text(
        "3 个地区，3 份计划；12 个项目，其中 5 个不止一地有；6 项指标数字"
    )


def test_filter_box_stays_open_while_one_ticks_and_closes_on_escape(explorer: Page) -> None:
    tick(explorer, "level", "国家项目")
    box = explorer.locator('details[data-filter="level"]')
    expect(box).to_have_attribute("open", "")
    expect(box.get_by_label("国家项目")).to_be_focused()
    explorer.keyboard.press("Escape")
    expect(box).not_to_have_attribute("open", "")
    expect(box.locator("summary")).to_be_focused()
    expect(box.locator("summary")).to_have_text("层级 国家项目")
