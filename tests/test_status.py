"""What the words around a number say: done or intended, for which year, how firmly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.course.status import (
    PlanYears,
    Said,
    Told,
    commitment,
    heading_status,
    looks_back,
    past_year,
    quantity,
    status,
    year_of,
)
from kg.records import Commitment, Quantity, Status
from tests.reading import targets

ACHIEVED, PLANNED = Status.ACHIEVED, Status.PLANNED
YEARS = PlanYears(2023, 2023)
TITLE = "桐乡市2023年教育工作要点\n"
NEXT = str.maketrans("一1①", "二2②")


def said(sentence: str, *path: str) -> Said:
    return Said(sentence.rpartition("，")[2], sentence, sentence, path)


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("去年，全市新建学校3所。", 2022),
        ("去年全市新建学校3所。", 2022),
        ("上年度全市完成新建学校3所。", 2022),
        ("过去一年，全市新建学校3所。", 2022),
        ("2022年，全市新建学校3所。", 2022),
        ("截至2021年，全市已新建学校3所。", 2021),
        ("“十三五”期间，全市新建学校3所。", 2020),
        ("“十三五”以来，全市累计新建学校3所。", 2020),
        ("“十二五”期间，全市新建学校3所。", 2015),
    ],
)
def test_an_achievement_has_the_year_of_which_it_is_told(sentence: str, year: int) -> None:
    (target,) = targets(TITLE + sentence + "\n")
    assert (target.indicator, target.status, target.year) == ("新建学校", ACHIEVED, year)


@pytest.mark.parametrize("number", ["（一）", "一、", "1.", "1、", "（1）", "①", "一是"])
def test_a_number_before_a_sentence_does_not_hide_its_year(number: str) -> None:
    found = targets(
        f"{TITLE}{number}2021年，全市改造操场6个。\n"
        f"{number.translate(NEXT)}聘请校外辅导员40名。\n三、到2026年，改造厕所9座。\n"
    )
    assert [(target.indicator, target.status, target.year) for target in found] == [
        ("改造操场", ACHIEVED, 2021),
        ("校外辅导员", PLANNED, 2023),
        ("改造厕所", PLANNED, 2026),
    ]


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("到2025年，普惠园覆盖率达到90%；公办园占比达到60%。", [2025, 2025]),
        ("2025年，普惠园覆盖率达到90%，公办园占比达到60%。", [2025, 2025]),
        ("到2024年底，新建学校3所。今年新建幼儿园2所。", [2024, 2023]),
        ("2024年前普及高中教育，毛入学率达到93%。", [2023]),
        ("新增学位较2023年增加500个。", [2023]),
        ("公办园占比在2022年的基础上提高3个百分点。", [2023]),
        ("落实《桐乡市教育规划（2023—2035年）》，新建学校3所。", [2023]),
        ("2023年、2024年分别遴选示范学校20所、30所。", [2023, 2024]),
    ],
)
def test_a_deadline_holds_for_its_own_clause_or_goes_on(sentence: str, years: list[int]) -> None:
    found = targets(TITLE + sentence + "\n")
    assert [target.year for target in found] == years
    assert {target.status for target in found} == {PLANNED}


def test_a_deadline_inside_a_clause_is_none_for_the_next() -> None:
    (rate,) = targets("桐乡市2017年教育工作要点\n2018年前普及高中教育，毛入学率达到93%。\n")
    assert (rate.status, rate.year) == (PLANNED, 2017)


def test_each_of_several_years_has_its_own_number() -> None:
    found = targets(TITLE + "2023年、2024年、2025年分别新建幼儿园6所、8所、10所。\n")
    assert [(target.year, str(target.value)) for target in found] == [
        (2023, "6"),
        (2024, "8"),
        (2025, "10"),
    ]


def test_money_that_is_asked_for_is_no_intention_of_a_report() -> None:
    text = "桐乡市教育局2022年工作总结\n争取上级资金1200万元，新建学校3所。\n"
    assert [(t.indicator, t.status) for t in targets(text)] == [
        ("上级资金", ACHIEVED),
        ("新建学校", ACHIEVED),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("已新建学校", ACHIEVED),
        ("将新建学校", PLANNED),
        ("计划新建学校", PLANNED),
        ("超额完成年度计划，新建学校", PLANNED),
        ("实施特岗计划，已招聘", ACHIEVED),
        ("去年已建3所，今年计划再建", PLANNED),
        ("在去年完成3所的基础上，新建", PLANNED),
        ("将累计建成", PLANNED),
        ("累计建成", ACHIEVED),
        ("培训了", PLANNED),
        ("到2025年，建成", PLANNED),
        ("到2021年，建成", PLANNED),
        ("即将竣工", PLANNED),
        ("主要招收", PLANNED),
    ],
)
def test_the_last_word_of_doing_or_intending_decides(sentence: str, expected: Status) -> None:
    assert status(said(sentence), YEARS) is expected


def test_a_silent_sentence_is_what_its_heading_says_or_what_it_is_told_to_be() -> None:
    silent = "新建学校"
    assert status(said(silent, "2022年工作回顾"), YEARS) is ACHIEVED
    assert status(said(silent, "2022年工作回顾"), YEARS, Told(PLANNED)) is ACHIEVED
    assert status(said(silent, "2023年工作打算"), YEARS, Told(ACHIEVED)) is PLANNED
    assert status(said(silent, "扩大学位"), YEARS, Told(ACHIEVED)) is ACHIEVED
    assert status(said(silent, "扩大学位"), YEARS) is PLANNED


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2022年工作回顾", ACHIEVED),
        ("主要工作成效", ACHIEVED),
        ("“十三五”发展成就", ACHIEVED),
        ("下一步工作打算", PLANNED),
        ("重点任务", PLANNED),
        ("2023年主要任务", PLANNED),
        ("工作任务", PLANNED),
        ("2023年重点工作", PLANNED),
        ("2023年主要工作", PLANNED),
        ("主要工作", None),
        ("2022年主要工作", ACHIEVED),
        ("目标任务完成情况", ACHIEVED),
        ("2023年主要任务完成情况", ACHIEVED),
        ("全面完成目标任务", None),
        ("2022年工作总结和2023年工作计划", None),
        ("推广典型经验，提升工作成效", None),
        ("扩大优质资源", None),
    ],
)
def test_a_heading_says_of_all_below_it_what_it_tells(
    heading: str, expected: Status | None
) -> None:
    assert heading_status(heading, YEARS) is expected


@given(st.integers(2023, 2035))
def test_a_year_ahead_is_the_deadline_and_one_before_is_none(year: int) -> None:
    assert year_of(PLANNED, said(f"到{year}年覆盖率"), YEARS) == year
    assert year_of(PLANNED, said(f"较{year}年提高"), YEARS) == 2023
    assert year_of(PLANNED, said(f"{year - 23}年的覆盖率"), YEARS) == 2023


def test_an_achievement_without_a_year_has_the_one_reported_on() -> None:
    assert year_of(ACHIEVED, said("已建成"), PlanYears(2023, 2023, 2022)) == 2022
    assert year_of(ACHIEVED, said("已建成"), YEARS, Told(ACHIEVED, 2021)) == 2021
    assert year_of(ACHIEVED, said("已建成"), YEARS) is None


def test_the_years_of_a_text_without_a_plan_are_those_it_states() -> None:
    assert year_of(PLANNED, said("到2025年覆盖率"), None) == 2025
    assert year_of(PLANNED, said("覆盖率"), None) is None
    assert past_year("去年新建学校3所", None) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("会议总结，2022年新建学校3所", 2022),
        ("去年新建学校3所", 2022),
        ("“十三五”期间新建学校3所", 2020),
        ("2022年底前新建学校3所", None),
        ("2022年的覆盖率", None),
        ("“十四五”期间新建学校3所", None),
        ("较去年增加3所", None),
    ],
)
def test_a_sentence_says_of_which_past_year_it_tells(text: str, year: int | None) -> None:
    assert past_year(text, YEARS) == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年，新建学校3所", True),
        ("截至2022年新建学校3所", True),
        ("2023年，新建学校3所", False),
        ("2022年启动的改造工程", False),
        ("新建学校3所，2022年", False),
        ("“十三五”时期", True),
        ("“十四五”时期", False),
    ],
)
def test_a_text_looks_back_that_opens_with_a_past_year(text: str, expected: bool) -> None:
    assert looks_back(text, 2023) is expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("确保公办园占比", Commitment.ENSURE),
        ("必须配齐专职保安", Commitment.ENSURE),
        ("力争公办园占比", Commitment.STRIVE),
        ("争创示范校", Commitment.STRIVE),
        ("公办园占比达到", None),
    ],
)
def test_a_clause_says_how_firm_it_is(clause: str, expected: Commitment | None) -> None:
    assert commitment(clause) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("毛入园率提高", Quantity.INCREASE),
        ("毛入园率提高到", Quantity.LEVEL),
        ("大班额减少了", Quantity.DECREASE),
        ("大班额下降至", Quantity.LEVEL),
        ("新增学位", Quantity.LEVEL),
    ],
)
def test_a_change_is_no_level(before: str, expected: Quantity) -> None:
    assert quantity(before, ratio=False) is expected
    assert quantity(before, ratio=True) is Quantity.RATIO
