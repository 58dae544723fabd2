"""Sentences that do not say themselves whether they tell of what is done: their stretch does."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.course.component import course
from kg.extraction.course.status import PlanYears
from kg.extraction.document import Sentence
from kg.records import Status
from tests.reading import targets

ACHIEVED, PLANNED = Status.ACHIEVED, Status.PLANNED

Told = tuple[str, Status, int | None]


def told(text: str) -> list[Told]:
    """Return of each target of a text its number, its status and its year."""
    return [(str(target.value), target.status, target.year) for target in targets(text)]


@pytest.mark.parametrize(
    "heading", ["三、下一步工作", "三、2023年工作打算", "三、2023年工作思路", "三、今后工作安排"]
)
def test_a_report_is_of_what_is_done_until_a_heading_turns_to_the_future(heading: str) -> None:
    text = (
        "桐乡市教育局2022年工作总结\n"
        "一、建强教师队伍\n招聘教师280名。城区学校交流教师65名。\n"
        "二、改善办学条件\n新建学校4所，新增学位3600个。\n"
        f"{heading}\n招聘教师300名。新建学校2所。\n"
    )
    assert told(text) == [
        ("280", ACHIEVED, 2022),
        ("65", ACHIEVED, 2022),
        ("4", ACHIEVED, 2022),
        ("3600", ACHIEVED, 2022),
        ("300", PLANNED, 2023),
        ("2", PLANNED, 2023),
    ]


@pytest.mark.parametrize(
    "heading", ["2023年主要任务", "工作任务", "目标任务", "重点工作安排", "2023年重点工作"]
)
def test_below_a_heading_of_tasks_a_bare_number_is_planned(heading: str) -> None:
    text = (
        "桐乡市2023年教育工作要点\n一、工作回顾\n2022年，改造操场7个。培训校长45人次。\n"
        f"二、{heading}\n全市新增床位2600个。\n"
    )
    assert told(text) == [
        ("7", ACHIEVED, 2022),
        ("45", ACHIEVED, 2022),
        ("2600", PLANNED, 2023),
    ]


def test_a_report_turns_to_the_future_where_it_says_next() -> None:
    text = (
        "桐乡市教育局2022年工作总结\n"
        "一年来，全市教育系统主要做了以下工作。\n招聘教师280名。培训校长45人次。\n"
        "下一步，我们将新建学校6所。改造操场12个。\n"
    )
    assert told(text) == [
        ("280", ACHIEVED, 2022),
        ("45", ACHIEVED, 2022),
        ("6", PLANNED, 2023),
        ("12", PLANNED, 2023),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("第一部分", "第二部分"), ("一、", "二、"), ("上篇", "下篇")],
)
def test_each_half_of_a_report_and_plan_is_told_by_its_title(before: str, after: str) -> None:
    text = (
        "桐乡市教育局2022年工作总结和2023年工作计划\n"
        f"{before} 2022年工作总结\n新增学位960个。培训教师1200人次。\n"
        f"{after} 2023年工作计划\n新增学位800个。培训教师1500人次。\n"
    )
    assert told(text) == [
        ("960", ACHIEVED, 2022),
        ("1200", ACHIEVED, 2022),
        ("800", PLANNED, 2023),
        ("1500", PLANNED, 2023),
    ]


@pytest.mark.parametrize("past", ["2022年，全市新增学位960个。", "去年，全市新增学位960个。"])
def test_one_sentence_on_the_past_does_not_turn_a_plan_into_a_report(past: str) -> None:
    text = (
        f"桐乡市2023年教育工作要点\n{past}\n"
        "一、扩大学位供给。新建学校5所。\n二、建强教师队伍。招聘教师280名。\n"
        "三、提升教育质量。培育示范校3所。\n"
    )
    assert told(text) == [
        ("960", ACHIEVED, 2022),
        ("5", PLANNED, 2023),
        ("280", PLANNED, 2023),
        ("3", PLANNED, 2023),
    ]


def test_a_plan_comes_back_to_this_year_within_a_paragraph() -> None:
    text = "桐乡市2023年教育工作要点\n2022年全市新增学位960个。今年新建学校5所，招聘教师90名。\n"
    assert told(text) == [
        ("960", ACHIEVED, 2022),
        ("5", PLANNED, 2023),
        ("90", PLANNED, 2023),
    ]


def test_the_news_of_a_meeting_tells_what_was_and_what_is_to_be() -> None:
    text = (
        "桐乡市召开2023年教育工作会议\n来源：桐乡日报\n"
        "本报讯 3月4日，桐乡市召开2023年教育工作会议。"
        "会议回顾，2022年全市新增学位960个，招聘教师120名。"
        "会议部署，2023年将新建学校3所，新增学位1500个。\n"
    )
    assert told(text) == [
        ("960", ACHIEVED, 2022),
        ("120", ACHIEVED, 2022),
        ("3", PLANNED, 2023),
        ("1500", PLANNED, 2023),
    ]


def test_a_stretch_of_what_is_done_keeps_its_year_to_its_end() -> None:
    words = ["2021年，新建学校3所。", "培训教师50名，效果良好。", "今年要新建学校5所。"]
    starts = [sum(map(len, words[:index])) for index in range(len(words))]
    sentences = [
        Sentence(start, start + len(piece), (), 0, start)
        for start, piece in zip(starts, words, strict=True)
    ]
    found = course("".join(words), sentences, PlanYears(2023, 2023), leaning=(0.0, 0.0))
    assert [(found[start].status, found[start].year) for start in starts] == [
        (ACHIEVED, 2021),
        (ACHIEVED, 2021),
        (PLANNED, None),
    ]


@given(st.lists(st.sampled_from(["新建学校3所。", "去年招生90人。", "将办班4期。"]), max_size=12))
def test_every_sentence_is_told_to_be_done_or_planned(words: list[str]) -> None:
    starts = [sum(map(len, words[:index])) for index in range(len(words))]
    sentences = [
        Sentence(start, start + len(piece), (), start, start)
        for start, piece in zip(starts, words, strict=True)
    ]
    found = course("".join(words), sentences, PlanYears(2023, 2023))
    assert list(found) == starts
    assert all(said.year is None for said in found.values() if said.status is PLANNED)
    assert {said.year for said in found.values()} <= {None, 2022}


def test_a_report_of_many_numbers_stays_one_without_a_word_of_the_past() -> None:
    names = ["一、学前教育", "二、义务教育", "三、高中教育", "四、职业教育", "五、师资队伍"]
    text = "桐乡市教育局2021年工作总结\n" + "".join(
        f"{name}\n新建学校{number}所。投入资金{number}00万元。\n"
        for number, name in enumerate(names, 2)
    )
    found = targets(text)
    assert [target.value for target in found[::2]] == [Decimal(n) for n in range(2, 7)]
    assert {(target.status, target.year) for target in found} == {(ACHIEVED, 2021)}
