"""Numbers and names that were taken out of a text, all written as X."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean, marks, masks
from kg.records import FaultKind
from tests.reading import targets
from tests.strategies import source


def masked(text: str) -> str:
    return clean(source(text), (marks.unify, masks.unify)).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建学校N所。", "新建学校X所。"),
        ("新建学校[ ]所。", "新建学校XXX所。"),
        ("新建学校（）所。", "新建学校XX所。"),
        ("新建学校（此处省略）所。", "新建学校XXXXXX所。"),
        ("新建学校（具体数字）所。", "新建学校XXXXXX所。"),
        ("投入XX 亿元。", "投入XXX亿元。"),
        ("投入3.xx亿元。", "投入3.XX亿元。"),
        ("投入×.×亿元。", "投入X.X亿元。"),
        ("培训教师……名。", "培训教师XX名。"),
        ("培训教师？？名。", "培训教师XX名。"),
        ("创建#个示范校。", "创建X个示范校。"),
    ],
)
def test_whatever_stands_for_a_number_is_a_mask(text: str, found: str) -> None:
    cleaned = clean(source(text), (marks.unify, masks.unify))
    assert cleaned.text == found
    assert [fault.kind for fault in cleaned.faults] == [FaultKind.MASKED]


@pytest.mark.parametrize(
    "text",
    [
        "完成各项任务……所有学校达标。",
        "加强宣传……人民满意。",
        "抓好落实……项目开工。",
        "落实责任……个别学校整改。",
        "推进STEAMN所课程。",
        "推进AXX课程。",
        "加强管理（略）。",
        "新建学校（含幼儿园）所需资金到位。",
    ],
)
def test_what_only_looks_like_a_mask_is_none(text: str) -> None:
    cleaned = clean(source(text), (marks.unify, masks.unify))
    assert (cleaned.text, cleaned.faults) == (text, ())


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("新建学校N所", "所"),
        ("新建学校[ ]所", "所"),
        ("新建学校（此处省略）所", "所"),
        ("投入资金XX 亿元", "元"),
        ("投入资金3.xx亿元", "元"),
        ("培训教师……名", "名"),
    ],
)
def test_a_masked_target_has_no_value(words: str, unit: str) -> None:
    (target,) = targets(f"桐乡市2023年教育工作要点\n今年{words}。\n")
    assert (target.masked, target.value, target.unit) == (True, None, unit)


PIECES = ["N所", "**学校", "××个", "XX 亿元", "[ ]所", "……名", "3.xx亿元", "新建", "5所", "。", "_"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_a_mask_keeps_its_length_and_guesses_no_digit(text: str) -> None:
    found = masked(text)
    assert len(found) == len(text)
    digits = [(at, sign) for at, sign in enumerate(found) if sign.isdigit()]
    assert digits == [(at, sign) for at, sign in enumerate(text) if sign.isdigit()]
