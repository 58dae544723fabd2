from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extraction.numbers import chinese_integer, numbers, plain_value


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
        ("两三", "2", "3", False),
        ("三五", "3", "5", False),
        ("两千三百", "2300", None, False),
        ("1,234.5万", "12345000", None, False),
        ("两成", "20", None, True),
        ("八成五", "85", None, True),
        ("13.8", "13.8", None, False),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [("近千人受益", "1000"), ("超百所学校", "100"), ("逾万名学生", "10000"), ("过千人次", "1000")],
)
def test_a_power_of_ten_that_is_nearly_reached_is_a_number(text: str, value: str) -> None:
    (number,) = numbers(text)
    assert (number.value, number.chinese) == (Decimal(value), True)


@pytest.mark.parametrize("text", ["千人计划", "百所名校", "万名教师", "近千年"])
def test_a_power_of_ten_alone_is_a_name(text: str) -> None:
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "quote"),
    [
        ("补助500元至1000元", "500", "1000", "500元至1000"),
        ("班额20人—30人", "20", "30", "20人—30"),
        ("每园3个到5个班", "3", "5", "3个到5"),
        ("投入2至3万元", "20000", "30000", "2至3万"),
        ("新建三至五所", "3", "5", "三至五"),
    ],
)
def test_a_range_may_name_its_unit_twice(text: str, low: str, high: str, quote: str) -> None:
    (number,) = numbers(text)
    assert (number.value, number.value_max) == (Decimal(low), Decimal(high))
    assert text[number.start : number.end] == quote


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from("元个名人所"))
def test_a_range_goes_up(low: int, high: int, unit: str) -> None:
    found = [(n.value, n.value_max) for n in numbers(f"标准{low}{unit}至{high}{unit}")]
    assert found == ([(Decimal(low), Decimal(high))] if low < high else [])


@pytest.mark.parametrize(
    "text",
    ["1O0所", "l2个", "3OO名", "HOO万元", "5S%", "2.亿元", "2。亿元", "I2O人次", "1.万元"],
)
def test_a_number_that_a_scanner_spoilt_is_not_guessed(text: str) -> None:
    (number,) = numbers(f"达到{text}")
    assert (number.readable, number.value, number.masked) == (False, None, False)


@pytest.mark.parametrize(
    ("text", "value"), [("100M", "100"), ("1000Mbps", "1000"), ("25cm", "25"), ("3.5km", "3.5")]
)
def test_a_unit_in_latin_letters_may_follow(text: str, value: str) -> None:
    (number,) = numbers(f"达到{text}。")
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["4G", "A4", "12A", "H5", "3D", "5G网络", "C919"])
def test_a_name_with_a_digit_is_no_number(text: str) -> None:
    assert list(numbers(f"推进{text}")) == []


@pytest.mark.parametrize("text", ["XX亿", "3.XX亿", "百分之XX", "XX—XX", "1X"])
def test_a_mask_in_any_part_hides_the_whole(text: str) -> None:
    (number,) = numbers(f"达到{text}。")
    assert (number.masked, number.readable, number.value) == (True, True, None)


@given(st.integers(1, 8), st.integers(2, 9))
def test_two_digits_side_by_side_are_a_range_and_no_tens(low: int, high: int) -> None:
    digits = "零一二三四五六七八九"
    found = list(numbers(f"新建{digits[low]}{digits[high]}所"))
    expected = [(Decimal(low), Decimal(high))] if low < high else []
    assert [(n.value, n.value_max) for n in found] == expected


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
    assert all((number.value is None) == (number.masked or not number.readable) for number in found)
