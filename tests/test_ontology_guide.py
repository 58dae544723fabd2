"""What a stranger is told of the ontology: README.md is true, eduplan.html is made from it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.identifiers import BASE
from kg.query import named_queries
from kg.resources import ontology as folder
from kg.sparql import select
from kg.store import open_read_only
from tests import examples
from tests.chromium import opened
from tests.documentation import fenced

GUIDE = folder() / "README.md"
README = GUIDE.read_text("utf-8")
TURTLE = (folder() / "eduplan.ttl").read_text("utf-8")
PAGE = folder() / "eduplan.html"
# prefixes of the terms that are not the project's own
OTHERS = {
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@pytest.fixture(scope="module")
def seeds(exports: Path) -> Store:
    return open_read_only(exports)


@pytest.fixture(scope="module")
def graphs(seeds: Store) -> dict[str, list[Quad]]:
    """Return the named graphs of the seeds and of the example, which has a decision."""
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in [*seeds, *examples.quads()]:
        if isinstance(quad.graph_name, NamedNode):
            found[quad.graph_name.value].append(quad)
    return found


def worked() -> list[tuple[str, str]]:
    """Return each query of the README with the table that follows it."""
    return re.findall(r"```sparql\n(.*?)```\n+((?:\|[^\n]*\n)+)", README, re.DOTALL)


@pytest.mark.parametrize(("query", "table"), worked())
def test_guide_worked_query_gives_the_answer_that_is_shown(
    seeds: Store, query: str, table: str
) -> None:
    head, _, *rows = (
        [cell.strip() for cell in line.split("|")[1:-1]] for line in table.split("\n")[:-1]
    )
    answer = select(seeds, query)
    assert list(answer.columns) == head
    assert [["" if cell is None else str(cell) for cell in row] for row in answer.rows] == rows


def test_guide_shows_three_worked_queries() -> None:
    assert len(worked()) == len(fenced(GUIDE, "sparql")) == 3


def test_guide_excerpt_stands_in_the_graph(seeds: Store) -> None:
    (excerpt,) = fenced(GUIDE, "ttl")
    triples = [quad.triple for quad in parse(excerpt.encode(), format=RdfFormat.TURTLE)]
    assert len(triples) > 15
    for triple in triples:
        assert Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) in seeds, (
            triple
        )


def test_guide_asks_a_question_in_two_languages_for_each_named_query() -> None:
    lines = [line for line in README.splitlines() if re.match(r"\d+\. ", line)]
    questions = [re.fullmatch(r"\d+\. (.+？) (.+\?) `([a-z-]+)`", line) for line in lines]
    assert None not in questions
    names = [question[3] for question in questions if question]
    assert sorted(names) == [query.name for query in named_queries()]


def test_guide_tells_each_term_of_others_that_data_use(graphs: dict[str, list[Quad]]) -> None:
    quads = [quad for name, held in graphs.items() if name != BASE + "ontology" for quad in held]
    terms = {term for quad in quads for term in (quad.predicate, quad.object)}
    used = {term.value for term in terms if isinstance(term, NamedNode)}
    for prefix, namespace in OTHERS.items():
        for term in used:
            if term.startswith(namespace):
                assert f"`{prefix}:{term.removeprefix(namespace)}`" in README


def test_guide_tells_each_named_graph(graphs: dict[str, list[Quad]]) -> None:
    names = {name.removeprefix(BASE).partition("/")[0] for name in graphs}
    assert names == {
        "decision", "document", "indicator", "ontology", "program", "region", "stage", "unit",
    }  # fmt: skip
    for name in names - {"document"}:
        assert f"`{name}`" in README
    assert "`document/DIGEST`" in README


def test_guide_tells_each_kind_of_identifier(graphs: dict[str, list[Quad]]) -> None:
    quads = [quad for name, held in graphs.items() if name != BASE + "ontology" for quad in held]
    iris = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    kinds = {iri.removeprefix(BASE).partition("/")[0] for iri in iris if iri.startswith(BASE)}
    told = README.partition("## Identifiers")[2].partition("## ")[0]
    for kind in kinds:
        assert re.search(rf"`{kind}[/`]", told), kind


def test_guide_counts_the_terms_and_names_the_version() -> None:
    version = re.findall('owl:versionInfo "(.*?)"', TURTLE)[0]
    classes, properties, enumerations = (
        len(re.findall(rf"(?m)^\S+ a {kind} ;", TURTLE))
        for kind in ("owl:Class", "owl:(?:Object|Datatype)Property", "skos:ConceptScheme")
    )
    assert (
        f"version {version}: {classes} classes, {properties} properties, {enumerations} enum"
    ) in README
    assert f"version {version}, the eduplan-kg project" in README
    assert f"{version} gave" in README


def test_page_is_made_again_to_the_byte_without_a_network(tmp_path: Path) -> None:
    code = (
        "import runpy, socket, sys\n"
        "def refused(*_): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = refused\n"
        f"sys.argv = ['make_page.py', '--out', {str(tmp_path / 'page.html')!r}]\n"
        f"runpy.run_path({str(folder() / 'make_page.py')!r}, run_name='__main__')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert (tmp_path / "page.html").read_bytes() == PAGE.read_bytes()


def test_page_opens_offline_and_each_of_its_links_leads_somewhere(browser: Browser) -> None:
    with opened(browser, PAGE) as page:
        inner = page.eval_on_selector_all(
            "a[href^='#']", "links => links.map(link => link.getAttribute('href').slice(1))"
        )
        ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)
    assert set(re.findall(r"(?m)^eduplan:(\w+) a owl:", TURTLE)) <= set(ids)


def test_page_explains_terms_and_values_in_both_languages(browser: Browser) -> None:
    with opened(browser, PAGE) as page:
        term = page.inner_text("[id='Target']")
        values = page.inner_text("[id='enumeration-comparator']")
    for words in (
        "指标任务 target",
        "一项带数量的承诺",
        "One commitment with a number",
        "普惠性幼儿园覆盖率达到88%以上",
    ):
        assert words in term
    assert "至少 at least" in values
    assert "This number or more" in values
