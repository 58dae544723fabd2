"""The pages of `kg serve`: every identifier at its path, the queries, the explorer at the root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg import store
from kg.store import open_read_only
from tests.serve_examples import serving

TARGET = "/target/2d6443571605a85652a0a0243db199b3/2784/2795"
PLAN = f"/plan/320400/2023/work_points/{quote('教育工作要点')}"
BASE = "https://w3id.org/eduplan"
HOSTILE = "<script>window.hit = 1</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def server(exports: Path) -> Iterator[str]:
    with serving(exports) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that must not complain, nor ask any other host for anything."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="zh-CN")
    context.set_default_timeout(10_000)
    page = context.new_page()
    hosts: set[str] = set()
    complaints: list[str] = []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert page.evaluate("window.hit ?? null") is None
    context.close()
    assert len(hosts) == 1
    assert [said for said in complaints if "status of 4" not in said] == []


def get(server: str, path: str, accept: str = "text/html") -> requests.Response:
    return requests.get(f"{server}{path}", headers={"Accept": accept}, timeout=30)


def read(response: requests.Response, form: RdfFormat = RdfFormat.TURTLE) -> Store:
    held = Store()
    held.load(response.content, format=form)
    return held


def test_page_of_a_target_shows_its_sentence_and_what_is_said_of_it(
    server: str, page: Page
) -> None:
    page.goto(f"{server}{TARGET}")
    expect(page.get_by_role("heading", level=1)).to_have_text("2000名教师交流轮岗")
    expect(page.locator("mark")).to_have_text("2000名教师交流轮岗")
    expect(page.locator("blockquote")).to_have_text(
        "四是加大师资配备市域统筹力度,探索区域间教师选聘调配机制,深化义务教育2000名教师交流轮岗。"
    )
    said = page.get_by_role("table", name="关于它的陈述")
    expect(said.get_by_role("row", name="数值")).to_contain_text("2000")
    said.get_by_role("link", name="2023年常州教育工作要点").click()
    expect(page).to_have_url(f"{server}{PLAN}")
    expect(page.get_by_role("heading", level=1)).to_have_text("2023年常州教育工作要点")


def test_page_of_a_region_is_pointed_to_by_its_plan(server: str, page: Page) -> None:
    page.goto(f"{server}/region/320400?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("常州市")
    pointing = page.get_by_role("table", name="What points to it")
    pointing.get_by_role("link", name="2023年常州教育工作要点").click()
    expect(page).to_have_url(f"{server}{PLAN}?lang=en")
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{server}{PLAN}")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/region/320400", "常州市"),
        ("/program/shuang-jian", "双减"),
        (TARGET, "2000名教师交流轮岗"),
    ],
)
def test_page_opens_what_it_shows_in_the_explorer(
    server: str, page: Page, path: str, heading: str
) -> None:
    page.goto(f"{server}{path}")
    page.get_by_role("link", name="在图谱页面中打开").click()
    page.wait_for_function("document.title !== ''")
    shown = page.locator("#panel")
    expect(shown).to_contain_text(heading)


def test_every_identifier_of_a_build_has_a_page_at_its_path(server: str, exports: Path) -> None:
    built = open_read_only(exports)
    classes = built.query(
        "SELECT (SAMPLE(?s) AS ?one) { ?s a ?class FILTER STRSTARTS(STR(?s), STR(base:)) } "
        "GROUP BY ?class",
        prefixes={"base": f"{BASE}/"},
    )
    iris = sorted({row["one"].value for row in classes})  # type: ignore[union-attr]
    paths = {quote(iri.removeprefix(BASE), safe="/%~") for iri in iris if "#" not in iri}
    assert len(paths) > 15
    session = requests.Session()
    statuses = {path: session.get(f"{server}{path}", timeout=30).status_code for path in paths}
    assert set(statuses.values()) == {200}, statuses


def test_identifier_with_a_sign_and_with_chinese_letters_leads_to_its_page(
    server: str, page: Page
) -> None:
    page.goto(f"{server}/program/found/{quote('5%2B1工程', safe='%')}")
    expect(page.get_by_role("heading", level=1)).to_have_text("5+1工程")
    assert get(server, f"/program/found/{quote('5+1工程')}").status_code == 200


def test_turtle_of_a_thing_comes_by_accept_and_by_ending(server: str) -> None:
    by_ending = get(server, f"{TARGET}.ttl", "*/*")
    by_accept = get(server, TARGET, "text/turtle")
    assert by_ending.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert by_ending.content == by_accept.content
    held = read(by_ending)
    exact = held.quads_for_pattern(None, NamedNode("http://www.w3.org/ns/oa#exact"), None)
    assert [quad.object.value for quad in exact] == ["2000名教师交流轮岗"]  # type: ignore[union-attr]
    own = list(held.quads_for_pattern(NamedNode(f"{BASE}{TARGET}"), None, None))
    assert len(own) == 20


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_thing_comes_in_the_other_forms(server: str, accept: str, form: RdfFormat) -> None:
    response = get(server, PLAN, accept)
    assert response.headers["Content-Type"].partition(";")[0] == accept
    turtle = read(get(server, f"{PLAN}.ttl"))
    assert {str(quad) for quad in read(response, form)} == {str(quad) for quad in turtle}


def test_pages_are_the_same_bytes_each_time_and_are_kept(server: str) -> None:
    first, second = get(server, PLAN), get(server, PLAN)
    assert first.content == second.content
    headers = {"Accept": "text/html", "If-None-Match": first.headers["ETag"]}
    assert requests.get(f"{server}{PLAN}", headers=headers, timeout=30).status_code == 304


@pytest.mark.parametrize("path", ["/plan/none", "/nothing/at/all", "/favicon.ico", "/plan//x"])
def test_what_the_graph_does_not_have_is_not_there(server: str, path: str) -> None:
    plain, page = get(server, path, "*/*"), get(server, path)
    assert plain.status_code == page.status_code == 404
    assert plain.text.count("\n") == 1
    assert "没有这一页" in page.text


def test_root_is_the_explorer_over_the_store(server: str, page: Page) -> None:
    assert "frame-ancestors" in get(server, "/").headers["Content-Security-Policy"]
    page.goto(server)
    expect(page.locator("#counts")).to_contain_text("5 份计划")


def test_ontology_is_its_page_and_its_turtle(server: str, page: Page) -> None:
    page.goto(f"{server}/ontology#Target")
    expect(page.locator("#Target")).to_be_visible()
    turtle = read(get(server, "/ontology", "text/turtle"))
    assert len(turtle) > 500
    assert get(server, "/ontology.ttl").content == get(server, "/ontology", "text/turtle").content


def test_query_page_asks_sparql_and_lets_it_be_changed(server: str, page: Page) -> None:
    page.goto(f"{server}/query")
    page.get_by_role("textbox").fill("SELECT ?plan { ?plan a eduplan:Plan }")
    page.locator("form").first.get_by_role("button", name="查询").click()
    expect(page.locator(".said")).to_have_text("5 行")
    page.get_by_role("link", name="修改").click()
    expect(page.get_by_role("textbox")).to_have_value("SELECT ?plan { ?plan a eduplan:Plan }")
    page.get_by_role("textbox").fill("SELECT")
    page.locator("form").first.get_by_role("button", name="查询").click()
    expect(page.locator(".said")).to_contain_text("the query does not work: error at 1:7")
    expect(page.get_by_role("link", name="修改")).to_be_visible()


def test_query_page_asks_a_named_query_with_its_parameters(server: str, page: Page) -> None:
    page.goto(f"{server}/query")
    expect(page.locator("details.query")).to_have_count(31)
    shared = page.locator("details.query").filter(has_text="shared-programs")
    shared.locator("summary").first.click()
    assert page.locator("#region option").first.get_attribute("value") == "咸宁市"
    shared.get_by_label("第一个地区").fill("常州")
    shared.get_by_label("第二个地区").fill("咸宁")
    shared.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("两地共有的项目 · 常州 · 咸宁")
    expect(page.get_by_role("region", name="结果表")).to_contain_text("体教融合")
    href = page.get_by_role("link", name="csv").get_attribute("href")
    assert href is not None
    downloaded = get(server, href, "*/*")
    assert downloaded.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert downloaded.text.splitlines()[0] == "program,level,sentence_a,sentence_b"


def test_named_query_says_what_is_wrong_with_a_parameter(server: str) -> None:
    response = get(server, f"/query/targets-of-region?region={quote('无此地')}", "*/*")
    assert response.status_code == 400
    assert response.text.startswith("the graph has no region '无此地'")
    missing = get(server, "/query/targets-of-region", "*/*")
    assert (missing.status_code, missing.text.partition(" (")[0]) == (
        400,
        "parameter region is missing",
    )
    assert get(server, "/query/no-such-query", "*/*").status_code == 400


def test_answer_is_a_page_for_a_browser_and_links_what_it_names(server: str, page: Page) -> None:
    query = quote("SELECT ?r { ?r eduplan:code '320400' ; a eduplan:Region }")
    page.goto(f"{server}/sparql?query={query}")
    page.get_by_role("region", name="结果表").get_by_role("link", name="region/320400").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("常州市")
    page.goto(f"{server}/sparql?query={quote('ASK {}')}&lang=en")
    expect(page.locator(".said")).to_have_text("Yes")


def test_texts_of_documents_are_never_code(
    tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    name, title = NamedNode(f"{BASE}/plan/a"), NamedNode("http://purl.org/dc/terms/title")
    see = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    graph = NamedNode(f"{BASE}/document/a")
    quads = [
        Quad(name, title, Literal(HOSTILE), graph),
        Quad(name, see, NamedNode("javascript:window.hit=1"), graph),
    ]
    store.write(quads, folder)
    with serving(folder) as server:
        page.goto(f"{server}/plan/a")
        expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
        assert page.get_by_role("link", name="javascript").count() == 0
        assert page.locator("main script, main img").count() == 0
        page.goto(f"{server}/sparql?query={quote('SELECT * { ?s ?p ?o }')}")
        expect(page.get_by_role("region", name="结果表")).to_contain_text(HOSTILE)
        page.goto(f"{server}/query?query={quote('</textarea>' + HOSTILE)}")
        expect(page.get_by_role("textbox")).to_have_value("</textarea>" + HOSTILE)
        page.goto(f"{server}/sparql?query={quote(HOSTILE)}")
        expect(page.get_by_role("heading", level=1)).to_have_text("请求有误")
        page.goto(server)
        expect(page.get_by_role("heading", level=1)).to_have_text("教育工作要点图谱")


def test_pages_forbid_scripts_and_guessing(server: str) -> None:
    for path in ("/query", TARGET, "/sparql?query=ASK%7B%7D", "/none", "/style.css"):
        headers = get(server, path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "server" not in headers
    assert "'unsafe-inline'" not in get(server, TARGET).headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["", "lang=en"])
def test_pages_have_no_barrier_that_axe_finds(server: str, page: Page, language: str) -> None:
    found = []
    for path in ("/query", TARGET, "/query/plans", "/sparql?as=html", "/none", "/region/320400"):
        page.goto(f"{server}{path}{'&' if '?' in path else '?'}{language}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        found += [
            (path, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
            for violation in results.response["violations"]
        ]
    assert found == []
