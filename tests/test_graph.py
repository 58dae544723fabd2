from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError, VocabularyError
from kg.graph import VOCABULARIES, document_quads, reference_quads, used_regions
from kg.graph.sections import section_path
from kg.graph.terms import EDUPLAN, OA, SKOS, XSD, number
from kg.identifiers import ONTOLOGY
from kg.records import (
    Comparator,
    DocumentType,
    Level,
    Program,
    Reading,
    Status,
    Target,
)
from tests import examples

EAST = "3aaa85d69220434f575d7819edc1cfaf"
PLAN = "https://w3id.org/eduplan/plan/320700/2023/work_points/东海市教育工作要点"


def turtle_like(quads: list[Quad], subject: str) -> set[tuple[str, str]]:
    """Return predicate (its last part) and object of a subject."""
    return {
        (quad.predicate.value.replace("#", "/").rpartition("/")[2], quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value == f"https://w3id.org/eduplan/{subject}"
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_graph_has_a_target_with_all_its_fields() -> None:
    found = turtle_like(document_quads(examples.east(), examples.RUN), f"target/{EAST}/76/82")
    base = "https://w3id.org/eduplan/"
    assert found == {
        ("type", ONTOLOGY + "Target"),
        ("indicatorText", "辅导"),
        ("value", "2"),
        ("valueMax", "3"),
        ("unitText", "场"),
        ("comparator", base + "comparator/range"),
        ("quantity", base + "quantity/level"),
        ("commitment", base + "commitment/ensure"),
        ("status", base + "status/planned"),
        ("period", "每周"),
        ("per", "每个镇"),
        ("masked", "false"),
        ("readable", "true"),
        ("year", "2023"),
        ("program", base + "program/found/青蓝课程"),
        ("plan", PLAN),
        ("isPartOf", base + f"section/{EAST}/16/24"),
        ("sectionPath", "办好学前教育"),
        ("evidence", base + f"evidence/{EAST}/76/82"),
        ("confidence", "0.9"),
        ("wasGeneratedBy", base + "run/0.1.0/" + "0" * 32),
    }


def test_graph_gives_each_place_two_selectors_and_its_sentence() -> None:
    quads = document_quads(examples.east(), examples.RUN)
    document = f"https://w3id.org/eduplan/document/{EAST}"
    selector = f"https://w3id.org/eduplan/selector/{EAST}/76/82"
    assert turtle_like(quads, f"evidence/{EAST}/76/82") == {
        ("type", OA["SpecificResource"].value),
        ("hasSource", document),
        ("hasSelector", f"{selector}/position"),
        ("hasSelector", f"{selector}/quote"),
        ("sentence", "每周在每个镇确保安排2—3场辅导，其中线上力争1场。"),
        ("sentenceStart", "66"),
    }
    assert turtle_like(quads, f"selector/{EAST}/76/82/position") == {
        ("type", OA["TextPositionSelector"].value),
        ("start", "76"),
        ("end", "82"),
    }
    assert turtle_like(quads, f"selector/{EAST}/76/82/quote") == {
        ("type", OA["TextQuoteSelector"].value),
        ("exact", "2—3场辅导"),
        ("prefix", "普惠性幼儿园覆盖率由85%提高到88%以上。每周在每个镇确保安排"),
        ("suffix", "，其中线上力争1场。\r\n2022年已在赣榆县建成幼儿园20所。落"),
    }
    assert {quad.graph_name for quad in quads} == {NamedNode(document)}


def test_graph_describes_the_plan_and_its_everyday_properties() -> None:
    found = turtle_like(
        document_quads(examples.east(), examples.RUN),
        PLAN.removeprefix("https://w3id.org/eduplan/"),
    )
    base = "https://w3id.org/eduplan/"
    assert {
        ("title", "2023年东海市教育工作要点"),
        ("year", "2023"),
        ("reportsOn", "2022"),
        ("temporal", base + "period/2023-01-01/2023-12-31"),
        ("publisher", base + "organization/320700/东海市教育局"),
        ("issued", "2023-03-29"),
        ("identifier", "014/2023-00012"),
        ("documentNumber", "东教发〔2023〕1号"),
        ("regionStated", "false"),
        ("spatial", base + "region/320700"),
        ("type", base + "document-type/work_points"),
        ("program", base + "program/shuang-jian"),
        ("program", base + "program/found/青蓝课程"),
        ("target", base + f"target/{EAST}/76/82"),
        ("references", base + "cited/评价指南"),
    } <= found


def test_graph_says_what_further_evidence_shows() -> None:
    quads = document_quads(examples.east(), examples.RUN)
    further = [quad.object for quad in quads if quad.predicate == EDUPLAN["furtherEvidence"]]
    assert [term.value.rpartition("/")[0] for term in further if isinstance(term, NamedNode)] == [
        f"https://w3id.org/eduplan/evidence/{EAST}/101/104"
    ]
    subject = further[0].value.removeprefix("https://w3id.org/eduplan/")  # type: ignore[union-attr]
    assert ("description", "names a county of 连云港市") in turtle_like(quads, subject)


def test_graph_describes_a_found_program_and_leaves_a_known_one_to_its_vocabulary() -> None:
    quads = document_quads(examples.east(), examples.RUN)
    assert turtle_like(quads, "program/found/青蓝课程") == {
        ("type", SKOS["Concept"].value),
        ("type", ONTOLOGY + "Program"),
        ("prefLabel", "青蓝课程"),
        ("level", ONTOLOGY + "local"),
        ("known", "false"),
    }
    assert turtle_like(quads, "program/shuang-jian") == set()


def test_graph_is_the_same_each_time_and_without_blank_nodes() -> None:
    first, second = (document_quads(examples.east(), examples.RUN) for _ in range(2))
    assert first == second
    assert len(first) == len(set(first))
    assert not [quad for quad in examples.quads() if "_:" in str(quad.subject) + str(quad.object)]


def test_graph_gives_mirrors_of_a_known_region_one_plan() -> None:
    first, second = (
        Reading(source, (examples.fact(source, quote, content),))
        for document, text, quote in (
            ("a.txt", "咸宁市2023年教育工作要点\n", "咸宁市2023年教育工作要点"),
            (
                "b.txt",
                "首页\n2023年咸宁市教育局“教育工作要点”（节选）\n",
                "2023年咸宁市教育局“教育工作要点”（节选）",
            ),
        )
        for source in [examples.source(document, text)]
        for content in [examples.plan(quote, 2023, "421200", DocumentType.WORK_PLAN)]
    )
    plans = {
        quad.subject
        for reading in (first, second)
        for quad in document_quads(reading, examples.RUN)
        if quad.object == EDUPLAN["Plan"]
    }
    assert plans == {NamedNode("https://w3id.org/eduplan/plan/421200/2023/work_plan/教育工作要点")}


def test_graph_ties_the_plan_of_an_unknown_region_to_its_document() -> None:
    quads = document_quads(examples.anonymous(), examples.RUN)
    digest = examples.anonymous().source.digest
    assert ("coverage", "某市") in turtle_like(quads, f"plan/unknown/unknown/unknown/{digest}/0")


def test_graph_gives_facts_to_the_plan_that_they_stand_in() -> None:
    source = examples.source("two.txt", "甲市工作要点\n建园2所。\n乙市工作要点\n建园3所。\n")
    kind = DocumentType.WORK_POINTS
    target = Target("建园", Decimal(2), "所", Comparator.EQ, Status.PLANNED)
    reading = Reading(
        source,
        (
            examples.fact(source, "甲市工作要点", examples.plan("甲市", 2023, "320700", kind)),
            examples.fact(source, "乙市工作要点", examples.plan("乙市", 2023, "421200", kind)),
            examples.fact(source, "建园2所", target),
            examples.fact(source, "建园3所", replace(target, value=Decimal(3))),
        ),
    )
    quads = document_quads(reading, examples.RUN)
    assert [
        (quad.subject.value[-3:], quad.object.value[-2:])
        for quad in quads
        if quad.predicate == EDUPLAN["target"] and isinstance(quad.object, NamedNode)
        if isinstance(quad.subject, NamedNode)
    ] == [("/甲市", "11"), ("/乙市", "24")]


def test_graph_keeps_two_targets_at_one_place_apart() -> None:
    source = examples.source("a.txt", "工作要点\n新建小学、初中各5所。\n")
    whole = examples.fact(source, "工作要点", examples.plan("工作要点", 2023, "320700", None))  # type: ignore[arg-type]
    primary = Target("新建小学", Decimal(5), "所", Comparator.EQ, Status.PLANNED)
    facts = [
        examples.fact(source, "新建小学、初中各5所", replace(primary, indicator=indicator))
        for indicator in ("新建小学", "新建初中")
    ]
    quads = document_quads(Reading(source, (whole, *facts)), examples.RUN)
    targets = [quad.subject for quad in quads if quad.object == EDUPLAN["Target"]]
    base = f"https://w3id.org/eduplan/target/{source.digest}/5/15"
    assert targets == [NamedNode(f"{base}/新建小学/5"), NamedNode(f"{base}/新建初中/5")]


def test_graph_refuses_what_would_share_an_identifier() -> None:
    reading = examples.west()
    with pytest.raises(RecordError, match="two facts of one kind share the identifier"):
        document_quads(Reading(reading.source, (*reading.facts, reading.facts[1])), examples.RUN)
    target = reading.facts[2]
    with pytest.raises(RecordError, match="two facts of one kind share the identifier"):
        document_quads(Reading(reading.source, (*reading.facts, target)), examples.RUN)


def test_graph_refuses_facts_without_a_plan() -> None:
    reading = examples.west()
    with pytest.raises(RecordError, match="facts and no plan"):
        document_quads(Reading(reading.source, reading.facts[1:]), examples.RUN)


def test_graph_describes_a_target_program_that_has_only_a_name() -> None:
    reading = examples.west()
    target = reading.facts[2].content
    assert isinstance(target, Target)
    named = replace(target, program="新星计划")
    facts = (reading.facts[0], replace(reading.facts[2], content=named))
    quads = document_quads(Reading(reading.source, facts), examples.RUN)
    assert ("level", ONTOLOGY + "unknown") in turtle_like(quads, "program/found/新星计划")


def test_graph_holds_lone_surrogates_as_replacement_characters() -> None:
    source = examples.source("a.txt", "双减")
    source = replace(source, text="工作要点\n“双\udc80减”。")
    program = Program("双减", examples.NATIONAL, Level.NATIONAL, True, Status.PLANNED)
    whole = examples.plan("工作要点", 2023, "320700", DocumentType.WORK_POINTS)
    facts = (
        examples.fact(source, "工作要点", whole),
        examples.fact(source, "双\udc80减", program),
    )
    quads = document_quads(Reading(source, facts), examples.RUN)
    exact = [quad.object.value for quad in quads if quad.predicate == OA["exact"]]  # type: ignore[union-attr]
    assert exact == ["工作要点", "双\ufffd减"]


def test_graph_has_used_regions_with_ancestors_and_former_codes() -> None:
    quads = examples.quads()
    assert used_regions(document_quads(examples.east(), examples.RUN)) == {"320700", "320707"}
    regions = {
        quad.subject.value.rpartition("/")[2]
        for quad in quads
        if quad.object == EDUPLAN["Region"] and isinstance(quad.subject, NamedNode)
        and quad.graph_name == NamedNode("https://w3id.org/eduplan/region")
    }  # fmt: skip
    assert regions == {"320000", "320700", "320707", "420000", "421200"}
    assert turtle_like(quads, "region/320707") == {
        ("type", ONTOLOGY + "Region"),
        ("type", "https://schema.org/AdministrativeArea"),
        ("name", "赣榆区"),
        ("alternateName", "赣榆县"),
        ("code", "320707"),
        ("regionLevel", "https://w3id.org/eduplan/region-level/county"),
        ("containedInPlace", "https://w3id.org/eduplan/region/320700"),
        ("designation", "https://w3id.org/eduplan/designation/320707/320721/1983"),
        ("designation", "https://w3id.org/eduplan/designation/320707/320707/2014"),
    }
    assert turtle_like(quads, "designation/320707/320721/1983") == {
        ("type", ONTOLOGY + "Designation"),
        ("code", "320721"),
        ("name", "赣榆县"),
        ("firstYear", "1983"),
        ("lastYear", "2013"),
    }


def test_graph_refuses_references_that_are_not_sound() -> None:
    whole = dict.fromkeys(VOCABULARIES, b"")
    with pytest.raises(VocabularyError, match=r"a vocabulary is missing \(eduplan.ttl\)"):
        reference_quads({}, examples.regions(), ())
    with pytest.raises(VocabularyError, match=r"a blank node beside .*#type \(units.ttl\)"):
        reference_quads({**whole, "units.ttl": b"[] a <x:y> ."}, examples.regions(), ())
    with pytest.raises(VocabularyError, match="does not parse"):
        reference_quads({**whole, "units.ttl": b"<x:y> <x:z>"}, examples.regions(), ())
    with pytest.raises(VocabularyError, match="no region 999999"):
        reference_quads(whole, examples.regions(), ["999999"])


def test_section_path_keeps_each_heading_in_one_piece() -> None:
    assert section_path(["一、 a \n b", "c › d"]) == "一、 a b › c d"


@pytest.mark.parametrize(
    ("value", "digits"),
    [("100", "100"), ("3.10", "3.1"), ("-0", "0"), ("0.000", "0"), ("1E+8", "100000000")],
)
def test_number_is_written_in_one_way(value: str, digits: str) -> None:
    assert number(Decimal(value)) == Literal(digits, datatype=XSD["decimal"])
