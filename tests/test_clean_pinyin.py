"""Pinyin in brackets, behind its character or in the place of one."""

import pytest

from kg.clean import clean, pinyin
from kg.records import FaultKind
from tests.strategies import source


def stripped(text: str) -> str:
    return clean(source(text), (pinyin.strip,)).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加强教(shi)队伍建设。", "加强教师队伍建设。"),
        ("培训(jiao)师300名。", "培训教师300名。"),
        ("扩大优质教育资(yuan)覆盖面。", "扩大优质教育资源覆盖面。"),
        ("推进义务教（yu）均衡。", "推进义务教育均衡。"),
        ("新建幼(you)儿园3所。", "新建幼儿园3所。"),
        ("新建幼( ér )园3所。", "新建幼儿园3所。"),
    ],
)
def test_a_syllable_in_the_place_of_its_character_becomes_it(text: str, found: str) -> None:
    cleaned = clean(source(text), (pinyin.strip,))
    assert cleaned.text == found
    assert [fault.kind for fault in cleaned.faults] == [FaultKind.PINYIN]


@pytest.mark.parametrize("text", ["开展(shi)工作。", "落实(de)任务。", "推进(qqq)改革。"])
def test_a_syllable_that_could_be_several_characters_stays(text: str) -> None:
    cleaned = clean(source(text), (pinyin.strip,))
    assert (cleaned.text, cleaned.faults) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "认读“重(zhòng)”字。",
        "学会ā(a)、ō(o)的发音。",
        "推广智慧教育平台(app)。",
        "推进信息化(ICT)应用。",
    ],
)
def test_a_lesson_and_a_name_in_latin_letters_are_left_alone(text: str) -> None:
    assert stripped(text) == text


def test_a_restored_character_stands_in_the_place_of_its_syllable() -> None:
    text = "加强教(shi)队伍建设，新建学校3所。"
    found = clean(source(text), (pinyin.strip,))
    at = found.text.index("师")
    assert found.source_span(at, at + 1).quote == "(shi)"
    at = found.text.index("3所")
    assert found.source_span(at, at + 2).quote == "3所"


def test_a_remark_on_a_character_goes() -> None:
    text = "办(繁體:辦)好学前教育，发（繁:發）展特殊教育。"
    assert clean(source(text), [pinyin.strip]).text == "办好学前教育，发展特殊教育。"
