"""Below a heading of basic figures only rates and what a program has given count."""

import pytest

from tests.reading import targets

TITLE = "桐乡市2023年教育工作总结\n一、基本情况\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市有学校46所，在校学生6.8万人。", []),
        ("九年义务教育巩固率为100%，公办园在园幼儿占比40.75%。", ["100", "40.75"]),
        ("国培计划入选3人，全市有教师5600人。", ["3"]),
        ("新建幼儿园3所。", ["3"]),
    ],
)
def test_among_basic_figures_rates_and_programs_count(text: str, found: list[str]) -> None:
    assert [str(target.value) for target in targets(TITLE + text + "\n")] == found


def test_numbers_of_problems_are_no_targets() -> None:
    assert targets("桐乡市2023年教育工作总结\n二、存在问题\n缺少教师120人，缺口率8%。\n") == []
