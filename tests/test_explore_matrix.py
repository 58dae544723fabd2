"""The matrix view: regions and programs, regions and regions."""

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.explore.page import render
from kg.explore.payload import pairs
from kg.overlap import clusters
from tests.chromium import opened
from tests.explorer_examples import large, small


def show(page: Page, file: Path, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#view=matrix&{address}")


def test_matrix_has_counts_at_the_margins_and_leads_to_the_sentence(
    explorer: Page, explorer_file: Path
) -> None:
    show(explorer, explorer_file, "which=all&sort=count")
    grid = explorer.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "13")
    expect(grid).to_have_attribute("aria-colcount", "4")
    columns = grid.locator(".column-name").all_inner_texts()
    assert [" ".join(name.split()) for name in columns] == [
        "甲市 8",
        "重庆县 7",
        "地区不明（2022） 5",
    ]
    rows = grid.locator(".row-name").all_inner_texts()
    assert [" ".join(row.split()) for row in rows][:4] == [
        "3 第0号行动计划 新发现",
        "3 第3号行动计划 新发现",
        "3 教联体",
        "2 第1号行动计划",
    ]
    grid.get_by_role("link", name="重庆县有教联体：看原句").click()
    expect(explorer.locator("#panel mark")).to_have_text("教育联合体")
    explorer.go_back()
    expect(explorer.locator("#panel h2")).to_have_text("从哪里看起")


def test_matrix_shows_shared_programs_first_and_all_on_demand(
    explorer: Page, explorer_file: Path
) -> None:
    show(explorer, explorer_file, "")
    expect(explorer.get_by_role("grid")).to_have_attribute("aria-rowcount", "6")
    explorer.locator("#choice-which").select_option("all")
    expect(explorer.get_by_role("grid")).to_have_attribute("aria-rowcount", "13")


def test_matrix_is_sorted_by_clusters(explorer: Page, explorer_file: Path) -> None:
    data = small()
    groups = clusters(pairs(data), [row.id for row in data.regions])
    names = {row.id: row.name for row in data.regions}
    show(explorer, explorer_file, "which=all")
    shown = [name.split()[0] for name in explorer.locator(".column-name").all_inner_texts()]
    assert shown == [names[id_] for group in groups.regions for id_ in group]


@pytest.mark.parametrize(("by", "percent"), [("jaccard", (50, 30, 33)), ("rarity", (36, 19, 22))])
def test_matrix_similarity_is_by_what_both_have_or_by_how_rare_it_is(
    explorer: Page, explorer_file: Path, by: str, percent: tuple[int, ...]
) -> None:
    show(explorer, explorer_file, f"matrix=regions&by={by}")
    names = ("甲市", "重庆县", "地区不明（2022）")
    for (one, other), value in zip(combinations(names, 2), percent, strict=True):
        cell = explorer.get_by_role("link", name=f"{one}与{other}：相似度")
        expect(cell).to_have_accessible_name(f"{one}与{other}：相似度 {value}%，比较两地")
    explorer.get_by_role("link", name="甲市与重庆县").click()
    expect(explorer.locator("#panel h2")).to_have_text("甲市、重庆县")


def test_matrix_by_keyboard(explorer: Page, explorer_file: Path) -> None:
    show(explorer, explorer_file, "which=all&sort=count")
    first = explorer.locator('[data-row="0"][data-column="0"]')
    first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        explorer.keyboard.press(key)
    expect(explorer.locator('[data-row="2"][data-column="1"]')).to_be_focused()
    explorer.keyboard.press("Enter")
    expect(explorer.locator("#panel mark")).to_have_text("教育联合体")


def test_matrix_of_300_regions_and_500_programs_draws_what_is_in_sight(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "matrix.html"
    data = large(regions=300, programs=500, alone=0)
    path.write_text(render(data), encoding="utf-8")
    with opened(browser, path) as page:
        show(page, path, "which=all")
        first = clusters(pairs(data), [row.id for row in data.regions]).regions[0]
        assert len(first) == 23  # so that the line before the next cluster stands in sight
        edge = page.locator('[aria-rowindex="2"] .at.edge').first
        expect(edge).to_have_attribute("aria-colindex", "25")
        grid = page.get_by_role("grid")
        expect(grid).to_have_attribute("aria-rowcount", "501")
        expect(grid).to_have_attribute("aria-colcount", "301")
        assert 300 < page.locator(".at").count() < 3000
        page.locator('[data-row="0"][data-column="0"]').focus()
        page.keyboard.press("Control+End")
        last = page.locator('[data-row="499"][data-column="299"]')
        expect(last).to_be_focused()
        expect(last).to_be_in_viewport()
        names = page.locator(".row-name").last
        expect(names).to_be_visible()
        page.locator('[data-row="495"][data-column="299"]').click()  # a cell, maybe without a link
        page.locator("a.cell").last.click()
        expect(page.locator("#panel h2")).not_to_have_text("从哪里看起")
        assert page.evaluate("byId('grid').scrollTop") > 10_000
        page.go_back()
        assert page.evaluate("byId('grid').scrollTop") > 10_000
        last.focus()
        page.keyboard.press("Control+Home")
        expect(page.locator('[data-row="0"][data-column="0"]')).to_be_focused()
