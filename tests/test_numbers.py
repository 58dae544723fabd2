from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract.numbers import chinese_integer, numbers, plain_value


@pytest.mark.parametrize(
    ("text", "value", "value_max", "percent"),
    [
        ("3.1万", "31000", None, False),
        ("1,100万", "11000000", None, False),
        ("12万5千", "125000", None, False),
        ("3.7804亿", "378040000", None, False),
        ("二十三", "23", None, False),
        ("一千八百六十", "1860", None, False),
        ("88%", "88", None, True),
        ("百分之九十八", "98", None, True),
        ("百分之九十八点五", "98.5", None, True),
        ("百分之百", "100", None, True),
        ("三分之一", "33.33", None, True),
        ("三分之二", "66.67", None, True),
        ("一半", "50", None, True),
        ("七成五以上", "75", None, True),
        ("2/3", "66.67", None, True),
        ("9800余万", "98000000", None, False),
        ("2—3", "2", "3", False),
        ("2至3万", "20000", "30000", False),
        ("85%-90%", "85", "90", True),
        ("2~3", "2", "3", False),
    ],
)
def test_a_number_has_its_value(
    text: str, value: str, value_max: str | None, percent: bool
) -> None:
    (number,) = numbers(f"达到{text}。")
    assert number.value == Decimal(value)
    assert number.value_max == (Decimal(value_max) if value_max else None)
    assert number.percent is percent


@pytest.mark.parametrize("text", ["XX", "XXX万", "1XX", "X.X亿"])
def test_a_masked_number_has_no_value(text: str) -> None:
    (number,) = numbers(f"新建{text}所")
    assert number.masked
    assert number.value is None


@pytest.mark.parametrize("text", ["百", "千万", "万亿", "AI2", "v1.2.3"])
def test_what_is_no_number_is_passed_over(text: str) -> None:
    assert list(numbers(text)) == []


@given(st.integers(0, 10**12), st.integers(0, 9999))
def test_arabic_values_are_exact(whole: int, fraction: int) -> None:
    assert plain_value(f"{whole}.{fraction:04}") == Decimal(f"{whole}.{fraction:04}")
    assert plain_value(f"{whole:,}") == whole


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese_integer(_written(number)) == number


def _written(number: int) -> str:
    """Write a number below ten thousand the way plans do: 一千零二十."""
    digits = f"{number:04}"
    words = ""
    for digit, power in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit != "0":
            words += "零一二三四五六七八九"[int(digit)] + power
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


@example("一亿二")
@given(st.text(alphabet="0123456789.,%万亿千百十一二三X—-至：分之半 个所", max_size=40))
def test_any_mixture_is_read_without_error_and_in_order(text: str) -> None:
    found = list(numbers(text))
    assert [number.start for number in found] == sorted(number.start for number in found)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all((number.value is None) == number.masked for number in found)
