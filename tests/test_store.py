import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OutputError, QueryError, StoreError
from kg.identifiers import ONTOLOGY
from kg.sparql import select
from kg.store import dataset, open_graph, open_read_only, with_union, write
from tests import examples

TERM = NamedNode("https://example.org/a")


def quad(value: str) -> Quad:
    return Quad(TERM, TERM, Literal(value), TERM)


def test_store_is_written_and_read_back(tmp_path: Path) -> None:
    write(examples.quads(), tmp_path / "out")
    assert set(open_read_only(tmp_path / "out")) == set(examples.store())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["store"]


def test_store_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write([quad("old"), quad("older")], tmp_path)
    write([quad("new")], tmp_path)
    assert set(open_read_only(tmp_path)) == set(with_union([quad("new")]))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_store_stays_when_a_build_fails(tmp_path: Path) -> None:
    def failing() -> Iterator[Quad]:
        yield quad("new")
        raise RuntimeError("the build fails")

    write([quad("old")], tmp_path)
    with pytest.raises(RuntimeError, match="the build fails"):
        write(failing(), tmp_path)
    assert set(open_read_only(tmp_path)) == set(with_union([quad("old")]))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_store_is_found_where_a_swap_was_cut_off(tmp_path: Path) -> None:
    write([quad("old")], tmp_path)
    (tmp_path / "store").rename(tmp_path / ".store-before")
    assert set(open_read_only(tmp_path)) == set(with_union([quad("old")]))
    write([quad("new")], tmp_path)
    assert set(open_read_only(tmp_path)) == set(with_union([quad("new")]))


def test_store_that_is_missing_is_told_in_clear_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph has been built here .*kg build PATH"):
        open_read_only(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("damaged")
    with pytest.raises(StoreError, match="the store cannot be opened"):
        open_read_only(tmp_path)


def test_store_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot be written: .*\(.*file\)"):
        write([], tmp_path / "file")


def test_store_opens_as_an_rdflib_dataset_that_cannot_be_changed(tmp_path: Path) -> None:
    from rdflib import RDF, URIRef

    write(examples.quads(), tmp_path)
    graph = dataset(tmp_path)
    target = URIRef("https://w3id.org/eduplan/ontology#Target")
    assert len(set(graph.subjects(RDF.type, target))) == 7
    rows = graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?target a eduplan:Target }")
    assert [str(row[0]) for row in rows] == ["7"]  # type: ignore[index]
    with pytest.raises(RuntimeError, match="read-write"):
        graph.add((target, RDF.type, target))


def test_select_gives_plain_values() -> None:
    table = select(
        examples.store(),
        'SELECT (2023 AS ?a) ("2023"^^xsd:gYear AS ?b) (1.50 AS ?c) (true AS ?d) (?none AS ?e)'
        ' ("甲"@zh AS ?f) (eduplan:Plan AS ?g) ("x"^^xsd:gYear AS ?h) {}',
    )
    assert table.columns == tuple("abcdefgh")
    assert table.rows == (
        (
            2023,
            2023,
            Decimal("1.5"),
            True,
            None,
            "甲",
            ONTOLOGY + "Plan",
            "x",
        ),
    )


def test_select_answers_ask_and_construct() -> None:
    store = examples.store()
    assert select(store, "ASK { ?plan a eduplan:Plan }").rows == ((True,),)
    unit = "https://w3id.org/eduplan/unit/percent"
    table = select(store, "CONSTRUCT WHERE { ?s skos:prefLabel ?o }")
    assert table.columns == ("subject", "predicate", "object")
    assert (unit, "http://www.w3.org/2004/02/skos/core#prefLabel", "percent") in table.rows


def test_select_counts_what_several_graphs_say_once(tmp_path: Path) -> None:
    write([quad("a"), Quad(TERM, TERM, Literal("a"), NamedNode("https://example.org/b"))], tmp_path)
    opened = open_read_only(tmp_path)
    assert select(opened, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == ((1,),)
    assert select(opened, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows == ((2,),)


@pytest.mark.parametrize("text", ["SELECT", "INSERT DATA { <x:a> <x:b> <x:c> }"])
def test_select_refuses_what_is_no_query(text: str) -> None:
    with pytest.raises(QueryError, match="the query does not work"):
        select(examples.store(), text)


def test_store_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    outside, place = tmp_path / "outside", tmp_path / "out" / "store"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    place.parent.mkdir()
    for make, said in (
        (lambda: place.symlink_to(outside), "is a link"),
        (lambda: place.write_text("mine"), "is not of a build and would be lost"),
        (lambda: shutil.copytree(outside, place), "is not of a build and would be lost"),
    ):
        make()
        with pytest.raises(OutputError, match=rf"{said} .*out/store\): move it away, or build"):
            write([quad("new")], place.parent)
        shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
    assert [path.read_text() for path in outside.iterdir()] == ["mine"]
    place.mkdir()
    write([quad("new")], place.parent)
    assert set(open_read_only(place.parent)) == set(with_union([quad("new")]))


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e">'
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "bomb.rdf",
            f'<!DOCTYPE r [<!ENTITY a0 "{"a" * 100}">{BOMB}]>{RDF}'
            '<rdf:Description rdf:about="urn:x"><e:y>&a11;</e:y></rdf:Description></rdf:RDF>',
        ),
        ("deep.rdf", RDF + "<rdf:Description><e:x>" * 200_000),
        ("away.rdf", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RDF}&x;</rdf:RDF>'),
        ("deep.ttl", f"<urn:a> <urn:b> {'(' * 200_000}"),
        ("deep.jsonld", '{"a":' * 200_000),
        ("away.jsonld", '{"@context": "http://127.0.0.1:1/", "@id": "urn:a"}'),
        ("blank.ttl", "<urn:a\\u0020b> <urn:b> <urn:c\\u003e> ."),
    ],
)
def test_file_of_rdf_that_is_made_to_hurt_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(StoreError, match=f"cannot be read: .*{name}"):
        open_graph(tmp_path / name)


def test_file_of_rdf_may_have_entities(tmp_path: Path) -> None:
    start = '<!DOCTYPE r [<!ENTITY owl "http://www.w3.org/2002/07/owl#">]>'
    thing = '<rdf:Description rdf:about="urn:x"><rdf:type rdf:resource="&owl;Class"/>'
    (tmp_path / "a.rdf").write_text(f"{start}{RDF}{thing}</rdf:Description></rdf:RDF>")
    (found,) = select(open_graph(tmp_path / "a.rdf"), "SELECT ?o { ?s ?p ?o }").rows
    assert found == ("http://www.w3.org/2002/07/owl#Class",)
