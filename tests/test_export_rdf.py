"""The graph as RDF, read back with rdflib and Oxigraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.export.rdf import nquads, ntriples, trig, turtle
from kg.store import with_union
from tests import examples


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def test_turtle_holds_the_union_of_all_graphs(store: Store) -> None:
    content = turtle(store)
    assert {quad.triple for quad in parse(content, format=RdfFormat.TURTLE)} == {
        quad.triple for quad in store
    }


def test_trig_holds_the_named_graphs(store: Store) -> None:
    assert set(parse(trig(store), format=RdfFormat.TRIG)) == set(examples.quads())


def test_turtle_loads_in_rdflib_with_as_many_triples(store: Store) -> None:
    from rdflib import Graph

    content = turtle(store)
    number = len(list(parse(content, format=RdfFormat.TURTLE)))
    assert len(Graph().parse(data=content, format="turtle")) == number
    assert number == len({quad.triple for quad in store})


def test_turtle_is_the_same_in_whatever_order_it_was_stored() -> None:
    forward, backward = Store(), Store()
    forward.extend(with_union(examples.quads()))
    for quad in reversed(list(with_union(examples.quads()))):
        backward.add(quad)
    assert turtle(forward) == turtle(backward)
    assert trig(forward) == trig(backward)


def test_turtle_is_grouped_by_subject_with_short_names(store: Store) -> None:
    content = turtle(store).decode()
    assert "@base <https://w3id.org/eduplan/> ." in content
    assert (
        "<region/320707> a schema:AdministrativeArea , eduplan:Region ;\n"
        '\tschema:alternateName "赣榆县" ;\n'
        "\tschema:containedInPlace <region/320700> ;\n"
        '\tschema:name "赣榆区" ;\n'
        '\teduplan:code "320707" ;\n'
        "\teduplan:designation <designation/320707/320707/2014> ,"
        " <designation/320707/320721/1983> ;\n"
        "\teduplan:regionLevel <region-level/county> .\n"
    ) in content
    subjects = [line for line in content.splitlines() if line.startswith("<target/")]
    assert len(subjects) == 7


def lines(store: Store) -> bytes:
    return b"".join(nquads(store))


# rdflib 7 warns of its own calls
@pytest.mark.parametrize(
    ("written", "form"),
    [(turtle, "turtle"), (ntriples, "nt"), (trig, "trig"), (lines, "nquads")],
)
def test_every_form_has_the_same_triples_for_rdflib(
    store: Store, written: Callable[[Store], bytes], form: str
) -> None:
    from rdflib import Dataset, Graph

    same = Graph().parse(data=turtle(store), format="turtle")
    union = Dataset(default_union=True).parse(data=written(store), format=form)
    assert set(union.triples((None, None, None))) == set(same)


def test_lines_are_sorted_and_stand_alone(store: Store) -> None:
    found = lines(store).decode().splitlines()
    assert len(found) == len(set(found)) == len(set(examples.quads()))
    assert all(line.endswith("> .") for line in found)
    graphs = [line.split()[-2] for line in found]
    assert graphs == sorted(graphs)
    assert (
        ntriples(store)
        .decode()
        .splitlines()[0]
        .startswith("<https://w3id.org/eduplan/action/implement>")
    )
