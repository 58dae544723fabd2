"""A cost, a share or a rate belongs to the thing that the words before it name."""

import pytest

from kg.records import Target
from tests.reading import extracted, targets

TITLE = "桐乡市2023年教育工作要点\n"


def indicators(text: str) -> list[str]:
    return [target.indicator for target in targets(f"{TITLE}{text}\n")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建体育馆1座，总投资3.9亿元。", ["新建体育馆", "新建体育馆总投资"]),
        ("实施青云小学扩建工程，总投资3.9亿元。", ["青云小学扩建工程总投资"]),
        (
            "新建幼儿园6所，建筑面积2.4万平方米。",
            ["新建幼儿园", "新建幼儿园建筑面积"],
        ),
        ("招聘教师135名，完成率135%。", ["招聘教师", "招聘教师完成率"]),
        ("举办校长培训班6期，每期3个月。", ["校长培训班", "校长培训班每期"]),
        ("交流教师160名，占应交流教师的15%。", ["交流教师", "交流教师占应交流教师的"]),
    ],
)
def test_a_noun_that_says_too_little_alone_takes_what_is_named_before_it(
    text: str, found: list[str]
) -> None:
    assert indicators(text) == found


@pytest.mark.parametrize("heading", ["二、县一中迁建", "二、推进县一中迁建", "（一）县一中迁建"])
def test_a_cost_that_opens_a_paragraph_is_that_of_the_heading(heading: str) -> None:
    assert indicators(f"一、强师\n{heading}\n总投资2亿元。") == ["县一中迁建总投资"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增学位7410个，其中城区5400个。", ["新增学位", "城区新增学位"]),
        ("新增学位7410个，其中：城区5400个。", ["新增学位", "城区新增学位"]),
        (
            "招聘教师200名，其中幼儿园80名、小学60名。",
            ["招聘教师", "幼儿园招聘教师", "小学招聘教师"],
        ),
        (
            "新增学位7410个，其中新增公办园学位5400个。",
            ["新增学位", "新增公办园学位"],
        ),
    ],
)
def test_a_part_counts_what_the_whole_does(text: str, found: list[str]) -> None:
    assert indicators(text) == found


def test_a_part_is_told_from_the_whole() -> None:
    whole, part = targets(f"{TITLE}新增学位7410个，其中城区5400个。\n")
    assert (whole.part_of, part.part_of) == (None, "其中")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建体育馆1座，改造操场12个。", ["新建体育馆", "改造操场"]),
        ("招聘教师135名，教师本科率98%。", ["招聘教师", "教师本科率"]),
        ("总投资3.9亿元。", ["总投资"]),
        ("力争增长，总投资3.9亿元。", ["总投资"]),
    ],
)
def test_what_says_enough_or_has_nothing_before_it_stays_as_it_is(
    text: str, found: list[str]
) -> None:
    assert indicators(text) == found


def test_money_is_for_what_it_is_spent_on() -> None:
    assert indicators("投入1.2亿元用于改造农村校舍，举办培训班6期。") == [
        "改造农村校舍投入",
        "培训班",
    ]


def test_the_quote_of_a_rate_holds_the_whole_word() -> None:
    facts = extracted(f"{TITLE}招聘教师135名，完成率135%，整改率达到100%。\n").facts
    quotes = [fact.span.quote for fact in facts if isinstance(fact.content, Target)]
    assert quotes == ["招聘教师135名", "完成率135%", "整改率达到100%"]
