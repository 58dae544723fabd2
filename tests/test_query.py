import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError
from kg.export.cut import Part, cut
from kg.graph.terms import encodable
from kg.identifiers import BASE
from kg.query import NamedQuery, Parameter, find, named_queries, parse, run, sparql
from kg.tables import Table
from tests import examples
from tests.golden import queries as golden

EAST_SAYS = "深入推进“双减”，实施“青蓝课程”。"


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


def answer(store: Store, name: str, **parameters: str) -> list[dict[str, object]]:
    return [dict(row) for row in run(store, find(name), parameters).records()]


def test_named_queries_are_those_that_have_golden_rows() -> None:
    assert {query.name for query in named_queries()} == set(golden.SEEDS)


def test_query_decisions(store: Store) -> None:
    said = "accept program=青蓝课程 level=local"
    assert run(store, find("decisions"), {}) == Table(
        ("date", "by", "decision", "why", "in_effect", "changed"),
        (("2026-11-22", "王敏", said, None, "是", 1),),
    )


def test_query_plans(store: Store) -> None:
    found = run(store, find("plans"), {})
    *rows, plans = zip(*found.rows, strict=True)
    table = Table(found.columns[:-1], tuple(zip(*rows, strict=True)))
    east, west = "2023年东海市教育工作要点", "西山市2023年教育工作计划"
    assert table == Table(
        ("region_code", "region", "year", "title", "type", "document", "programs", "targets"),
        (
            (None, None, None, None, None, "anonymous.txt", 1, 0),
            ("320700", "连云港市", 2023, east, "工作要点", "cities/east.txt", 2, 4),
            ("421200", "咸宁市", 2023, west, "工作计划", "cities/west.txt", 1, 3),
        ),
    )  # fmt: skip
    assert all(str(iri).startswith(BASE + "plan/") for iri in plans)


def test_query_shared_programs(store: Store) -> None:
    assert run(
        store, find("shared-programs"), {"region_a": "320700", "region_b": "咸宁市"}
    ) == Table(
        ("program", "level", "sentence_a", "sentence_b"),
        (("双减", "国家级", EAST_SAYS, "推进双减工作。"),),
    )


def test_query_only_in(store: Store) -> None:
    columns = ("program", "level", "a_sentence")
    there = run(store, find("only-in"), {"region_a": "320700", "region_b": "421200"})
    assert there == Table(columns, (("青蓝课程", "地方", EAST_SAYS),))
    back = run(store, find("only-in"), {"region_a": "421200", "region_b": "320700"})
    assert back == Table(columns, ())


def test_query_programs_of_region(store: Store) -> None:
    assert run(store, find("programs-of-region"), {"region": "320700"}) == Table(
        ("program", "level", "mentions", "a_sentence"),
        (("双减", "国家级", 1, EAST_SAYS), ("青蓝课程", "地方", 1, EAST_SAYS)),
    )


def test_query_program_sentences(store: Store) -> None:
    assert run(store, find("program-sentences"), {"program": "双减"}) == Table(
        ("region", "year", "status", "quote", "sentence", "document", "start"),
        (
            (None, None, "已完成", "双减", "去年落实“双减”。", "anonymous.txt", 14),
            ("连云港市", 2023, "计划中", "双减", EAST_SAYS, "cities/east.txt", 31),
            ("咸宁市", 2023, "计划中", "双减", "推进双减工作。", "cities/west.txt", 17),
        ),
    )


def test_query_indicator_side_by_side(store: Store) -> None:
    rows = answer(store, "indicator-side-by-side", indicator="普惠园覆盖率")
    assert [(row["region"], row["comparator"], row["value"], row["start"]) for row in rows] == [
        ("连云港市", "至少", Decimal(88), 44),
        ("咸宁市", "等于", Decimal(90), 22),
    ]


def test_query_targets_of_region(store: Store) -> None:
    rows = answer(store, "targets-of-region", region="咸宁市")
    assert [(row["quote"], row["value"], row["unit"], row["unread"]) for row in rows] == [
        ("普惠性幼儿园覆盖率达到90%", Decimal(90), "%", ""),
        ("新建学校XX所", None, "所", "被遮盖"),
        ("家访约3.1万人次", Decimal(31000), "人次", ""),
    ]


def test_query_faults(store: Store) -> None:
    rows = answer(store, "faults")
    assert [(row["document"], row["fault"], row["quote"]) for row in rows] == [
        ("anonymous.txt", "地区不明", None),
        ("cities/east.txt", "转载页", None),
        ("cities/east.txt", "地区系推断", "赣榆县"),
    ]


def test_query_without_evidence_finds_what_lacks_it(store: Store) -> None:
    assert answer(store, "without-evidence") == []
    poor = Store()
    poor.extend(quad for quad in store if not quad.predicate.value.endswith("#hasSelector"))
    assert len(answer(poor, "without-evidence")) == 17


@pytest.mark.parametrize("region", ["320721", "赣榆县", "320707", "赣榆区", "赣榆"])
def test_region_is_found_by_code_and_name_of_today_and_before(store: Store, region: str) -> None:
    assert answer(store, "targets-of-region", region=region) == []


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("plan", {}, "no query 'plan': perhaps plans"),
        ("plans", {"x": "1"}, r"no parameter x \(plans\): it has none"),
        ("targets-of-region", {}, r"parameter region is missing \(targets-of-region\): region: a"),
        ("targets-of-region", {"region": "999999"}, "the graph has no region '999999'"),
        ("targets-of-region", {"region": "连"}, "the graph has no region '连'"),
        ("targets-of-region", {"region": '"} DROP ALL #'}, "the graph has no region"),
        ("program-sentences", {"program": "双减减"}, "no program '双减减': 双减"),
        (
            "program-sentences",
            {"program": "课堂"},
            "program '课堂' is ambiguous: say which: .*double.*",
        ),
    ],
)
def test_query_refuses_in_clear_words(
    store: Store, name: str, parameters: dict[str, str], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        run(store, find(name), parameters)


def test_ambiguous_region_is_told(store: Store) -> None:
    query = parse(
        "q",
        "# param region region a region\nSELECT ?o { VALUES ?region { UNDEF } ?region ?p ?o }",
    )
    with pytest.raises(QueryError, match="no region '湖'"):
        run(store, query, {"region": "湖"})
    assert run(store, query, {"region": "湖北"}).columns == ("o",)


def test_parameters_of_plain_types_are_bound(store: Store) -> None:
    query = parse(
        "q",
        "# param y year a year\n# param n integer a number\n# param s string a word\n"
        "# param d decimal a number\n"
        "SELECT (STR(?y) AS ?a) (?n + 1 AS ?b) (STRLEN(?s) AS ?c) (?d * 2 AS ?e)\n"
        "WHERE { VALUES ?y { UNDEF } VALUES ?n {UNDEF} values $s {undef} VALUES ?d { UNDEF }\n"
        "?plan a eduplan:Plan ; eduplan:year ?y ; eduplan:regionStated false }",
    )
    given = {"y": "2023", "n": "-3", "s": 'a"}\n', "d": "88.50"}
    assert run(store, query, given) == Table(("a", "b", "c", "e"), (("2023", -2, 4, Decimal(177)),))
    with pytest.raises(QueryError, match="'23' is no year: give four digits"):
        run(store, query, {**given, "y": "23"})
    with pytest.raises(QueryError, match=r"'3\.5' is no whole number"):
        run(store, query, {**given, "n": "3.5"})
    with pytest.raises(QueryError, match="'1e3' is no number: give plain digits"):
        run(store, query, {**given, "d": "1e3"})


def test_head_of_a_query_is_read() -> None:
    text = (
        "# title@zh: 甲\n#title@en: A\n# description@zh: 乙\n# description@en: B\n"
        "# param p program a\nSELECT * { VALUES ?p { UNDEF } }"
    )
    assert parse("q", text, complete=True) == NamedQuery(
        "q", text, "甲", "A", "乙", "B", (Parameter("p", "program", "a"),)
    )
    with pytest.raises(QueryError, match=r"the head lacks title@en, description@zh"):
        parse("q", "# title@zh: 甲\n# description@en: B", complete=True)
    with pytest.raises(QueryError, match="parameter p has the unknown type colour"):
        parse("q", "# param p colour a colour\nSELECT * { VALUES ?p { UNDEF } }")
    with pytest.raises(QueryError, match=r"nothing says where parameter p is bound \(q\): write V"):
        parse("q", "# param p year a year\nSELECT * { ?p ?q ?r }")


def test_query_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'jieba', 'pyvis', 'networkx', 'rdflib', 'pyshacl'}"
    code = f"import sys, kg.query, kg.answers; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


BREAKOUTS = (
    '" } . ?s ?p ?o . { "',
    "'} UNION { ?s ?p ?o } #",
    "> ?p ?o . <urn:x",
    '"@zh . ?s ?p ?o #',
    "\\u0022 }",
    "\\",
    "2023\n} #",
    "\0",
    "\ud800",
    "\u2028}",
    "https://w3id.org/eduplan/program/x> ?p ?o . <urn:y",
    "?x",
    "UNDEF",
)


@pytest.mark.parametrize("type_", ["decimal", "indicator", "integer", "program", "region", "year"])
def test_no_value_breaks_out_of_a_query(store: Store, type_: str) -> None:
    query = parse("q", f"# param x {type_} x\nSELECT * {{ VALUES ?x {{ UNDEF }} ?plan ?of ?x }}")
    for value in BREAKOUTS:
        with pytest.raises(QueryError):
            sparql(store, query, {"x": value})


@given(st.text() | st.sampled_from(BREAKOUTS))
def test_a_string_stays_a_string_in_a_query(value: str) -> None:
    query = parse("q", "# param x string x\nSELECT ?x { VALUES ?x { UNDEF } }")
    ((found,),) = run(Store(), query, {"x": value}).rows
    assert found == encodable(value)


@pytest.mark.parametrize("kind", ["regions", "years", "programs"])
def test_no_value_breaks_out_of_the_cut_of_a_part(store: Store, kind: str) -> None:
    for value in BREAKOUTS:
        with pytest.raises(QueryError):
            cut(store, Part(**{kind: (value,)}))
