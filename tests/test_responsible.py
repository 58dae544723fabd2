"""The departments that a plan names for a heading or a measure, and where it does so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.structure.component import outline
from tests.reading import sections

TITLE = "桐乡市2023年教育工作要点\n"


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each section of a text with its departments."""
    return [(section.title, section.responsible) for section, _ in sections(TITLE + text)]


@pytest.mark.parametrize(
    "words",
    [
        "一、扩大学位（责任科室：规划科、基建科）\n新建学校3所。\n",
        "一、扩大学位。新建学校3所。（责任科室：规划科、基建科）\n",
        "一、扩大学位\n新建学校3所。\n责任单位：规划科、基建科\n",
        "一、扩大学位\n新建学校3所。（牵头单位：规划科；配合单位：基建科）\n",
        "一、扩大学位\n新建学校3所。[责任部门：规划科，基建科]\n",
        "一、扩大学位\n新建学校3所。责任股室：规划科、基建科 完成时限：12月底\n",
        "一、扩大学位\n新建学校3所。\n牵头科室：规划科\n配合科室：规划科、基建科\n",
    ],
)
def test_departments_are_read_wherever_they_are_named(words: str) -> None:
    assert named(words) == [("扩大学位", ("规划科", "基建科"))]


def test_departments_belong_to_the_innermost_measure() -> None:
    text = (
        "一、扩大学位（牵头单位：规划科）\n"
        "1.新建学校。新建学校3所。（责任科室：基建科）\n"
        "2.改造操场。改造操场6个。\n责任科室：体卫艺科\n"
        "二、建强队伍\n招聘教师90名。\n"
    )
    assert named(text) == [
        ("扩大学位", ("规划科",)),
        ("新建学校", ("基建科",)),
        ("改造操场", ("体卫艺科",)),
        ("建强队伍", ()),
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("各县（市、区）教育局、规划科", ("各县（市、区）教育局", "规划科")),
        ("各镇（街道）中心学校", ("各镇（街道）中心学校",)),
        ("市教育局、市财政局，市人社局", ("市教育局", "市财政局", "市人社局")),
        ("规划科、规划科", ("规划科",)),
    ],
)
def test_a_comma_in_brackets_parts_no_names(names: str, found: tuple[str, ...]) -> None:
    assert named(f"一、扩大学位\n新建学校3所。（责任单位：{names}）\n") == [("扩大学位", found)]


@pytest.mark.parametrize(
    "words",
    [
        "责任人：王小明",
        "责任领导：王小明",
        "分管领导：李华；联系人：张三",
        "责任单位：各科室负责人王小明",
        "完成时限：12月底",
    ],
)
def test_persons_and_deadlines_are_not_kept(words: str) -> None:
    assert named(f"一、扩大学位\n新建学校3所。（{words}）\n") == [("扩大学位", ())]


def test_a_person_beside_a_department_is_left_out() -> None:
    text = "一、扩大学位\n新建学校3所。（责任领导：王小明，责任科室：规划科；责任人：李华）\n"
    assert named(text) == [("扩大学位", ("规划科",))]


def test_a_label_above_all_headings_belongs_to_none() -> None:
    assert named("责任科室：规划科\n新建学校3所。\n一、建强队伍\n招聘教师90名。\n") == [
        ("建强队伍", ())
    ]


def test_each_department_is_shown_where_it_stands() -> None:
    text = f"{TITLE}一、扩大学位\n新建学校3所。（牵头单位：规划科;配合单位：人事科、财务科）\n"
    ((_, fact),) = sections(text)
    assert [(item.span.quote, item.shows) for item in fact.evidence] == [
        ("牵头单位：规划科", "牵头单位：规划科"),
        ("配合单位：人事科、财务科", "配合单位：人事科、财务科"),
    ]
    for item in fact.evidence:
        assert text[item.span.start : item.span.end] == item.span.quote


NAMES = st.lists(
    st.sampled_from(["规划科", "人事科", "各县（市、区）教育局", "教研室", "财务结算中心"]),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(NAMES, st.sampled_from("、，"), st.sampled_from(["责任科室", "牵头单位", "配合部门"]))
def test_any_list_of_departments_is_read_back_in_its_order(
    names: list[str], mark: str, label: str
) -> None:
    text = f"一、扩大学位。新建学校3所。（{label}：{mark.join(names)}）\n二、强师。\n"
    first, second = outline(text, ((0, len(text)),)).headings
    assert (first.section.responsible, second.section.responsible) == (tuple(names), ())
    (hint,) = first.hints
    assert text[hint.start : hint.end] == f"{label}：{mark.join(names)}"
