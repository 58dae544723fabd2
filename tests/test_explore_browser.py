"""The page in a real Chromium without a network, as an analyst opens it by a double click."""

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from kg.explore.data import ExplorerData
from kg.explore.fitting import fitted
from kg.explore.page import render
from tests.chromium import opened
from tests.explorer_examples import CLUSTER, CLUSTER_SENTENCE, HOSTILE, large, small


def texts(page: Page, selector: str) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page.locator(selector).all_inner_texts()]


def test_page_opens_with_text_to_read(explorer: Page) -> None:
    listed = explorer.locator("#list")
    expect(listed).to_contain_text("地区（3）")
    expect(listed).to_contain_text("8 项目 · 3 数字")
    expect(listed).to_contain_text("共有的项目（5）")
    assert texts(explorer, "#list .lines li") == [
        "第0号行动计划 新发现 3 地",
        "第3号行动计划 新发现 3 地",
        "教联体 3 地",
        "第1号行动计划 2 地",
        "第4号行动计划 2 地",
    ]
    expect(explorer.locator("#panel h2")).to_have_text("从哪里看起")
    expect(explorer.locator("#panel")).to_contain_text("转载")
    expect(explorer.locator("#counts")).to_have_text(
        "3 个地区，3 份计划；12 个项目，其中 5 个不止一地有；6 项指标数字"
    )


def test_program_shows_each_regions_sentence_with_the_quote_marked(explorer: Page) -> None:
    explorer.locator("#list").get_by_role("link", name="教联体").click()
    panel = explorer.locator("#panel")
    expect(panel.locator("h2")).to_have_text("教联体")
    for text in (
        "education consortium",
        "教育联合体、城乡教育共同体",
        "国家项目",
        "义务教育",
        "词表已收",
        "转载",
    ):
        expect(panel).to_contain_text(text)
    passages = panel.locator(".passage")
    assert passages.count() == 3
    assert passages.nth(0).locator("blockquote").inner_text() == CLUSTER_SENTENCE
    assert passages.nth(0).locator("mark").all_inner_texts() == ["教联体", "教联体"]
    expect(passages.nth(0)).to_contain_text("二、主要任务 › （一）均衡")
    expect(passages.nth(0)).to_contain_text("a.txt 第 101–104、111–114 字")
    assert passages.nth(1).locator("mark").all_inner_texts() == ["教育联合体"]


def test_number_opens_its_sentence_and_back_returns_to_the_region(explorer: Page) -> None:
    explorer.locator("#list").get_by_role("link", name="甲市").click()
    title = explorer.locator("#panel h2")
    expect(title).to_have_text("甲市")
    expect(title).to_be_focused()
    row = explorer.locator("#panel tr", has_text="教联体覆盖率")
    expect(row).to_contain_text("2023 年")
    row.get_by_role("link", name="不少于 80%").click()
    expect(title).to_have_text("不少于 80%")
    assert explorer.locator("#panel blockquote").inner_text() == CLUSTER_SENTENCE
    assert explorer.locator("#panel mark").all_inner_texts() == ["教联体覆盖率达到80%以上"]
    assert "open=fact%3Atarget%2Fa%2F118%2F131" in explorer.url
    explorer.go_back()
    expect(title).to_have_text("甲市")
    explorer.go_back()
    expect(title).to_have_text("从哪里看起")
    explorer.go_forward()
    expect(title).to_have_text("甲市")


def test_masked_number_is_called_masked_and_leads_to_its_sentence(explorer: Page) -> None:
    explorer.locator("#list").get_by_role("link", name="重庆县").click()
    panel = explorer.locator("#panel")
    expect(panel).to_contain_text("地区系推断")
    expect(panel).to_contain_text("有遮盖")
    expect(panel.locator("tr", has_text="普惠园覆盖率")).to_contain_text("未写明")
    expect(panel.locator("tr", has_text="建成学校")).to_contain_text("已完成")
    panel.get_by_role("link", name="不少于 已遮盖 %").click()
    assert explorer.locator("#panel mark").all_inner_texts() == ["普惠性幼儿园覆盖率达到XX%以上"]
    expect(explorer.locator("#panel table")).to_contain_text("不少于 88%")  # the other region's


def test_choice_of_two_regions_tells_shared_and_only(explorer: Page) -> None:
    explorer.get_by_role("checkbox", name="选入比较：甲市").check()
    explorer.get_by_role("checkbox", name="选入比较：重庆县").check()
    panel = explorer.locator("#panel")
    expect(panel.locator("h2")).to_have_text("甲市、重庆县")
    expect(explorer.locator("#said")).to_have_text("已选 2 个地区")
    headings = panel.locator("h3").all_inner_texts()
    assert headings == [
        "都有的项目（5）",
        "全部地区中只有甲市有（3）",
        "全部地区中只有重庆县有（2）",
        "其他地区过半数有、这些都没有（0）",
    ]
    expect(panel).to_contain_text("相似度 50%（Jaccard：共有的项目 ÷ 任一有的项目）")
    shared = panel.locator("h3", has_text="都有的项目").locator("xpath=following-sibling::ul[1]")
    expect(shared).to_contain_text("教联体")
    beside = panel.locator("table tbody tr")
    expect(beside).to_have_count(1)
    expect(beside).to_contain_text("普惠性幼儿园覆盖率")
    expect(beside).to_contain_text("不少于 88%")
    expect(beside).to_contain_text("已遮盖")
    assert "pick=320100&pick=420200" in explorer.url
    explorer.reload()
    expect(panel.locator("h2")).to_have_text("甲市、重庆县")
    explorer.go_back()
    expect(panel.locator("h2")).to_have_text("从哪里看起")
    expect(explorer.get_by_role("checkbox", name="选入比较：重庆县")).not_to_be_checked()


def test_choice_tells_what_most_others_have_and_these_lack(
    browser: Browser, tmp_path: Path
) -> None:
    data = large(regions=6, programs=0)
    source = large(regions=6, programs=12, alone=0, seed=3)
    mentions = tuple(row for row in source.mentions if row.place.plan != "plan-000000")
    path = tmp_path / "six.html"
    made = ExplorerData(
        data.plans, data.regions, source.programs, mentions=mentions, targets=data.targets
    )
    path.write_text(render(made), encoding="utf-8")
    having = {
        program.id: {row.place.plan for row in mentions if row.program == program.id}
        for program in made.programs
    }
    picked = {"plan-000000", "plan-000001"}
    lacking = [
        program.name
        for program in made.programs
        if not having[program.id] & picked and len(having[program.id]) > 2
    ]
    assert lacking
    with opened(browser, path) as page:
        page.goto(f"{path.as_uri()}#pick=000000&pick=000001")
        group = page.locator("h3", has_text="其他地区过半数有")
        expect(group).to_have_text(f"其他地区过半数有、这些都没有（{len(lacking)}）")
        shown = group.locator("xpath=following-sibling::ul[1]").locator("a").all_inner_texts()
        assert sorted(shown) == sorted(lacking)


def test_range_shows_both_its_values(explorer: Page) -> None:
    explorer.locator("#list").get_by_role("link", name="地区不明").click()
    expect(explorer.locator("#panel table")).to_contain_text("3000—5000 个")


def test_discovered_programs_look_different_from_known_ones(explorer: Page) -> None:
    line = explorer.locator("#list li", has_text="第0号行动计划")
    expect(line.locator(".dot")).to_have_class(re.compile("found"))
    expect(line).to_contain_text("新发现")
    assert line.locator(".dot").evaluate("dot => getComputedStyle(dot).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    expect(explorer.locator("#list li", has_text="教联体")).not_to_contain_text("新发现")


def test_language_switch_changes_every_word_and_stays_in_the_address(explorer: Page) -> None:
    explorer.get_by_role("link", name="English").click()
    expect(explorer.locator("html")).to_have_attribute("lang", "en")
    expect(explorer.locator("#list")).to_contain_text("Shared programs (5)")
    expect(explorer.locator("#panel h2")).to_have_text("Where to begin")
    explorer.locator("#list").get_by_role("link", name="education consortium").click()
    expect(explorer.locator("#panel h2")).to_have_text("education consortium")
    expect(explorer.locator("#panel")).to_contain_text("教联体")
    assert "lang=en" in explorer.url
    left = explorer.locator("body").inner_text()
    for word in ("地区（", "筛选", "保存", "项目 ·", "未写明", "词表已收"):
        assert word not in left
    explorer.get_by_role("link", name="中文").click()
    expect(explorer.locator("#panel h2")).to_have_text("教联体")
    expect(explorer.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_hostile_text_stays_text_in_every_panel(explorer: Page, explorer_file: Path) -> None:
    for view, open_ in (
        ("overlap", f"program:{HOSTILE}"),
        ("overlap", "region:420200"),
        ("overlap", f"program:{CLUSTER}"),
        ("matrix", f"program:{HOSTILE}"),
        ("targets", "fact:target/b/702/709"),
        ("reading", "fact:citation/a/1/9"),
        ("time", "region:420200"),
    ):
        explorer.goto("about:blank")
        address = f"view={view}&open={quote(open_, safe='')}&source=a&which=all"
        explorer.goto(f"{explorer_file.as_uri()}#{address}")
        expect(explorer.locator("#panel")).to_contain_text(HOSTILE)
    explorer.get_by_role("combobox", name="搜索").fill("onerror")
    expect(explorer.get_by_role("option").first).to_contain_text(HOSTILE)


def test_address_that_names_nothing_says_so(explorer: Page, explorer_file: Path) -> None:
    for address in ("open=program:nothing", "open=__proto__:x", "open=region:%E0%A4%A", "view=no"):
        explorer.goto("about:blank")
        explorer.goto(f"{explorer_file.as_uri()}#{address}")
        title = explorer.locator("#panel h2")
        expect(title).to_have_text(re.compile("没有找到这一项|从哪里看起"))


def test_the_page_of_the_seeds_leads_from_a_number_to_its_sentence(
    browser: Browser, exports: Path
) -> None:
    with opened(browser, exports / "explorer.html") as page:
        page.locator("#list").get_by_role("link", name="课后服务").click()
        expect(page.locator("#panel mark").first).to_have_text("课后服务")
        expect(page.locator("#panel")).to_contain_text("每周开展5天、每天2小时")
        page.locator("#list").get_by_role("link", name="常州市").click()
        page.get_by_role("link", name="增加 3.1万个").click()
        expect(page.locator("#panel mark")).to_have_text("增加学位3.1万个")
        page.go_back()
        expect(page.locator("#panel h2")).to_have_text("常州市")


def test_the_page_of_the_seeds_is_small(exports: Path) -> None:
    assert (exports / "explorer.html").stat().st_size < 3_000_000


def test_overview_says_what_it_does_not_hold(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "overview.html"
    path.write_text(render(*fitted(small(), most_sentences=20)), encoding="utf-8")
    with opened(browser, path) as page:
        expect(page.locator("#extent")).to_contain_text("本页只是总览")
        expect(page.locator("#list .lines li").first).to_contain_text("3 地")
        page.locator("#list").get_by_role("link", name="教联体").click()
        expect(page.locator("#panel")).to_contain_text("总览中没有原句")
        page.locator("#list").get_by_role("link", name="甲市").click()
        expect(page.locator("#panel")).to_contain_text("总览中没有数字")
        page.locator("#view-reading").click()
        expect(page.locator("#extent")).to_be_visible()


def test_view_that_is_not_there_is_the_overlap(explorer: Page, explorer_file: Path) -> None:
    explorer.goto("about:blank")
    explorer.goto(f"{explorer_file.as_uri()}#view=nothing")
    expect(explorer.locator("#network")).to_be_visible()


def test_another_view_begins_at_its_top(browser: Browser, exports: Path) -> None:
    with opened(browser, exports / "explorer.html") as page:
        page.locator("#view-targets").click()
        page.evaluate("byId('view').scrollTop = 400")
        assert page.evaluate("byId('view').scrollTop") == 400
        page.locator("#view-reading").click()
        assert page.evaluate("byId('view').scrollTop") == 0
        page.go_back()
        assert page.evaluate("byId('view').scrollTop") == 400
