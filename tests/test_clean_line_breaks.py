"""Broken lines are joined, blanks inside numbers go, headings and tables stay as they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean, line_breaks, marks
from tests.strategies import source

REST = "。\n二、保障安全\n开展演练。\n"


def joined(text: str) -> str:
    return clean(source(text), (marks.unify, line_breaks.join)).text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("全市要坚持立德树人，推进义务教育优质均衡发", "展，新建学校5所"),
        ("扩大资源，新建幼儿", "园5所"),
        ("全市新建幼儿园1", "2所"),
        ("全市新增学位90", "0个"),
        ("全市毛入园率达到98.", "5%以上"),
        ("全市毛入园率达到98", ".5%以上"),
        ("全市投入资金3.2", "万元"),
        ("推进县域内义务教育学校布局调整，今年全县新增学位", "3200个"),
    ],
)
def test_a_break_inside_a_word_or_a_number_goes(left: str, right: str) -> None:
    assert joined(f"{left}\n{right}{REST}") == f"{left}{right}{REST}"
    assert joined(f"{left} \r\n {right}{REST}") == f"{left}{right}{REST}"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("一、扩大学前教育资源", "二、强化教师队伍"),
        ("扩大优质教育资源", "（一）学前教育"),
        ("加强教师教育", "育人为本抓德育"),
        ("切实保障校园安全", "1.开展演练6次"),
        ("目标任务", "3200个学位建成"),
        ("一、推进县域内义务教育学校布局调整工作任务", "3200个学位建成"),
        ("联系电话0573", "二、强化教师队伍"),
    ],
)
def test_a_heading_is_joined_to_nothing(line: str, following: str) -> None:
    text = f"{line}\n{following}\n开展演练。\n"
    assert joined(text) == text


def test_a_heading_between_broken_lines_stays_alone() -> None:
    text = (
        "（一）扩大学前教育资源\n"
        "新建公办幼儿园6所，改扩建农村幼\n儿园9所，增加学位两千余个，公办园\n"
        "占比达到五成以上。\n"
        "（二）推进义务教育均衡\n"
        "推进城乡义务教育一体化发展和学区\n化集团化办学，新建学校3所，改造薄\n弱学校9所。\n"
    )
    assert joined(text) == (
        "（一）扩大学前教育资源\n"
        "新建公办幼儿园6所，改扩建农村幼儿园9所，增加学位两千余个，公办园占比达到五成以上。\n"
        "（二）推进义务教育均衡\n"
        "推进城乡义务教育一体化发展和学区化集团化办学，新建学校3所，改造薄弱学校9所。\n"
    )


@given(st.integers(1000, 999999), st.data())
def test_a_number_broken_anywhere_is_whole_again(number: int, data: st.DataObject) -> None:
    digits = str(number)
    at = data.draw(st.integers(1, len(digits) - 1))
    broken = f"全市新增学位{digits[:at]}\n{digits[at:]}个{REST}"
    found = clean(source(broken), (marks.unify, line_breaks.join))
    assert found.text == f"全市新增学位{digits}个{REST}"
    start = found.text.index(digits)
    quote = found.source_span(start, start + len(digits)).quote
    assert quote == f"{digits[:at]}\n{digits[at:]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增学位32 00个。", "新增学位3200个。"),
        ("在编教师1 200名。", "在编教师1200名。"),
        ("新建学校1 2所。", "新建学校12所。"),
        ("占比9 8.5 %。", "占比98.5%。"),
        ("占比98 .5% 以上。", "占比98.5%以上。"),
        ("投入3.2万 元。", "投入3.2万元。"),
        ("新建 5所学校。", "新建5所学校。"),
    ],
)
def test_a_blank_inside_a_number_goes(text: str, found: str) -> None:
    assert joined(text) == found


def test_a_text_with_a_blank_on_both_sides_of_every_number_loses_them() -> None:
    text = "新建 3 座场馆，购置 40 架钢琴，招收 5 批学员，办展 8 轮。"
    assert joined(text) == "新建3座场馆，购置40架钢琴，招收5批学员，办展8轮。"


@pytest.mark.parametrize(
    "line",
    [
        "学前三年毛入园率（%） 87.1 92以上 预期性",
        "高中毛入学率（%） 90 94",
        "新增学位 1200个 3000个 约束性",
        "新建学校（所） — 12 预期性",
        "指标 2020年 2025年 属性",
        "1\t在园幼儿数\t万人\t1.2\t1.5",
        "指标：学历合格率 单位：% 2022年实际值：95.2 2024年目标值：≥97",
        "指标：婴幼儿托位 单位：个 2023年完成值：8215 2024年目标值：8600",
    ],
)
def test_the_cells_of_a_row_stay_apart(line: str) -> None:
    for text in (f"{line}\n", f"公办园占比 45 55\n{line}\n新建学校9\n0所。\n"):
        assert f"{line}\n" in joined(text)


VALUES = st.decimals(0, 100, allow_nan=False, places=1).map(abs)
ROWS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=12)


@given(ROWS, st.sampled_from([" ", "\t", "  "]))
def test_a_table_of_any_numbers_is_left_as_it_is(
    values: list[tuple[Decimal, Decimal]], edge: str
) -> None:
    lines = [edge.join(["公办园占比（%）", str(base), str(goal)]) for base, goal in values]
    text = "".join(f"{line}\n" for line in lines)
    cells = [line.split() for line in joined(text).splitlines()]
    assert cells == [line.split() for line in lines]


def test_numbers_that_a_page_set_on_lines_of_their_own_are_joined() -> None:
    text = "贷款\n982.3\n万元，惠及学生\n316\n人，新建幼儿园\n4\n所。\n"
    assert joined(text) == "贷款982.3万元，惠及学生316人，新建幼儿园4所。\n"


def test_one_number_alone_on_a_line_stays_there() -> None:
    assert joined("学校\n316\n人员\n") == "学校\n316\n人员\n"
