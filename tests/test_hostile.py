"""What is built from hostile documents does no harm where it is opened, read or printed."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.answers import written
from kg.evaluate.gold import Case
from kg.evaluate.judge import judge
from kg.evaluate.report import render
from kg.export.formats import FILES
from kg.export.neo4j import neo4j_files
from kg.export.network import gexf, graphml
from kg.export.rdf import nquads, ntriples, trig, turtle
from kg.export.tables import csv_files
from kg.export.workbook import workbook
from kg.kept import TEXTS
from kg.sparql import ask
from kg.store import open_read_only, with_union
from tests import chromium, hostile_documents
from tests.evaluate_examples import FACTS, GOLD, TEXT
from tests.serve_examples import serving

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]")
# an element or a value that only a text can have brought into a page
LOOK = """() => [...document.querySelectorAll("*")].filter((one) =>
  ["MARQUEE", "IMG", "IFRAME", "OBJECT", "EMBED"].includes(one.tagName)
  || (one.tagName === "SCRIPT" && one.type !== "application/json"
    && one.textContent.includes("window.hit"))
  || [...one.attributes].some(({ name, value }) => /^on/i.test(name)
    || (/^(href|src|action|formaction)$/i.test(name) && /^[\\s\\x00-\\x20]*(javascript|vbscript):/i
      .test(value)))).map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Build by the command, and return the folder and what was printed."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile_documents.write(folder / "plans")
    command = [sys.executable, "-m", "kg.cli", "build", "plans", "--out", "out"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return folder / "out", done


@pytest.fixture(scope="module")
def out(run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    return run[0]


@pytest.fixture(scope="module")
def store(out: Path) -> Store:
    return open_read_only(out)


def test_build_reads_them_all_and_names_the_broken_one_in_one_line(
    run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = run
    assert done.returncode == 1
    assert done.stdout.startswith("3 documents: 3 plans, ")
    (broken,) = [line for line in done.stderr.splitlines() if "title" in line]
    assert "(b\\n\\x1b]0;title\\x07.pdf)" in broken
    assert CONTROL.search(done.stdout + done.stderr) is None
    names = {path.name for path in out.parent.iterdir()}
    assert names == {"plans", "out"}
    assert all(re.fullmatch(r"[0-9a-f]{32}\.txt", path.name) for path in (out / TEXTS).iterdir())


def test_no_cell_of_any_csv_is_a_formula_for_libreoffice(store: Store, tmp_path: Path) -> None:
    """However it divides the cells: by commas, semicolons and TABs at once."""
    for name, content in csv_files(store).items():
        (tmp_path / name).write_bytes(content)
    answer = written(ask(store, "SELECT ?o { ?s eduplan:sentence|schema:name ?o }"), "excel")
    (tmp_path / "answer.csv").write_bytes(answer)
    places = sorted(tmp_path.glob("*.csv"))
    command = [
        "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", 'xlsx:Calc MS Excel 2007 XML', "--infilter=CSV:44/59/9,34,76",
        "--outdir", str(tmp_path), *map(str, places),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    kinds = set()
    for place in places:
        book = openpyxl.load_workbook(place.with_suffix(".xlsx"))
        kinds |= {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert kinds == {"s", "n", "b"}  # and no f


def test_workbook_holds_texts_as_texts_and_numbers_as_numbers(store: Store) -> None:
    content = workbook(store)
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name in archive.namelist():
        ElementTree.fromstring(archive.read(name))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    values = [cell.value for cell in book["指标任务"]["F"][1:]]
    assert {20, 31000, 99.5, 5, 3, 2} <= set(values)


def test_neo4j_files_have_a_line_a_row_and_values_as_they_are(store: Store) -> None:
    files = {name: text.decode() for name, text in neo4j_files(store).items() if "csv" in name}
    for text in files.values():
        assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text) is None
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        assert {len(row) for row in rows} <= {len(head)}
        assert text.count("\n") == len(rows) + 1
    assert "=HYPERLINK" in {row["name"][:10] for row in _rows(files["nodes-programs.csv"])}


def _rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text, newline=""))


def lines(store: Store) -> bytes:
    return b"".join(nquads(store))


FORMS = {
    RdfFormat.TURTLE: turtle,
    RdfFormat.TRIG: trig,
    RdfFormat.N_TRIPLES: ntriples,
    RdfFormat.N_QUADS: lines,
    RdfFormat.JSON_LD: FILES["jsonld"],
}


def read_back(store: Store, form: RdfFormat) -> tuple[set[Quad], set[Quad]]:
    """Return what a form holds, and what it should: named graphs or their union."""
    content = FORMS[form](store)
    assert isinstance(content, bytes)
    graphs = form in (RdfFormat.TRIG, RdfFormat.N_QUADS)
    wanted = {quad for quad in store if isinstance(quad.graph_name, DefaultGraph) != graphs}
    return set(parse(content, format=form)), wanted


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_rdf_is_read_back_as_it_was(store: Store, form: RdfFormat) -> None:
    found, wanted = read_back(store, form)
    assert found == wanted


LITERALS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["'''\"\"\"\\", "\r\n\r", "]]>", "<!--", "^^<urn:x>", "@en", "\\u0041", "\0", "\ufffe", " "]
)
NAMES = st.builds(
    lambda said: NamedNode(f"https://w3id.org/eduplan/{quote(said)}"), st.text(max_size=8)
) | st.sampled_from(
    [NamedNode("urn:x:%20\u202e%3E"), NamedNode("https://w3id.org/eduplan//a:b/..")]
)
OBJECTS = st.one_of(
    NAMES,
    st.builds(Literal, LITERALS),
    st.builds(lambda said: Literal(said, language="zh-Hans"), LITERALS),
    st.builds(lambda said: Literal(said, datatype=NamedNode("urn:kind#%5C")), LITERALS),
)
QUADS = st.lists(st.builds(Quad, NAMES, NAMES, OBJECTS, NAMES), min_size=1, max_size=5)


@given(QUADS)
def test_whatever_a_graph_says_every_form_keeps(quads: list[Quad]) -> None:
    held = Store()
    held.extend(with_union(quads))
    for form in FORMS:
        found, wanted = read_back(held, form)
        assert found == wanted
    said = [row["o"] for row in ask(held, OBJECTS_ASKED)]  # type: ignore[union-attr]
    for name, reader in RESULTS.items():
        content = written(ask(held, OBJECTS_ASKED), name)
        rows = parse_query_results(content, format=reader)
        terms = said if name != "xml" else [in_xml(term) for term in said]
        assert [row["o"] for row in rows] == terms  # type: ignore[union-attr]
    ElementTree.fromstring(written(ask(held, OBJECTS_ASKED), "xml"))


OBJECTS_ASKED = "SELECT ?o { ?s ?p ?o }"
RESULTS = {
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}


def in_xml(term: object) -> object:
    """Return a term with U+FFFD for the characters that XML cannot hold."""
    if not isinstance(term, Literal):
        return term
    value = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", term.value)
    if term.language:
        return Literal(value, language=term.language)
    return Literal(value, datatype=term.datatype)


def test_networks_are_read_back(store: Store) -> None:
    for content, read in ((graphml(store), nx.read_graphml), (gexf(store), nx.read_gexf)):
        labels = {data["label"] for _, data in read(io.BytesIO(content)).nodes(data=True)}
        assert any(label.startswith("=HYPERLINK") for label in labels)
        assert any("<MARQUEE>" in label for label in labels)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page in which nothing of a text may live, and that asks one server alone."""
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(10_000)
    page = context.new_page()
    said: list[str] = []
    hosts: set[str] = set()
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    yield page
    assert page.evaluate("window.hit ?? null") is None
    context.close()
    assert [line for line in said if "status of 4" not in line] == []
    assert len(hosts) == 1


def test_no_text_lives_in_the_explorer(browser: Browser, out: Path) -> None:
    views = [
        "",
        "#view=matrix",
        "#view=targets",
        "#view=time",
        f"#open={quote('program:<marquee>')}",
    ]
    with chromium.opened(browser, out / "explorer.html") as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        listed: list[str] = []
        for view in views:
            page.evaluate("view => { location.hash = view }", view)
            page.wait_for_function("document.querySelector('main')?.innerText.length > 20")
            assert page.evaluate(LOOK) == []
            listed += page.evaluate("[...document.links].map(one => one.getAttribute('href'))")
        sources = [f"#view=reading&source={path.stem}" for path in (out / TEXTS).iterdir()]
        opening = [link for link in dict.fromkeys(listed) if link and "open=" in link]
        assert len(opening) > 20
        for link in [*sources, *opening[:40]]:
            page.evaluate("link => { location.hash = link }", link)
            page.evaluate("() => new Promise(requestAnimationFrame)")
            assert page.evaluate(LOOK) == []


def test_no_text_lives_in_the_pages_of_the_server(page: Page, store: Store, out: Path) -> None:
    query = "SELECT ?s ?o { ?s ?p ?o FILTER (ISLITERAL(?o)) } ORDER BY ?s"
    things = ask(
        store,
        "SELECT ?s { { ?s a eduplan:Plan } UNION { ?s a eduplan:Target } "
        'UNION { ?s a eduplan:Program FILTER (STRSTARTS(STR(?s), "https://w3id.org/eduplan/'
        'program/found")) } UNION { ?s a eduplan:SourceDocument } }',
    )
    paths = [row["s"].value.removeprefix("https://w3id.org/eduplan") for row in things]  # type: ignore[union-attr]
    program = quote(hostile_documents.MARKUP)
    with serving(out) as server:
        shown = [
            "/", "/query", f"/query?query={program}", f"/sparql?as=html&query={quote(query)}",
            f"/query/program-sentences?program={program}", f"/query/{program}", f"/{program}",
        ]  # fmt: skip
        for path in [*shown, *paths[::20]]:
            page.goto(f"{server}{path}")
            assert page.evaluate(LOOK) == [], path
        for path in paths[::4]:
            held = requests.get(f"{server}{path}?as=rdf", timeout=30)
            ElementTree.fromstring(held.content)
        found = requests.get(
            f"{server}/explorer/search", {"q": "<marquee>x</marquee>行动", "as": "html"}, timeout=30
        )
        assert found.headers["Content-Type"] == "application/json"
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        csv_ = requests.get(f"{server}/sparql", {"query": query, "as": "excel"}, timeout=30)
        assert csv_.content.startswith(b"\xef\xbb\xbfs,o\r\n")
        assert ",=HYPERLINK" not in csv_.text


def test_no_text_lives_in_the_report_of_an_evaluation(browser: Browser, tmp_path: Path) -> None:
    said = hostile_documents.MARKUP
    kinds = {"program": "name", "citation": "title", "target": "indicator", "region": "name"}

    def hostile(fact: dict[str, Any]) -> dict[str, Any]:
        return {**fact, kinds.get(fact["kind"], "title"): said}

    case = Case(
        f"{said}.txt", tuple(map(hostile, GOLD)), tuple(map(hostile, FACTS)), f"{TEXT}{said}"
    )
    report = tmp_path / "report.html"
    report.write_text(render([case], judge(case)), "utf-8")
    with chromium.opened(browser, report) as page:
        assert page.evaluate(LOOK) == []
        assert said in page.inner_text("body")
