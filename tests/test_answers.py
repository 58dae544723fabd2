"""Answers in the forms of the W3C are read back by rdflib, and by the readers of the forms."""

import csv
import io
import json

import pytest
from pyoxigraph import Store
from rdflib import Graph
from rdflib.query import Result

from kg.answers import FORMATS, written
from kg.errors import QueryError
from kg.sparql import ask
from tests import examples

ROWS = (
    "SELECT ?name ?code WHERE { ?region a eduplan:Region ; schema:name ?name ; eduplan:code ?code }"
    " ORDER BY ?code"
)
TRIPLES = "CONSTRUCT WHERE { ?stage a eduplan:Stage ; skos:prefLabel ?label }"
REGIONS = [
    ("江苏省", "320000"),
    ("连云港市", "320700"),
    ("赣榆区", "320707"),
    ("湖北省", "420000"),
    ("咸宁市", "421200"),
]


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_rows_are_read_back_by_rdflib(store: Store, form: str) -> None:
    content = written(ask(store, ROWS), form)
    result = Result.parse(io.BytesIO(content), format=form)
    assert [(str(row[0]), str(row[1])) for row in result] == REGIONS  # type: ignore[index]


def test_rows_as_csv(store: Store) -> None:
    content = written(ask(store, ROWS), "csv").decode()
    assert content.startswith("name,code\r\n江苏省,320000\r\n")
    read = list(csv.reader(io.StringIO(content, newline="")))
    assert [tuple(row) for row in read[1:]] == REGIONS


def test_rows_for_excel_start_no_formula_and_those_of_the_w3c_stay_as_they_are(
    store: Store,
) -> None:
    rows = 'SELECT ?text ?n { VALUES (?text ?n) { ("=1+1" -3) ("双减;@SUM(A1)" 2.5) } } ORDER BY ?n'
    assert written(ask(store, rows), "excel") == (
        b"\xef\xbb\xbf" + "text,n\r\n'=1+1,-3\r\n双减;'@SUM(A1),2.5\r\n".encode()
    )
    exact = written(ask(store, rows), "csv").decode()
    assert exact == "text,n\r\n=1+1,-3\r\n双减;@SUM(A1),2.5\r\n"


def test_rows_as_a_table(store: Store) -> None:
    lines = written(ask(store, ROWS), "table").decode().splitlines()
    assert lines[0].split() == ["name", "code"]
    assert lines[2].split() == ["江苏省", "320000"]


def test_truth_has_the_forms_of_rows(store: Store) -> None:
    sparql = "ASK { ?plan a eduplan:Plan }"
    assert json.loads(written(ask(store, sparql), "json"))["boolean"] is True
    assert b"<boolean>true</boolean>" in written(ask(store, sparql), "xml")
    assert written(ask(store, sparql), "csv") == b"true"
    assert written(ask(store, sparql), "table").decode().split() == ["answer", "------", "true"]


@pytest.mark.parametrize(
    ("form", "reader"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")]
)
def test_triples_are_read_back_by_rdflib(store: Store, form: str, reader: str) -> None:
    content = written(ask(store, TRIPLES), form)
    assert content == written(ask(store, TRIPLES), form)
    read = Graph().parse(data=content, format=reader)
    stage = "https://w3id.org/eduplan/stage/preschool"
    assert {(str(s), str(p).split("#")[-1], str(o).split("#")[-1]) for s, p, o in read} == {
        (stage, "type", "Stage"),
        (stage, "prefLabel", "学前教育"),
    }


def test_a_form_of_another_kind_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="rows have no form ttl: give one of table, excel, csv"):
        written(ask(store, ROWS), "ttl")
    with pytest.raises(QueryError, match="triples have no form csv: give one of table, excel, ttl"):
        written(ask(store, TRIPLES), "csv")
    assert FORMATS == ("table", "excel", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")
