"""One form for every mark, digit and blank, none of them moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean, marks
from tests.strategies import TEXTS, source


def unified(text: str) -> str:
    return clean(source(text), (marks.unify,)).text


@given(TEXTS)
def test_no_offset_changes(text: str) -> None:
    assert len(unified(text)) == len(text)


@given(TEXTS)
def test_what_has_one_form_keeps_it(text: str) -> None:
    once = unified(text)
    if once.count("。") == text.count("。"):
        assert len(unified(once)) == len(once)
        assert not set(unified(once)) & set("％＋～〞〝「」〔〕［］０１２３ＡＢ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入13。7亿元。", "投入13.7亿元。"),
        ("巩固率达到97。5%。", "巩固率达到97.5%。"),
        ("投入13．7亿元。", "投入13.7亿元。"),
        ("投入2。亿元。", "投入2.亿元。"),
        ("新建学校5所。7名教师到岗。", "新建学校5所。7名教师到岗。"),
        ("完成率100%。20所学校开工。", "完成率100%。20所学校开工。"),
        ("工作于2023。2024年继续。", "工作于2023。2024年继续。"),
    ],
)
def test_a_full_stop_inside_a_number_is_a_decimal_point(text: str, found: str) -> None:
    assert unified(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("培训21，306人次。", "培训21,306人次。"),
        ("校舍12，500平方米。", "校舍12,500平方米。"),
        ("新增学位1，200个，招聘90名。", "新增学位1,200个，招聘90名。"),
        ("新建5所，120名教师到岗。", "新建5所，120名教师到岗。"),
        ("投入3.5，200所学校受益。", "投入3.5，200所学校受益。"),
        ("到2025，120所学校达标。", "到2025，120所学校达标。"),
    ],
)
def test_a_wide_comma_inside_a_number_parts_its_thousands(text: str, found: str) -> None:
    assert unified(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二〇二三年", "2023年"),
        ("二○二三年", "2023年"),
        ("二零二五年", "2025年"),
        ("二OO八年", "2008年"),
        ("二０二三年", "2023年"),
        ("二十三年", "二十三年"),
        ("第二〇二三号", "第二〇二三号"),
    ],
)
def test_a_year_in_chinese_digits_is_one_in_arabic(text: str, found: str) -> None:
    assert unified(text) == found


@given(st.integers(2000, 2099))
def test_any_year_of_this_century_is_read(year: int) -> None:
    written = str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert unified(f"{written}年工作要点") == f"{year}年工作要点"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建学校　　所　　3", "新建学校\t\t所\t\t3"),
        ("指标　2020年　2025年", "指标\t2020年\t2025年"),
        ("　　一、提升质量", "  一、提升质量"),
        ("新建　学校", "新建 学校"),
        ("\t新建学校\t所\t3", " 新建学校\t所\t3"),
    ],
)
def test_wide_blanks_part_cells_where_a_line_has_several(text: str, found: str) -> None:
    assert unified(text) == found


def test_doubled_angles_are_the_marks_of_a_title() -> None:
    text = "落实<<保育指南>>和〈〈评价指南〉〉。"
    assert clean(source(text), [marks.unify]).text == "落实 《保育指南》 和 《评价指南》 。"
