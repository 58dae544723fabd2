import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import crosses, frequency


@pytest.mark.parametrize("word", ["学校", "教师", "义务教育", "发展"])
def test_a_word_of_the_dictionary_has_its_frequency(word: str) -> None:
    assert frequency(word) > 100


@pytest.mark.parametrize("word", ["", "师教", "校学", "3所", "推进义务"])
def test_what_is_no_word_has_none(word: str) -> None:
    assert frequency(word) == 0


def test_a_common_word_is_more_frequent_than_a_rare_one() -> None:
    assert frequency("学校") > frequency("校舍") > 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("新建学", "校5所"),
        ("推进义", "务教育均衡"),
        ("推进义务教", "育均衡"),
        ("加强教", "师队伍"),
        ("办好幼儿", "园"),
    ],
)
def test_a_word_goes_on_behind_the_edge(left: str, right: str) -> None:
    assert crosses(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("推进义务教育", "均衡发展"),
        ("新建学校", "新增学位"),
        ("新建学校5", "所"),
        ("学校", ""),
        ("", "学校"),
    ],
)
def test_words_that_end_at_the_edge_do_not(left: str, right: str) -> None:
    assert not crosses(left, right)


@given(st.text(alphabet="新建学校幼儿园教师3所。\n", max_size=12), st.integers(0, 12))
def test_an_edge_at_either_end_is_crossed_by_nothing(text: str, at: int) -> None:
    assert not crosses("", text)
    assert not crosses(text, "")
    left, right = text[:at], text[at:]
    if crosses(left, right):
        assert any(
            frequency(text[start:end])
            for start in range(len(left))
            for end in range(len(left) + 1, len(text) + 1)
        )
