"""The SKOS vocabularies in ontology/: well formed, unambiguous, with the labels users rely on."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from kg.identifiers import normal_name
from kg.vocabulary import Scheme, current

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
EDUPLAN = Namespace("https://w3id.org/eduplan/ontology#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
BASE = "https://w3id.org/eduplan/"
CLASSES = {
    "program": EDUPLAN.Program,
    "indicator": EDUPLAN.Indicator,
    "unit": EDUPLAN.Unit,
    "stage": EDUPLAN.Stage,
}
NAMES = sorted(CLASSES)
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
GRAPHS = {name: Graph().parse(FOLDER / f"{name}s.ttl", format="turtle") for name in NAMES}

ONE_CONCEPT = [
    [
        "国家义务教育优质均衡发展县",
        "义务教育优质均衡发展县",
        "义务教育优质均衡发展县（市、区）",
        "国家义务教育优质均衡发展县（市）",
        "义务教育优质均衡发展县市区",
        "县域义务教育优质均衡创建",
        "义务教育优质均衡县",
    ],
    ["国家学前教育普及普惠县", "学前教育普及普惠县", "学前教育普及普惠县市区"],
    ["校长教师交流轮岗", "教师交流轮岗", "交流轮岗"],
    ["校舍安全工程", "校安工程", "中小学校舍安全工程"],
    ["党组织领导的校长负责制", "中小学校党组织领导的校长负责制"],
    ["选课走班", "走班制"],
    ["特殊教育发展提升行动计划", "“十四五”特殊教育发展提升行动计划"],
    ["四星级普通高中", "四星级高中"],
    ["示范性普通高中", "示范高中", "示范性高中"],
    ["学生营养改善计划", "农村义务教育学生营养改善计划"],
    ["国家义务教育发展基本均衡县", "国家义务教育均衡发展县", "义务教育发展基本均衡区"],
    ["学前教育三年行动计划", "学前教育第三期三年行动计划", "第四轮学前教育三年行动计划"],
    ["县域普通高中发展提升行动", "县中提升计划"],
    ["乡村教师生活补助", "乡村教师差别化生活补助"],
    ["特岗", "特岗教师", "农村义务教育阶段学校教师特设岗位计划"],
    ["中华优秀传统文化传承学校", "全国中小学中华优秀文化艺术传承学校"],
    ["国家级农村职业教育和成人教育示范县", "农村职成教育示范县"],
    ["全国学生信息素养提升实践活动", "中小学电脑制作活动"],
    ["教育入学“一件事”", "义务教育阶段新生入学“一件事”"],
    ["责任督学挂牌督导", "中小学校责任督学挂牌督导"],
    ["求学圆梦行动", "农民工学历与能力提升行动计划"],
    ["校方责任保险", "校方责任险", "校（园）方责任险"],
    ["义务教育经费保障机制", "城乡义务教育经费保障机制", "义保改革"],
    ["教育“三包”政策", "“三包”政策"],
    ["教育工作两项督导评估考核", "“两项督导”"],
    ["四点半课堂", "三点半课堂"],
]
TWO_CONCEPTS = [
    ("教联体", "家校社协同育人“教联体”"),
    ("国家义务教育优质均衡发展县", "义务教育优质均衡发展示范区"),
    ("国家义务教育优质均衡发展县", "全国义务教育发展基本均衡县"),
    ("国家学前教育普及普惠县", "学前教育改革发展示范区"),
    ("示范性普通高中", "江苏省高品质示范高中"),
    ("示范性普通高中", "标准化高中"),
    ("特殊教育发展提升行动计划", "特殊教育提升计划"),
    ("全面改薄", "义务教育薄弱环节改善与能力提升"),
    ("国家智慧教育平台", "国家职业教育智慧教育平台"),
    ("现代学徒制", "中国特色学徒制"),
    ("名校+", "名师+"),
    ("东西部协作", "闽宁协作"),
    ("双高双普", "双高普九"),
    ("一村一幼", "一村一园"),
    ("国家助学金", "中职免学费"),
    ("校校通", "班班通"),
    ("1530安全教育", "13530安全教育"),
    ("教育强镇", "教育强镇筑基行动"),
    ("教师信息技术应用能力提升工程", "教师信息技术应用能力提升工程2.0"),
    ("国家专项计划", "地方专项计划"),
    ("教育“9+3”计划", "“9+3”免费教育计划"),
    ("责任督学挂牌督导", "责任督学挂牌督导创新县"),
    ("名师工作室", "名校长工作室"),
    ("现代学徒制", "企业新型学徒制"),
    ("推进教育现代化先进县", "基本实现教育现代化县"),
    ("乡村学校少年宫", "乡村复兴少年宫"),
    ("强师工程", "强师计划"),
    ("七五普法", "八五普法"),
    ("专递课堂", "专递课堂、名师课堂和名校网络课堂"),
    ("江苏人民教育家培养工程", "苏教名家培养工程"),
    ("学生营养改善计划", "农村学前教育儿童营养改善计划"),
    ("十五年免费教育", "十四年免费教育"),
    ("家长学校", "示范家长学校"),
    ("课后服务", "弹性离校"),
    ("内地西藏班", "新疆内高班"),
    ("新疆内高班", "新疆区内初中班"),
]


def normal(label: str) -> str:
    """A label as the matcher compares it: without quotation marks and blanks."""
    return re.sub(r"[“”‘’\"'\s]", "", label)


def concepts(name: str) -> list[URIRef]:
    found = GRAPHS[name].subjects(RDF.type, CLASSES[name])
    return sorted(node for node in found if isinstance(node, URIRef))


def chinese(name: str, concept: URIRef, *predicates: URIRef) -> list[str]:
    values = [o for p in predicates for o in GRAPHS[name].objects(concept, p)]
    return [str(o) for o in values if isinstance(o, Literal) and o.language == "zh"]


def index(name: str) -> dict[str, set[URIRef]]:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for concept in concepts(name):
        for label in chinese(name, concept, *LABELS):
            owners[normal(label)].add(concept)
    return owners


def owner(label: str, name: str = "program") -> URIRef:
    (concept,) = index(name)[normal(label)]
    return concept


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_declare_their_scheme(name: str) -> None:
    graph, scheme = GRAPHS[name], URIRef(BASE + name)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    titles = {o.language for o in graph.objects(scheme, DCTERMS.title) if isinstance(o, Literal)}
    assert titles == {"zh", "en"}


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_concepts_are_complete(name: str) -> None:
    graph = GRAPHS[name]
    assert set(concepts(name)) == set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in concepts(name):
        assert re.fullmatch(re.escape(BASE + name) + r"/[a-z0-9]+(-[a-z0-9]+)*", concept)
        assert list(graph.objects(concept, SKOS.inScheme)) == [URIRef(BASE + name)], concept
        labels = [o for o in graph.objects(concept, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(o.language) for o in labels) == ["en", "zh"], concept


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_subjects_are_concepts_or_the_scheme(name: str) -> None:
    known = {*concepts(name), URIRef(BASE + name)}
    assert set(GRAPHS[name].subjects()) == known


def test_vocabularies_programs_have_level_definition_and_source() -> None:
    graph = GRAPHS["program"]
    levels = {EDUPLAN.national, EDUPLAN.provincial, EDUPLAN.local}
    for concept in concepts("program"):
        assert len(list(graph.objects(concept, EDUPLAN.level))) == 1, concept
        assert set(graph.objects(concept, EDUPLAN.level)) <= levels, concept
        assert len(chinese("program", concept, SKOS.definition)) == 1, concept
        assert list(graph.objects(concept, DCTERMS.source)), concept


def test_vocabularies_indicators_have_definition_source_and_direction() -> None:
    graph = GRAPHS["indicator"]
    better = {EDUPLAN["higher"], EDUPLAN["lower"]}  # EDUPLAN.lower is the method of str
    for concept in concepts("indicator"):
        assert len(chinese("indicator", concept, SKOS.definition)) == 1, concept
        assert list(graph.objects(concept, DCTERMS.source)), concept
        assert set(graph.objects(concept, EDUPLAN.better)) <= better


def test_vocabularies_units_have_one_kind() -> None:
    kinds = {"count", "persons", "ratio", "money", "area", "length", "mass", "time"}
    for concept in concepts("unit"):
        (kind,) = GRAPHS["unit"].objects(concept, EDUPLAN.unitKind)
        assert str(kind).removeprefix(str(EDUPLAN)) in kinds, concept


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_label_belongs_to_one_concept(name: str) -> None:
    assert {label: sorted(who) for label, who in index(name).items() if len(who) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_labels_are_not_said_twice(name: str) -> None:
    for concept in concepts(name):
        labels = [normal(label) for label in chinese(name, concept, *LABELS)]
        assert len(labels) == len(set(labels)), concept


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_labels_have_no_quotation_marks_or_outer_blanks(name: str) -> None:
    for concept in concepts(name):
        for label in chinese(name, concept, *LABELS, EDUPLAN.negativeLabel):
            assert not re.search(r"[“”‘’\"()]|^\s|\s$", label), label
            assert unicodedata.is_normalized("NFC", label), label


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_negative_labels_hold_a_label_and_name_nothing(name: str) -> None:
    owners = index(name)
    for concept in concepts(name):
        own = [normal(label) for label in chinese(name, concept, *LABELS)]
        for negative in chinese(name, concept, EDUPLAN.negativeLabel):
            assert any(label in normal(negative) for label in own), negative
            assert concept not in owners.get(normal(negative), set()), negative


@pytest.mark.parametrize("name", ["program", "stage"])
def test_vocabularies_negative_labels_keep_their_concept_from_being_found(name: str) -> None:
    scheme: Scheme = getattr(current(), name)
    for iri, concept in scheme.concepts.items():
        for negative in concept.negative:
            found = [match.label for match in scheme.matcher.find(f"全面推进{negative}等工作")]
            assert normal_name(negative) in found, negative
            assert iri not in {scheme.by_label.get(label) for label in found}, negative


@pytest.mark.parametrize("name", ["indicator", "unit"])
def test_vocabularies_have_negative_labels_only_where_texts_are_searched(name: str) -> None:
    assert not list(GRAPHS[name].objects(None, EDUPLAN.negativeLabel))


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_broader_exists_and_has_no_cycle(name: str) -> None:
    graph, known = GRAPHS[name], set(concepts(name))
    for concept in known:
        assert set(graph.objects(concept, SKOS.broader)) <= known, concept
        assert set(graph.objects(concept, SKOS.narrower)) <= known, concept
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        for parent in above:
            assert concept not in set(graph.transitive_objects(parent, SKOS.broader)), concept


def test_vocabularies_narrower_is_the_inverse_of_broader() -> None:
    graph = GRAPHS["stage"]
    down = {(o, s) for s, o in graph.subject_objects(SKOS.narrower)}
    assert down == set(graph.subject_objects(SKOS.broader))


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_stages_and_units_exist(name: str) -> None:
    assert set(GRAPHS[name].objects(None, EDUPLAN.stage)) <= set(concepts("stage"))
    assert set(GRAPHS[name].objects(None, EDUPLAN.unit)) <= set(concepts("unit"))


def test_vocabularies_double_reduction_labels() -> None:
    concept = URIRef(BASE + "program/shuang-jian")
    assert chinese("program", concept, SKOS.prefLabel) == ["双减"]
    assert {"双减政策", "减轻义务教育阶段学生作业负担和校外培训负担"} <= set(
        chinese("program", concept, SKOS.altLabel)
    )
    assert owner("“双减”") == concept


@pytest.mark.parametrize("labels", ONE_CONCEPT, ids=lambda labels: labels[0])
def test_vocabularies_synonyms_are_one_program(labels: list[str]) -> None:
    assert len({owner(label) for label in labels}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_CONCEPTS)
def test_vocabularies_different_programs_are_two(one: str, other: str) -> None:
    assert owner(one) != owner(other)


@pytest.mark.parametrize(
    "label",
    ["义务教育优质均衡发展", "学前教育普及普惠", "三个课堂", "三红工程", "七彩德育"],
)
def test_vocabularies_aims_and_local_inventions_are_no_labels(label: str) -> None:
    assert normal(label) not in index("program")


def test_vocabularies_new_curriculum_is_not_the_curriculum_standard() -> None:
    concept = owner("新课程")
    assert "新课程标准" in chinese("program", concept, EDUPLAN.negativeLabel)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("名", "人"),
        ("位", "人"),
        ("平米", "平方米"),
        ("㎡", "平方米"),
        ("％", "%"),
        ("学时", "课时"),
    ],
)
def test_vocabularies_names_for_one_unit_are_one(one: str, other: str) -> None:
    assert owner(one, "unit") == owner(other, "unit")


@pytest.mark.parametrize(
    ("one", "other"),
    [("%", "个百分点"), ("‰", "个千分点"), ("人", "人次"), ("月", "个月"), ("天", "个工作日")],
)
def test_vocabularies_different_units_are_two(one: str, other: str) -> None:
    assert owner(one, "unit") != owner(other, "unit")


@pytest.mark.parametrize(
    ("one", "times", "other"),
    [
        ("平方公里", 100, "公顷"),
        ("公顷", 15, "亩"),
        ("公里", 2, "里"),
        ("吨", 2000, "斤"),
        ("小时", 60, "分钟"),
        ("周", 7, "天"),
        ("成", 10, "%"),
    ],
)
def test_vocabularies_units_convert(one: str, times: int, other: str) -> None:
    first, second = (
        GRAPHS["unit"].value(owner(unit, "unit"), QUDT["conversionMultiplier"])
        for unit in (one, other)
    )
    assert isinstance(first, Literal)
    assert isinstance(second, Literal)
    assert float(first) / float(second) == pytest.approx(times)


def test_vocabularies_units_without_a_fixed_length_do_not_convert() -> None:
    for word in ("个月", "学期", "课时", "个百分点", "人次"):
        assert GRAPHS["unit"].value(owner(word, "unit"), QUDT["conversionMultiplier"]) is None


def test_vocabularies_indicators_are_measured_in_units_of_one_kind_that_convert() -> None:
    graph, units = GRAPHS["indicator"], GRAPHS["unit"]
    for concept in concepts("indicator"):
        measured = list(graph.objects(concept, EDUPLAN.unit))
        kinds = {units.value(unit, EDUPLAN.unitKind) for unit in measured}
        assert len(kinds) <= 1, concept
        if len(measured) > 1 and kinds != {EDUPLAN["count"]}:
            assert all(units.value(unit, QUDT["conversionMultiplier"]) for unit in measured), (
                concept
            )


def test_vocabularies_indicators_keep_the_stage_and_unit_of_the_broader_one() -> None:
    graph, stages = GRAPHS["indicator"], GRAPHS["stage"]
    for concept in concepts("indicator"):
        for parent in graph.objects(concept, SKOS.broader):
            above = set(graph.objects(parent, EDUPLAN.stage))
            for stage in above:
                own = set(graph.objects(concept, EDUPLAN.stage))
                assert any(stage in stages.transitive_objects(s, SKOS.broader) for s in own), (
                    concept
                )
            assert set(graph.objects(concept, EDUPLAN.unit)) & set(
                graph.objects(parent, EDUPLAN.unit)
            ), concept


@pytest.mark.parametrize("word", ["年", "月", "日", "级", "点", "期", "轮", "年级"])
def test_vocabularies_date_and_rank_words_are_weak(word: str) -> None:
    assert GRAPHS["unit"].value(owner(word, "unit"), EDUPLAN.weak) == Literal(True)
