"""The SPARQL 1.1 Protocol as `kg serve` speaks it, asked over HTTP."""

from __future__ import annotations

import subprocess
import tomllib
import urllib.error
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from pyoxigraph import RdfFormat, Store
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

from tests.serve_examples import serving, three_graphs

CASES: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("serve").joinpath("protocol.toml").read_text("utf-8")
)
ROWS = "application/sparql-results+json"
KINDS = {"rows": ROWS, "truth": ROWS, "triples": "text/turtle; charset=utf-8"}
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(three_graphs(tmp_path_factory.mktemp("graphs"))) as address:
        yield address


@pytest.fixture(scope="module")
def seeds(exports: Path) -> Iterator[str]:
    with serving(exports) as address:
        yield address


def ask(server: str, query: str, accept: str = ROWS, **fields: Any) -> requests.Response:
    return requests.get(
        f"{server}/sparql", {"query": query, **fields}, headers={"Accept": accept}, timeout=30
    )


def sent(server: str, case: Mapping[str, Any]) -> requests.Response:
    """Send the request of a case."""
    data = case.get("form")
    if "text" in case:
        data = case["text"].encode(case.get("encoding", "UTF-8"))
    method = case.get("method", "GET" if data is None else "POST")
    headers = {"Content-Type": case["type"]} if "type" in case else {}
    return requests.request(
        method, f"{server}/sparql", params=case.get("in"), data=data, headers=headers, timeout=30
    )


def test_protocol_names_every_case_of_the_w3c_once() -> None:
    assert len(CASES) == 34
    assert sum(name.startswith("query_") for name in CASES) == 13
    assert sum("update" in name for name in CASES) == 14


@pytest.mark.parametrize("name", CASES)
def test_protocol_case_of_the_w3c(server: str, name: str) -> None:
    case = CASES[name]
    response = sent(server, case)
    if "status" in case:
        assert response.status_code == case["status"], response.text
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.text.count("\n") == 1
        assert ask(server, COUNT).json()["results"]["bindings"][0]["n"]["value"] == "3"
    else:
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"] == KINDS[case.get("kind", "truth")]
    if "truth" in case:
        assert response.json()["boolean"] is case["truth"]


def test_protocol_dataset_of_request_is_all_there_is(server: str) -> None:
    everything = "ASK { GRAPH ?g { ?s ?p ?o } }"
    default = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"

    def found(query: str, **dataset: Any) -> list[str]:
        answer = ask(server, query, **dataset).json()
        return [row["s"]["value"] for row in answer["results"]["bindings"]]

    assert found(default) == ["urn:one", "urn:three", "urn:two"]
    assert found(default, **{"default-graph-uri": "urn:two"}) == ["urn:two"]
    assert found(default, **{"named-graph-uri": "urn:two"}) == []
    assert found(default, **{"default-graph-uri": "file:///etc/passwd"}) == []
    one = ask(server, everything, **{"default-graph-uri": "urn:two"}).json()
    assert one["boolean"] is False


def test_protocol_default_graphs_are_merged_so_that_a_triple_counts_once(seeds: str) -> None:
    graphs = ask(seeds, "SELECT DISTINCT ?g { GRAPH ?g { ?p a eduplan:Plan } } ORDER BY ?g").json()
    names = [row["g"]["value"] for row in graphs["results"]["bindings"]]
    assert len(names) == 5
    clauses = "".join(f" FROM <{name}>" for name in names)
    merged = ask(
        seeds,
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        **dict[str, Any]({"default-graph-uri": names}),
    )
    again = ask(seeds, f"SELECT (COUNT(*) AS ?n){clauses} {{ ?s ?p ?o }}")
    listed = " ".join(f"<{name}>" for name in names)
    distinct = ask(
        seeds,
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o "
        f"{{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} }}",
    )
    assert merged.json() == again.json() == distinct.json()


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("ASK {}", "*/*", ROWS),
        ("ASK {}", "", ROWS),
        ("SELECT * {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * {}", "application/json", "application/json"),
        ("SELECT * {}", "text/csv;q=0.8, text/tab-separated-values", "text/tab-separated-values"),
        ("SELECT * {}", "application/*;q=0.5, text/csv;q=0.4, */*;q=0.1", ROWS),
        ("SELECT * {}", "text/turtle, text/csv", "text/csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv;q=1, text/turtle;q=0.1", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("DESCRIBE <urn:one>", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <urn:one>", "application/ld+json", "application/ld+json"),
    ],
)
def test_protocol_form_is_negotiated(server: str, query: str, accept: str, expected: str) -> None:
    response = ask(server, query, accept)
    assert response.status_code == 200
    assert response.headers["Content-Type"].partition(";")[0] == expected
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [("SELECT * {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv, */*;q=0")],
)
def test_protocol_without_a_form_that_fits_says_which_there_are(
    server: str, query: str, accept: str
) -> None:
    response = ask(server, query, accept)
    assert response.status_code == 406
    assert ("sparql-results+json" in response.text) == query.startswith("SELECT")
    assert ("text/turtle" in response.text) == query.startswith("CONSTRUCT")


def test_protocol_forms_hold_the_same_triples(server: str) -> None:
    found = set()
    for accept, form in (
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ):
        held = Store()
        held.load(ask(server, "CONSTRUCT WHERE { ?s ?p ?o }", accept).content, format=form)
        found.add(tuple(sorted(map(str, held))))
    assert len(found) == 1
    assert len(found.pop()) == 3


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"default-graph-uri": "urn:one"}, 400, "query is missing"),
        ({"query": ""}, 400, "query is missing or empty"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400, "is no IRI"),
        ({"query": "INSERT DATA { <urn:s> <urn:p> 1 }"}, 400, "the query does not work"),
        ({"query": "LOAD <file:///etc/passwd>"}, 400, "the query does not work"),
        ({"query": "ASK { SERVICE <http://127.0.0.1:1/> {} }"}, 403, "SERVICE is refused"),
        ({"unheard": "of"}, 400, "query is missing"),
    ],
)
def test_protocol_mistake_is_said_in_one_line(
    server: str, fields: dict[str, str], status: int, said: str
) -> None:
    response = requests.get(f"{server}/sparql", fields, timeout=30)
    assert response.status_code == status
    assert said in response.text
    assert response.text.count("\n") == 1


def test_protocol_parameters_that_are_no_utf_8_are_refused(server: str) -> None:
    response = requests.get(f"{server}/sparql?query=%FF", timeout=30)
    assert response.status_code == 400
    assert response.text == "the parameters are not percent-encoded UTF-8\n"


def test_description_names_language_forms_and_graphs(server: str) -> None:
    response = requests.get(f"{server}/sparql", timeout=30)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    described = Store()
    described.load(response.content, format=RdfFormat.TURTLE)
    sd = {"sd": "http://www.w3.org/ns/sparql-service-description#"}

    def found(pattern: str) -> set[str]:
        rows = described.query(f"SELECT ?x {{ {pattern} }}", prefixes=sd)
        return {row["x"].value for row in rows}  # type: ignore[union-attr]

    assert found("[] a sd:Service ; sd:endpoint ?x") == {f"{server}/sparql"}
    assert found("[] sd:supportedLanguage ?x") == {f"{sd['sd']}SPARQL11Query"}
    assert found("[] sd:feature ?x") == {f"{sd['sd']}UnionDefaultGraph"}
    graphs = found("[] sd:defaultDataset/sd:namedGraph/sd:name ?x")
    assert graphs == {"urn:one", "urn:two", "urn:three"}
    assert "http://www.w3.org/ns/formats/SPARQL_Results_JSON" in found("[] sd:resultFormat ?x")
    assert len(found("[] sd:resultFormat ?x")) == 8


@pytest.mark.parametrize("accept", ["application/rdf+xml", "application/n-triples"])
def test_description_comes_in_the_other_forms(server: str, accept: str) -> None:
    response = requests.get(f"{server}/sparql", headers={"Accept": accept}, timeout=30)
    assert response.headers["Content-Type"].partition(";")[0] == accept
    refused = requests.get(f"{server}/sparql", headers={"Accept": "image/png"}, timeout=30)
    assert refused.status_code == 406


def test_protocol_head_says_what_get_would(server: str) -> None:
    got = ask(server, "ASK {}")
    head = requests.head(f"{server}/sparql", params={"query": "ASK {}"}, timeout=30)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(got.content))
    assert head.headers["ETag"]


def test_protocol_answer_that_a_client_has_is_not_sent_again(server: str) -> None:
    tag = ask(server, "ASK {}").headers["ETag"]
    address = f"{server}/sparql?query=ASK%20%7B%7D"
    headers = {"Accept": ROWS, "If-None-Match": tag}
    assert requests.get(address, headers=headers, timeout=30).status_code == 304
    headers["Accept"] = "text/csv"
    assert requests.get(address, headers=headers, timeout=30).status_code == 200


def test_protocol_pages_of_others_may_read(server: str) -> None:
    headers = {"Origin": "https://yasgui.example"}
    response = requests.get(f"{server}/sparql?query=ASK{{}}", headers=headers, timeout=30)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    headers |= {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    asked = requests.options(f"{server}/sparql", headers=headers, timeout=30)
    assert asked.status_code == 200
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]


def wrapper(server: str, query: str, form: str) -> SPARQLWrapper:
    asking = SPARQLWrapper(f"{server}/sparql")
    asking.setQuery(query)
    asking.setReturnFormat(form)
    return asking


def wrapped(server: str, query: str, form: str) -> Any:
    return wrapper(server, query, form).queryAndConvert()


def test_sparqlwrapper_reads_rows_truth_and_triples(seeds: str) -> None:
    query = "SELECT DISTINCT ?name { ?r eduplan:code '320400' ; schema:name ?name }"
    rows = wrapped(seeds, query, JSON)
    assert [row["name"]["value"] for row in rows["results"]["bindings"]] == ["常州市"]
    assert "常州市" in wrapped(seeds, query, CSV).decode()
    document = wrapped(seeds, query, XML)
    assert document.getElementsByTagName("literal")[0].firstChild.data == "常州市"
    truth = wrapped(seeds, "ASK { ?plan a eduplan:Plan }", JSON)
    assert truth["boolean"] is True
    construct = "CONSTRUCT { ?p a eduplan:Plan } WHERE { ?p a eduplan:Plan }"
    assert len(wrapped(seeds, construct, RDFXML)) == 5
    assert b"eduplan:Plan" in wrapped(seeds, construct, TURTLE)
    assert wrapper(seeds, construct, N3).query().response.status == 200


@pytest.mark.parametrize("way", [POSTDIRECTLY, "urlencoded"])
def test_sparqlwrapper_posts_both_ways(seeds: str, way: str) -> None:
    asking = wrapper(seeds, "SELECT (COUNT(*) AS ?n) { ?plan a eduplan:Plan }", JSON)
    asking.setMethod(POST)
    asking.setRequestMethod(way)
    rows: Any = asking.queryAndConvert()
    assert [row["n"]["value"] for row in rows["results"]["bindings"]] == ["5"]


def test_sparqlwrapper_is_refused_an_update(seeds: str) -> None:
    asking = wrapper(seeds, "CLEAR ALL", JSON)
    asking.setMethod(POST)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        asking.query()


def test_curl_asks_by_get_and_post(seeds: str) -> None:
    asked = [
        ["--get", "--data-urlencode", "query=ASK { ?plan a eduplan:Plan }"],
        ["--data-urlencode", "query=ASK { ?plan a eduplan:Plan }"],
        ["-H", "Content-Type: application/sparql-query", "--data", "ASK { ?p a eduplan:Plan }"],
    ]
    for options in asked:
        command = ["curl", "--silent", "--fail", "-H", "Accept: text/csv", *options]
        said = subprocess.run([*command, f"{seeds}/sparql"], capture_output=True, check=True)
        assert said.stdout == b"true"
