"""The noun of an indicator: with its verb, without examples and partners."""

import pytest

from kg.extraction.targets.nouns import plain_noun
from tests.reading import targets


@pytest.mark.parametrize(
    ("indicator", "clause", "noun"),
    [
        ("项目", "建成投用西城片区学校等", "建成投用项目"),
        ("江西飞行学院等高校", "建成江西飞行学院等高校", "建成高校"),
        ("赴华南师范大学等高校招聘教师", "赴华南师范大学等高校招聘教师", "招聘教师"),
        ("与教育部定点联系项目争取设备", "与教育部定点联系项目争取设备", "争取设备"),
        ("普惠性幼儿园覆盖率", "普惠性幼儿园覆盖率", "普惠性幼儿园覆盖率"),
    ],
)
def test_a_noun_says_what_is_counted(indicator: str, clause: str, noun: str) -> None:
    assert plain_noun(indicator, clause) == noun


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("续建第十二小学等3所。", "续建小学"),
        ("营养改善计划覆盖全县85所农村学校。", "营养改善计划覆盖农村学校"),
        ("建成投用西城片区九年制学校等4个项目。", "建成投用项目"),
    ],
)
def test_a_target_is_named_by_what_is_done(text: str, indicator: str) -> None:
    assert [target.indicator for target in targets(text)] == [indicator]


def test_many_partners_in_a_row_take_no_longer() -> None:
    named = "甲乙市" + "、市市" * 200
    assert plain_noun(named, "") == named
