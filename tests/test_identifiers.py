import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import RecordError
from kg.identifiers import BASE, iri, kept, named, normal_name

FIELDS = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4)


@given(FIELDS, FIELDS)
def test_two_lists_of_fields_never_share_an_iri(left: list[str], right: list[str]) -> None:
    assert (iri("plan", *left) == iri("plan", *right)) == (left == right)


@given(FIELDS)
def test_an_iri_holds_nothing_that_rdf_forbids(fields: list[str]) -> None:
    found = iri("plan", *fields)
    assert found.startswith(f"{BASE}plan/")
    assert URIRef(found).n3() == f"<{found}>"


def test_an_iri_has_no_empty_field() -> None:
    with pytest.raises(RecordError):
        iri("plan", "320400", "")


@pytest.mark.parametrize(
    "name", ["三红工程", "“三红”工程", "“三红工程”", "三红 工程", "‘三红’工程", "三·红工程"]
)
def test_a_name_has_one_iri_however_it_is_punctuated(name: str) -> None:
    assert named("program/found", name) == f"{BASE}program/found/三红工程"


def test_a_normal_name_is_half_width_and_small() -> None:
    assert normal_name("“ＡＩ＋教育”（试点）") == "ai+教育(试点)"


@given(st.text(max_size=60))
def test_folding_says_where_each_character_came_from(text: str) -> None:
    form, places = normal_name(text), kept(text)
    assert len(form) == len(places)
    assert places == sorted(set(places))
