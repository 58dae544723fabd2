"""A number belongs to the program that its clause, its sentence or its heading is about."""

import pytest

from tests.reading import targets

TITLE = "桐乡市2023年教育工作要点\n"


def programs(text: str) -> list[str | None]:
    return [target.program for target in targets(f"{TITLE}{text}\n")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“双减”，校外培训机构压减90%以上。", ["双减"]),
        ("课后服务覆盖率达到100%。", ["课后服务"]),
        ("实施“青桐”计划，五年培养骨干教师300名。", ["青桐计划"]),
    ],
)
def test_a_number_belongs_to_the_program_in_its_words_or_before_it(
    text: str, found: list[str | None]
) -> None:
    assert programs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "实施“数智桐乡”行动，建成智慧校园示范校12所，教师培训率达到95%。",
            ["智慧校园示范校", "数智桐乡行动"],
        ),
        ("建成智慧校园示范校12所，教师培训率达到95%。", ["智慧校园示范校", None]),
        (
            "建成智慧校园示范校12所，每校补助10万元。",
            ["智慧校园示范校", "智慧校园示范校"],
        ),
    ],
)
def test_a_thing_that_is_counted_owns_its_number_alone(text: str, found: list[str | None]) -> None:
    assert programs(text) == found


def test_a_heading_that_is_a_program_owns_the_numbers_below_it() -> None:
    text = "一、强师\n（一）实施“青桐”计划\n新建宿舍3幢。\n（二）推进均衡\n新建学校2所。"
    assert programs(text) == ["青桐计划", None]


@pytest.mark.parametrize("opening", ["（一）深化“双减”。", "1.深化“双减”：", "一是“双减”工作。"])
def test_a_paragraph_that_opens_with_a_program_is_about_it(opening: str) -> None:
    assert programs(f"{opening}压减机构9家。培训教师300人。") == ["双减", "双减"]


def test_a_paragraph_that_opens_with_more_is_not_about_its_programs_alone() -> None:
    text = "坚持立德树人，深化“双减”，推进学校体育和艺术教育改革。新建运动场9个。"
    assert programs(text) == [None]


def test_a_semicolon_ends_what_a_program_owns() -> None:
    assert programs("落实“双减”，压减机构9家；新建幼儿园3所。") == ["双减", None]
