"""The numbers of pages in the midst of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean, page_breaks
from kg.records import FaultKind
from tests.strategies import source


def joined(text: str) -> str:
    return clean(source(text), (page_breaks.join,)).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "完成任务。\n3、二、下半年工作安排\n新建学校。",
            "完成任务。\n二、下半年工作安排\n新建学校。",
        ),
        ("完成任务。\n12、（二）强师\n", "完成任务。\n（二）强师\n"),
    ],
)
def test_the_number_of_a_page_before_that_of_a_heading_goes(text: str, found: str) -> None:
    cleaned = clean(source(text), (page_breaks.join,))
    assert cleaned.text == found
    assert [fault.kind for fault in cleaned.faults] == [FaultKind.PAGE_NUMBERS]


@pytest.mark.parametrize("line", ["- 3 -", "— 3 —", "—3—", "第3页", "第 3 页 共9页", "· 3 ·"])
@pytest.mark.parametrize("edge", ["\n", "\n\n", "\n \n", "\r\n"])
def test_a_page_number_between_blank_lines_cuts_no_sentence(line: str, edge: str) -> None:
    text = f"推进集团化办学，扩大优质资源{edge}{line}{edge}覆盖面，新建学校3所。\n"
    assert joined(text) == "推进集团化办学，扩大优质资源覆盖面，新建学校3所。\n"


def test_a_heading_behind_a_page_number_keeps_its_line() -> None:
    text = "新建学校3所\n- 3 -\n二、下半年工作\n开展演练。\n"
    assert joined(text) == "新建学校3所\n二、下半年工作\n开展演练。\n"


def test_a_number_alone_on_a_line_goes_where_it_cuts_a_sentence() -> None:
    assert joined("改善办学条\n 5 \n件，新建学校3所。\n") == "改善办学条件，新建学校3所。\n"


@pytest.mark.parametrize(
    "text",
    [
        "完成任务。\n3、改善办学条件。\n",
        "新建学校（所）\n5\n3\n",
        "工作要点\n2023\n一、扩大学位\n",
        "占比\n-5-8\n之间\n",
    ],
)
def test_a_number_that_counts_or_measures_stays(text: str) -> None:
    cleaned = clean(source(text), (page_breaks.join,))
    assert (cleaned.text, cleaned.faults) == (text, ())


@given(st.integers(1, 999), st.integers(1, 20))
def test_a_sentence_is_whole_wherever_its_page_ends(page: int, at: int) -> None:
    sentence = "推进集团化办学和扩大优质资源覆盖面并新建学校三所。"
    text = f"{sentence[:at]}\n- {page} -\n{sentence[at:]}\n"
    assert joined(text) == f"{sentence}\n"


def test_numbers_alone_on_lines_that_do_not_ascend_are_no_pages() -> None:
    text = "贫困生补助\n225\n万元，建成周转房\n90\n套，新建幼儿园\n4\n所。\n"
    assert joined(text).replace("\n", "") == text.replace("\n", "")
