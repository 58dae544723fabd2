import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import OutputError
from kg.export import programs_csv, quality_csv, targets_csv, trig, turtle
from kg.files import replace_file
from kg.store import with_union
from kg.tables import harmless
from tests import examples

_PLACE = "quote sentence section document start end"
TARGET_COLUMNS = (
    "region_code region_name plan_title year indicator indicator_concept comparator value value_max"
    " unit quantity baseline period per part_of commitment"
    f" deadline status masked program scope {_PLACE} confidence iri"
).split()
PROGRAM_COLUMNS = (
    f"region_code region_name plan_title year program known level status {_PLACE} iri"
).split()


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


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


def test_targets_csv_has_a_row_a_target(store: Store) -> None:
    table = rows(targets_csv(store))
    assert table[0] == TARGET_COLUMNS
    found = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    assert [(row["document"], row["start"]) for row in found] == [
        ("cities/east.txt", "44"),
        ("cities/east.txt", "76"),
        ("cities/east.txt", "85"),
        ("cities/east.txt", "104"),
        ("cities/west.txt", "22"),
        ("cities/west.txt", "37"),
        ("cities/west.txt", "49"),
    ]
    assert found[1] == {
        "region_code": "320700",
        "region_name": "连云港市",
        "plan_title": "2023年东海市教育工作要点",
        "year": "2023",
        "indicator": "辅导",
        "indicator_concept": "",
        "comparator": "range",
        "value": "2",
        "value_max": "3",
        "unit": "场",
        "quantity": "level",
        "baseline": "",
        "period": "每周",
        "per": "每个镇",
        "part_of": "",
        "commitment": "ensure",
        "deadline": "2023",
        "status": "planned",
        "masked": "false",
        "program": "青蓝课程",
        "scope": "",
        "quote": "2—3场辅导",
        "sentence": "每周在每个镇确保安排2—3场辅导，其中线上力争1场。",
        "section": "办好学前教育",
        "document": "cities/east.txt",
        "start": "76",
        "end": "82",
        "confidence": "0.9",
        "iri": "https://w3id.org/eduplan/target/3aaa85d69220434f575d7819edc1cfaf/76/82",
    }
    assert found[0]["indicator_concept"] == "普惠性幼儿园覆盖率"
    assert (found[3]["scope"], found[3]["status"], found[3]["deadline"]) == (
        "赣榆区", "achieved", "2022",
    )  # fmt: skip
    assert (found[5]["value"], found[5]["masked"], found[6]["value"]) == ("", "true", "31000")


def test_programs_csv_has_a_row_a_mention(store: Store) -> None:
    table = rows(programs_csv(store))
    assert table[0] == PROGRAM_COLUMNS
    east = ["320700", "连云港市", "2023年东海市教育工作要点", "2023"]
    west = ["421200", "咸宁市", "西山市2023年教育工作计划", "2023"]
    assert [row[:8] for row in table[1:]] == [
        ["", "", "", "", "双减", "true", "national", "achieved"],
        [*east, "双减", "true", "national", "planned"],
        [*east, "青蓝课程", "false", "local", "planned"],
        [*west, "双减", "true", "national", "planned"],
    ]


def test_quality_csv_has_a_row_a_fault_and_no_formula(store: Store) -> None:
    assert rows(quality_csv(store)) == [
        ["document", "plan_title", "fault", "label", "note", "quote", "start", "end"],
        ["anonymous.txt", "", "region_unknown", "地区不明", "no region is named", "", "", ""],
        ["cities/east.txt", "2023年东海市教育工作要点", "mirror", "转载页",
         "'=the page is a mirror", "", "", ""],
        ["cities/east.txt", "2023年东海市教育工作要点", "region_inferred", "地区系推断",
         "东海 is not a city", "赣榆县", "101", "104"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "+86"),
        ("-12.5", "-12.5"),
        ("-a", "'-a"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("", ""),
        ("88%", "88%"),
    ],
)
def test_harmless_disarms_formulas_and_leaves_numbers(value: str, written: str) -> None:
    assert harmless(value) == written


def test_replace_file_writes_text_and_bytes_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, ["双\r\n", "减\n", "\udc80"])
    assert path.read_bytes() == "双\r\n减\n".encode() + b"\xed\xb2\x80"
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_replace_file_keeps_the_old_file_where_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, b"old")

    def broken() -> "list[str]":
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        replace_file(path, (line for line in ("a", broken())))  # type: ignore[misc]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="cannot be written: No such file"):
        replace_file(tmp_path / "none" / "a.txt", b"")
