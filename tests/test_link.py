"""Linking an indicator's words to a concept: what must meet, what must not, and the reasons."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import link
from kg.records import Comparator, Quantity, Status, Target
from kg.vocabulary import current
from tests.reading import targets

UNITS = {
    "%": "bai-fen-bi",
    "个百分点": "bai-fen-dian",
    "所": "suo",
    "个": "ge",
    "人": "ren",
    "人次": "ren-ci",
    "平方米": "ping-fang-mi",
    "元": "yuan",
    "项": "xiang",
    "小时": "xiao-shi",
}

# Ways to say one measure: the concept's name, the unit, the phrases.
MEET = [
    (
        "新增学位",
        "个",
        ["新增学位", "增加学位", "学位新增", "全市新增学位", "新增学位数", "共增加学位"],
    ),
    (
        "新建改扩建中小学",
        "所",
        ["新建、改扩建中小学", "新改扩建中小学校", "新（改、扩）建中小学", "中小学新建、改扩建"],
    ),
    ("新建改扩建学校", "所", ["新建、改建、扩建学校", "计划新建改扩建学校", "新改扩建学校"]),
    ("新建改扩建幼儿园", "所", ["新建、改扩建幼儿园", "幼儿园新建、改扩建", "新改扩建幼儿园"]),
    ("新建改扩建公办幼儿园", "所", ["新建、改扩建公办园", "公办幼儿园新改扩建"]),
    ("新建公办幼儿园", "所", ["新建公办园", "新建公办幼儿园", "年内新建公办幼儿园"]),
    (
        "教师招聘人数",
        "人",
        ["招聘教师", "公开招聘教师", "招录教师", "教师招聘", "面向社会公开招聘老师"],
    ),
    ("招聘特岗教师人数", "人", ["招聘“特岗教师”", "招录特岗老师", "补充特岗教师"]),
    ("义务教育巩固率", "%", ["九年义务教育巩固率", "义务教育阶段巩固率", "全县义务教育巩固率达到"]),
    ("学前三年毛入园率", "%", ["学前三年毛入园率", "学前教育三年毛入园率", "学前教育毛入园率"]),
    (
        "普惠性幼儿园覆盖率",
        "%",
        [
            "普惠性幼儿园覆盖率",
            "普惠园覆盖率",
            "普惠性幼儿园掩盖率要求",
            "普惠率",
            "学前教育普惠率",
        ],
    ),
    (
        "公办园在园幼儿占比",
        "%",
        ["公办幼儿园在园幼儿占比", "公办园在园幼儿比例", "公办园在园幼儿占比力争"],
    ),
    ("高中阶段毛入学率", "%", ["高中阶段教育毛入学率", "高中阶段毛入学率提高"]),
    ("体质健康优良率", "%", ["学生体质健康标准优良率", "——学生体质健康优良率力争"]),
    ("近视率", "%", ["儿童青少年总体近视率", "学生近视率", "总体近视率"]),
    ("交流轮岗教师比例", "%", ["教师交流轮岗比例", "交流教师占比已经", "教师轮岗交流比例"]),
    ("交流轮岗教师人数", "人", ["交流轮岗教师", "教师交流轮岗", "交流教师人数"]),
    ("受资助学生数", "人", ["资助学生", "资助学生人数", "受资助学生"]),
    ("学生资助人次", "人次", ["资助学生", "资助贫困学生"]),
    ("大班额比例", "%", ["大班额占比", "大班额比例压减至", "56人以上大班额的比例"]),
    ("新增初中学位", "个", ["初中增加学位", "新增初中学位"]),
]

# Phrases that stand near each other and measure different things: the unit, two phrases.
APART = [
    ("个", "新增公办学位", "新增学位"),
    ("个", "新增幼儿园学位", "新增学位"),
    ("个", "新增普惠性学前教育学位", "新增学前教育学位"),
    ("个", "新增义务教育学位", "新增中小学学位"),
    ("%", "学前三年毛入园率", "学前三年净入园率"),
    ("%", "学前三年毛入园率", "学前一年毛入园率"),
    ("%", "学前三年毛入园率", "学前三年入园率"),
    ("%", "普惠性幼儿园覆盖率", "公办园占比"),
    ("%", "普惠性幼儿园覆盖率", "普惠性幼儿园占比"),
    ("%", "公办园在园幼儿占比", "公办园占比"),
    ("所", "新建幼儿园", "改扩建幼儿园"),
    ("所", "新建幼儿园", "新建改扩建幼儿园"),
    ("所", "新建改扩建幼儿园", "新建改扩建公办幼儿园"),
    ("所", "新建改扩建学校", "新建改扩建中小学"),
    ("%", "小学专任教师本科以上学历比例", "高中专任教师研究生学历比例"),
    ("%", "小学专任教师本科以上学历比例", "专任教师本科以上学历比例"),
    ("平方米", "新建校舍", "加固校舍"),
    ("平方米", "新建校舍", "占地"),
    ("%", "义务教育巩固率", "小学巩固率"),
    ("%", "小学巩固率", "初中巩固率"),
    ("%", "大班额比例", "超大班额比例"),
    ("%", "近视率", "普通高中学生近视率"),
    ("%", "教师交流轮岗比例", "骨干教师占交流总数的"),
    ("%", "教师交流轮岗比例", "校长教师交流轮岗比例"),
    ("%", "课后服务覆盖率", "课后服务参与率"),
    ("%", "课后服务参与率", "有需求学生参与率"),
    ("%", "体质健康优良率", "体质健康合格率"),
    ("人", "招聘教师", "招聘特岗教师"),
    ("人", "招聘教师", "招聘幼儿园教师"),
    ("人", "骨干教师", "省级骨干教师"),
    ("人", "骨干教师", "学科带头人"),
    ("人", "高考本科上线", "高考一本上线"),
    ("元", "完成投资", "总投资"),
    ("元", "完成投资", "年度完成投资"),
    ("所", "省级示范园", "市级示范园"),
    ("个", "教育集团", "新组建教育集团"),
    ("小时", "学生每天锻炼", "中小学生每天综合体育活动时间"),
    ("个", "新增学位", "累计新增学位"),
    ("个", "新增学位", "城区新增学位"),
]

NEUTRAL = [
    "全市",
    "全县",
    "我市",
    "今年",
    "年内",
    "力争",
    "计划",
    "预计",
    "共",
    "到2025年，",
    "完成",
]


def iri(unit: str) -> str:
    return f"https://w3id.org/eduplan/unit/{UNITS[unit]}"


def name(words: str, unit: str, quantity: Quantity = Quantity.LEVEL) -> str | None:
    concept = link.indicator(words, iri(unit), quantity).concept
    return concept.name if concept else None


@pytest.mark.parametrize(("concept", "unit", "phrases"), MEET, ids=lambda value: str(value)[:12])
def test_link_ways_to_say_one_measure_meet(concept: str, unit: str, phrases: list[str]) -> None:
    assert {phrase: name(phrase, unit) for phrase in phrases} == dict.fromkeys(phrases, concept)


@pytest.mark.parametrize(("unit", "one", "other"), APART)
def test_link_different_measures_stay_apart(unit: str, one: str, other: str) -> None:
    first, second = name(one, unit), name(other, unit)
    assert first is not None
    assert first != second


@pytest.mark.parametrize(
    ("words", "unit", "quantity", "reason"),
    [
        ("规上工业增加值增长", "%", Quantity.LEVEL, "词表中无此指标"),
        ("新增学位", "%", Quantity.LEVEL, "新增学位不以此单位计量"),
        ("普惠性幼儿园覆盖率", "%", Quantity.INCREASE, "原文说的是变化量，词表中无此指标"),
        ("近视率", "个百分点", Quantity.LEVEL, "近视率不以此单位计量"),
        ("普惠园覆盖率", "%", Quantity.LEVEL, "名称“普惠性幼儿园覆盖率”"),
    ],
)
def test_link_says_why(words: str, unit: str, quantity: Quantity, reason: str) -> None:
    assert link.indicator(words, iri(unit), quantity).reason == reason


def test_link_without_a_known_unit_is_none() -> None:
    assert link.indicator("新增学位", None).reason == "新增学位不以此单位计量"


@pytest.mark.parametrize(
    "words",
    ["总体近视率", "近视率下降", "学生近视率降低", "近视率同比下降", "儿童青少年近视率较上年下降"],
)
def test_link_a_fall_is_a_measure_of_its_own(words: str) -> None:
    assert name(words, "个百分点", Quantity.DECREASE) == "近视率下降幅度"
    assert name(words, "%", Quantity.DECREASE) is None


def test_link_added_places_are_an_increase_by_their_words() -> None:
    assert name("增加学位", "个", Quantity.INCREASE) == "新增学位"
    assert name("增加普通高中学位", "个", Quantity.INCREASE) == "新增普通高中学位"


def test_link_what_is_counted_by_something_is_no_total() -> None:
    found = link.indicator("新增学位", iri("个"), per="每校")
    assert (found.concept, found.reason) == (None, "按“每校”计，不同于总数")
    own = link.indicator("每名学生体育技能", iri("项"), per="每名学生")
    assert own.concept is not None
    assert own.concept.name == "体育技能项数"


@pytest.mark.parametrize(
    ("before", "concept"),
    [
        ("新建、改扩建幼儿园26所，", "新增学前教育学位"),
        ("新建公辦幼兒園4所，認定普惠性民辦園6所，", "新增学前教育学位"),
        ("实施第三期学前教育三年行动计划，改扩建幼儿园18所，", "新增学前教育学位"),
        ("全年新建改扩建义务教育学校24所，", "新增义务教育学位"),
        ("新建高中6所、改扩建11所，", "新增普通高中学位"),
        ("2022年新建、改扩建中小学校XX所,", "新增中小学学位"),
        ("新建小学3所、初中2所、幼儿园5所，共", "新增学位"),
        ("新建、改扩建中小学、幼儿园180所，", "新增学位"),
        ("新建学校5所，", "新增学位"),
        ("年内", "新增学位"),
    ],
)
def test_link_the_clause_before_tells_whose_places_they_are(before: str, concept: str) -> None:
    found = link.indicator("新增学位", iri("个"))
    decided = link.in_context(found, link.Context(before, before)).concept
    assert decided is not None
    assert decided.name == concept


def test_link_the_clause_before_leaves_public_places_public() -> None:
    found = link.indicator("新增公办学位", iri("个"))
    kindergartens = link.in_context(found, link.Context("新建幼儿园8所、改扩建6所，", "")).concept
    assert kindergartens is not None
    assert kindergartens.name == "新增公办幼儿园学位"
    assert link.in_context(found, link.Context("新建义务教育学校8所，", "")) == found


def test_link_an_investment_is_of_education_only_where_that_is_said() -> None:
    found = link.indicator("总投资", iri("元"))
    of_schools = link.in_context(found, link.Context("", "新建中心小学，总投资2亿元"))
    assert of_schools == found
    assert of_schools.concept is not None
    of_works = link.in_context(
        found, link.Context("", "引进“三类500强”项目1608个、总投资超1.6万亿元")
    )
    assert of_works == link.Link(None, "前后文没有说是教育")


def test_link_gives_a_target_its_concept_and_stage() -> None:
    target = Target(
        indicator="普惠园覆盖率",
        value=Decimal(90),
        unit="%",
        unit_concept=iri("%"),
        comparator=Comparator.GE,
        status=Status.PLANNED,
    )
    done = link.linked(target)
    assert done.concept == "https://w3id.org/eduplan/indicator/pu-hui-xing-you-er-yuan-fu-gai-lv"
    assert done.stage == "xue-qian"
    assert link.linked(done) == done


def test_link_reads_the_clause_and_the_headings_of_a_plan() -> None:
    text = (
        "某县2024年教育工作要点\n\n一、扩大资源\n"
        "新建、改扩建幼儿园26所，新增学位6200个；新建学校3所，新增学位1500个。力争完成投资2.3亿元。\n"
    )
    names = {
        current().indicator.concepts[t.concept].name: t.value for t in targets(text) if t.concept
    }
    assert names == {
        "新建改扩建幼儿园": 26,
        "新增学前教育学位": 6200,
        "新建学校": 3,
        "新增学位": 1500,
        "完成投资": 230000000,
    }


def test_link_every_label_leads_to_its_own_concept() -> None:
    for concept in current().indicator.concepts.values():
        for label in (*concept.labels, *concept.hidden):
            for unit in concept.properties.get("unit", (iri("%"),)):
                assert link.indicator(label, unit).concept == concept, label


def test_link_one_form_has_concepts_of_different_units_only() -> None:
    owners: dict[str, dict[str, set[str]]] = {}
    for concept in current().indicator.concepts.values():
        for label in concept.labels:
            units = set(concept.properties.get("unit", ()))
            owners.setdefault(link.canonical(label), {})[concept.name] = units
    for form, units_of in owners.items():
        for one, other in combinations(units_of, 2):
            assert units_of[one], (form, one)
            assert not units_of[one] & units_of[other], (form, one, other)


LABELS = sorted(
    (label, concept.properties["unit"][0], concept.name)
    for concept in current().indicator.concepts.values()
    if "unit" in concept.properties
    for label in concept.labels
)


@given(st.sampled_from(LABELS), st.lists(st.sampled_from(NEUTRAL), max_size=3))
def test_link_words_of_scope_and_intent_change_nothing(
    label: tuple[str, str, str], before: list[str]
) -> None:
    words, unit, expected = label
    concept = link.indicator("".join(before) + words, unit).concept
    assert concept is not None
    assert concept.name == expected


@given(
    st.text(alphabet="新增改扩建公办园学位率占比教师、的（）", max_size=12),
    st.sampled_from(sorted(UNITS)),
)
def test_link_is_deterministic_and_its_form_is_stable(words: str, unit: str) -> None:
    found = link.indicator(words, iri(unit))
    link._indicator.cache_clear()
    assert link.indicator(words, iri(unit)) == found
    assert (found.concept is None) == ("名称" not in found.reason)


def test_words_that_can_be_read_in_two_ways_take_no_longer() -> None:
    assert link.indicator("新增学位" + "达到" * 200 + "人数", None).reason == "词表中无此指标"
