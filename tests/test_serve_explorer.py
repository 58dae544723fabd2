"""The explorer from a server in a real Chromium: what one looks at is loaded, once."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.explorer_server import Served, serving
from tests.test_explore_access import tab_to

SENTENCE = "每周开展5天、每天2小时"


@pytest.fixture(scope="module")
def server(exports: Path) -> Iterator[Served]:
    with serving(exports) as served:
        yield served


class Visit:
    """A page, and what it has asked its server for, the page itself apart."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))

    def data(self, kind: str = "") -> list[str]:
        return [url for url in self.asked if f"/explorer/data?{kind}" in url]


@contextmanager
def visiting(browser: Browser, url: str, *, complains: bool = False) -> Iterator[Visit]:
    """Open an address; only its server is asked, nothing twice, and nothing complains."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    visit = Visit(page)
    page.goto(url)
    expect(page.locator("#counts")).not_to_be_empty()
    yield visit
    context.close()
    host = url.split("/explorer")[0]
    assert {asked.startswith((host, "data:")) for asked in visit.asked} == {True}
    if not complains:
        assert complaints == []
        assert len(visit.data()) == len(set(visit.data()))


@pytest.fixture
def visit(browser: Browser, server: Served) -> Iterator[Visit]:
    with visiting(browser, server.url) as visit:
        yield visit


def test_page_begins_with_an_overview_and_no_numbers(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("#list")).to_contain_text("地区（5）")
    expect(page.locator("#counts")).to_contain_text("5 个地区，5 份计划")
    assert re.search(r"[1-9]\d* 项指标数字", page.locator("#counts").inner_text())
    expect(page.locator("#list li", has_text="常州市").first).to_contain_text(
        re.compile(r"[1-9]\d* 数字")
    )
    expect(page.locator("#extent")).to_contain_text("全图 5 份计划都在本页")
    assert page.evaluate("[rows.targets.length, passages.every((one) => !one.sentence)]") == [
        0,
        True,
    ]
    assert visit.data() == []


def test_region_loads_its_numbers_and_each_leads_to_its_sentence(visit: Visit) -> None:
    page = visit.page
    counts = page.locator("#counts").inner_text()
    page.locator("#list").get_by_role("link", name="常州市").click()
    page.get_by_role("link", name="增加 3.1万个").click()
    expect(page.locator("#panel mark")).to_have_text("增加学位3.1万个")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("常州市")
    page.locator("#list").get_by_role("link", name="连云港市").click()
    expect(page.locator("#panel table")).to_be_visible()
    page.locator("#list").get_by_role("link", name="常州市").click()
    expect(page.locator("#panel table")).to_contain_text("增加 3.1万个")
    assert len(visit.data("plan=")) == 2
    expect(page.locator("#counts")).to_have_text(counts)


def test_the_numbers_of_a_region_are_those_of_the_file(
    visit: Visit, browser: Browser, exports: Path
) -> None:
    page = visit.page
    page.locator("#list").get_by_role("link", name="常州市").click()
    expect(page.locator("#panel table")).to_be_visible()
    shown = page.locator("#panel").inner_text()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    file = context.new_page()
    file.goto((exports / "explorer.html").as_uri())
    file.locator("#list").get_by_role("link", name="常州市").click()
    assert file.locator("#panel").inner_text() == shown
    context.close()


def test_program_loads_its_sentences(visit: Visit) -> None:
    page = visit.page
    page.locator("#list").get_by_role("link", name="课后服务").click()
    expect(page.locator("#panel mark").first).to_have_text("课后服务")
    expect(page.locator("#panel")).to_contain_text(SENTENCE)
    assert len(visit.data("program=")) == 1


def test_comparison_loads_the_numbers_of_both(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("checkbox", name="选入比较：常州市").check()
    page.get_by_role("checkbox", name="选入比较：连云港市").check()
    expect(page.locator("#panel h3").first).to_contain_text("都有的项目")
    expect(page.locator("#panel .loading")).to_have_count(0)
    loaded = page.evaluate("[...new Set(rows.targets.map(({ region }) => region))].sort()")
    assert loaded == ["320400", "320700"]
    assert len(visit.data("plan=")) == 1


def test_reading_loads_the_text_with_its_marks(visit: Visit) -> None:
    page = visit.page
    page.locator("#view-reading").click()
    assert visit.data() == []
    page.locator("#view").get_by_role("link", name="2023年常州教育工作要点").click()
    expect(page.locator("#view .text")).to_contain_text("教育工作要点")
    expect(page.locator("#view a.fact.target").first).to_be_visible()
    expect(page.locator("#view a.fact.citation").first).to_be_visible()
    expect(page.locator("nav.outline li").first).to_be_visible()
    assert (len(visit.data("source=")), len(visit.data("plan="))) == (1, 1)
    page.locator("#view a.fact.target").first.click()
    expect(page.locator("#panel blockquote mark").first).to_be_visible()


def test_targets_list_and_chart_are_loaded_when_they_are_looked_at(visit: Visit) -> None:
    page = visit.page
    page.locator("#view-targets").click()
    line = page.locator("#indicator-lines li", has_text="新增学位").first
    expect(line).to_contain_text(re.compile(r"\d+ 项数字"))
    told = re.search(r"(\d+) 项数字", line.inner_text())
    line.get_by_role("link").click()
    expect(page.locator("#view svg.chart").first).to_be_visible()
    assert told
    expect(page.locator("#view .chosen .sub").first).to_contain_text(f"{told[1]} 项数字")
    assert (len(visit.data("indicators=")), len(visit.data("indicator="))) == (1, 1)


def test_years_and_matrix_need_no_numbers(visit: Visit) -> None:
    page = visit.page
    page.locator("#view-matrix").click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.locator("#view-time").click()
    expect(page.locator("#view h2")).to_be_visible()
    assert visit.data() == []


def test_deep_link_loads_what_it_names(browser: Browser, server: Served, visit: Visit) -> None:
    visit.page.locator("#list").get_by_role("link", name="常州市").click()
    visit.page.get_by_role("link", name="增加 3.1万个").click()
    expect(visit.page.locator("#panel mark")).to_be_visible()
    with visiting(browser, visit.page.url) as again:
        expect(again.page.locator("#panel mark")).to_have_text("增加学位3.1万个")
    source = visit.page.evaluate("rows.plans.find(({region}) => region === '320400').source")
    with visiting(browser, f"{server.url}#view=reading&source={source}") as again:
        expect(again.page.locator("#view a.fact.target").first).to_be_visible()
    with visiting(browser, f"{server.url}#view=targets&indicator=xin-zeng-xue-wei") as again:
        expect(again.page.locator("#view svg.chart").first).to_be_visible()


def test_search_finds_words_that_the_page_has_not_loaded(visit: Visit) -> None:
    page = visit.page
    box = page.get_by_role("combobox", name="搜索")
    box.fill("每周开展5天")
    hit = page.get_by_role("option", name=re.compile("每周开展5天"))
    expect(hit.first).to_be_visible()
    hit.first.click()
    expect(page.locator("#view .text")).to_contain_text(SENTENCE)
    box.fill("这样的词哪里都没有")
    expect(page.locator("#nothing")).to_have_text("没有找到")


def test_page_of_a_part_says_so_and_leads_to_the_rest(browser: Browser, server: Served) -> None:
    with visiting(browser, f"{server.url}?region=320400") as visit:
        page = visit.page
        expect(page.locator("#extent")).to_contain_text(
            "本页是其中的 1 份计划（全图 5 份）：常州市"
        )
        expect(page.locator("#list")).to_contain_text("地区（1）")
        page.get_by_role("combobox", name="搜索").fill("连云港")
        page.get_by_role("option", name=re.compile("连云港市.*在其他计划中")).click()
        expect(page.locator("#panel h2")).to_have_text("它在其他计划中")
        page.get_by_role("link", name="打开有它的地区").click()
        expect(page.locator("#extent")).to_contain_text("连云港市")
        expect(page.locator("#panel h2")).to_have_text("连云港市")
        expect(page.locator("#panel table")).to_be_visible()
        page.locator("#scope-year").select_option("2023")
        expect(page.locator("#extent")).to_contain_text("2023 年")
        assert "year=2023" in page.url


def test_page_of_a_year_leads_to_all_years_of_a_region(browser: Browser, server: Served) -> None:
    with visiting(browser, f"{server.url}?year=2023#view=time") as visit:
        page = visit.page
        expect(page.locator("#view")).to_contain_text("没有哪个地区有两年以上的")
        page.locator("#view-overlap").click()
        page.locator("#list").get_by_role("link", name="常州市").click()
        page.get_by_role("link", name="这个地区各年的计划").click()
        expect(page.locator("#extent")).to_contain_text("1 份计划（全图 5 份）：常州市")
        expect(page.locator("#panel h2")).to_have_text("常州市")


def test_reading_without_a_kept_text_shows_its_sentences(
    browser: Browser, exports: Path, tmp_path: Path
) -> None:
    shutil.copytree(exports / "store", tmp_path / "store")
    with serving(tmp_path) as server, visiting(browser, f"{server.url}#view=reading") as visit:
        page = visit.page
        page.locator("#view").get_by_role("link", name="2023年常州教育工作要点").click()
        expect(page.locator("#view")).to_contain_text("服务器上没有这份文件的全文")
        expect(page.locator("#view a.fact.target").first).to_be_visible()


def test_link_to_a_fact_of_other_plans_leads_to_them(browser: Browser, server: Served) -> None:
    with visiting(browser, server.url) as visit:
        visit.page.locator("#list").get_by_role("link", name="常州市").click()
        visit.page.get_by_role("link", name="增加 3.1万个").click()
        address = visit.page.url.split("#")[1]
    with visiting(browser, f"{server.url}?region=320700#{address}") as visit:
        expect(visit.page.locator("#panel h2")).to_have_text("它在其他计划中")
        visit.page.get_by_role("link", name="打开有它的地区").click()
        expect(visit.page.locator("#panel mark")).to_have_text("增加学位3.1万个")
    for nothing in ("program:nothing", "region:999999", "fact:target/nothing"):
        with visiting(browser, f"{server.url}#open={nothing}", complains=True) as visit:
            expect(visit.page.locator("#panel h2")).to_have_text("没有找到这一项")


def test_while_it_loads_the_page_says_so(browser: Browser, server: Served) -> None:
    with visiting(browser, server.url) as visit:
        waiting: list[Route] = []
        visit.page.route("**/explorer/data?*", lambda route: waiting.append(route))
        visit.page.locator("#list").get_by_role("link", name="常州市").click()
        expect(visit.page.locator("#panel .loading")).to_have_text("正在载入……")
        expect(visit.page.locator("#panel")).not_to_contain_text("没有读到")
        visit.page.locator("#list").get_by_role("link", name="连云港市").click()
        visit.page.go_back()
        expect(visit.page.locator("#panel h2")).to_have_text("常州市")
        assert len(waiting) == 2
        for route in waiting:
            route.continue_()
        expect(visit.page.locator("#panel table")).to_be_visible()
        expect(visit.page.locator("#said")).to_have_text("已载入")


def test_server_that_has_gone_is_one_clear_line(browser: Browser, exports: Path) -> None:
    with (
        serving(exports) as server,
        visiting(browser, server.url, complains=True) as visit,
    ):
        page = visit.page
        server.stop()
        page.locator("#list").get_by_role("link", name="常州市").click()
        expect(page.locator("#panel .failed")).to_contain_text("没有载入：服务器没有回应。")
        expect(page.locator("#panel h2")).to_have_text("常州市")
        expect(page.locator("#panel")).to_contain_text("与其他地区共有的项目")
        page.locator("#view-targets").click()
        expect(page.locator("#view .failed").first).to_be_visible()
        page.get_by_role("combobox", name="搜索").fill("没有这样的词")
        expect(page.locator("#nothing")).to_have_text("没有载入：服务器没有回应。")


def test_what_failed_is_asked_again_when_one_wishes(browser: Browser, server: Served) -> None:
    with visiting(browser, server.url, complains=True) as visit:
        page = visit.page
        page.route("**/explorer/data?*", lambda route: route.fulfill(status=503, body="busy"))
        page.locator("#list").get_by_role("link", name="常州市").click()
        expect(page.locator("#panel .failed")).to_contain_text("服务器出错（503）")
        page.unroute("**/explorer/data?*")
        page.get_by_role("button", name="重试").click()
        expect(page.locator("#panel table")).to_contain_text("增加 3.1万个")


@pytest.mark.parametrize(
    "address",
    ["", "#open=region:320400", "#view=targets", "?region=320400", "#view=reading", "#lang=en"],
)
def test_served_page_has_no_barrier_that_axe_finds(
    browser: Browser, server: Served, address: str
) -> None:
    with visiting(browser, f"{server.url}{address}") as visit:
        visit.page.wait_for_load_state("networkidle")
        expect(visit.page.locator(".loading")).to_have_count(0)
        assert Axe().run(visit.page).response["violations"] == []


def test_loading_and_failed_lines_have_no_barrier(browser: Browser, server: Served) -> None:
    with visiting(browser, server.url, complains=True) as visit:
        page = visit.page
        waiting: list[Route] = []
        page.route("**/explorer/data?*", lambda route: waiting.append(route))
        page.locator("#list").get_by_role("link", name="常州市").click()
        expect(page.locator("#panel .loading")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        page.unroute("**/explorer/data?*")
        page.route("**/explorer/data?*", lambda route: route.abort())
        page.locator("#list").get_by_role("link", name="连云港市").click()
        expect(page.locator("#panel .failed")).to_be_visible()
        assert Axe().run(page).response["violations"] == []


def test_keyboard_alone_reads_a_sentence_that_must_be_loaded(visit: Visit) -> None:
    page = visit.page
    tab_to(page, "常州市", 120)
    page.keyboard.press("Enter")
    expect(page.locator("#panel table")).to_be_visible()
    expect(page.locator("#panel h2")).to_be_focused()
    tab_to(page, "增加 3.1万个", 200)
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark")).to_have_text("增加学位3.1万个")
    expect(page.locator("#panel h2")).to_be_focused()


def test_english_page_says_it_in_english(browser: Browser, server: Served) -> None:
    with visiting(browser, f"{server.url}?region=320400#lang=en") as visit:
        expect(visit.page.locator("#extent")).to_contain_text(
            "This page is about 1 of the graph's 5"
        )
        expect(visit.page.locator("#extent")).not_to_contain_text(re.compile("[年份省]："))


def test_policy_lets_the_page_ask_its_own_server_alone(server: Served) -> None:
    page = requests.get(server.url, timeout=60)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.text)
    assert policy
    assert policy[1].endswith("; connect-src 'self'")
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?year=20", "is no year"),
        ("?region=999999", "no plan is of this year, province or region"),
        ("/data", "must be given"),
        ("/data?plan=a&source=b", "must be given"),
        ("/data?source=nothing", "no plan is shown by the document"),
        (f"/data?plan={quote('x> } #')}", "no identifier"),
        ("/home?program=nothing", "no plan has the program"),
        ("/home?else=nothing", "must be given"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(
    server: Served, address: str, words: str
) -> None:
    answer = requests.get(f"{server.url}{address}", timeout=60)
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.text.strip().count("\n") == 0


def test_overview_is_worked_out_once_until_the_store_is_another(
    exports: Path, tmp_path: Path
) -> None:
    shutil.copytree(exports / "store", tmp_path / "store")
    with serving(tmp_path) as server:
        first = requests.get(server.url, timeout=60)
        assert requests.get(server.url, timeout=60).content == first.content
        assert server.asked == ["page"]
        (tmp_path / "store" / "kg-generation").write_text("another", "ascii")
        assert requests.get(server.url, timeout=60).content == first.content
        assert server.asked == ["page", "page"]
