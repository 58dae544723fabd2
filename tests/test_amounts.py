"""Which numbers count something, in which unit and how they are meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.targets.amounts import amounts, measure_word
from kg.records import Comparator
from tests.reading import targets

Found = list[tuple[str, str | None, str, Comparator]]


def found(text: str) -> Found:
    """Return the amounts of a sentence: words, value, unit and comparator."""
    return [
        (
            text[amount.start : amount.end],
            None if amount.number.value is None else str(amount.number.value),
            amount.unit,
            amount.comparator,
        )
        for amount in amounts(text, 0, len(text))
    ]


EQ, GE, LE = Comparator.EQ, Comparator.GE, Comparator.LE
APPROX, RANGE = Comparator.APPROX, Comparator.RANGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("惠及130万老年人。", ("130万", "1300000", "人", EQ)),
        ("惠及3万余名学生。", ("3万余名", "30000", "名", GE)),
        ("资助标准500元至1000元。", ("500元至1000元", "500", "元", RANGE)),
        ("两成多学校开设课程。", ("两成多", "20", "%", GE)),
        ("占比达八成以上。", ("八成以上", "80", "%", GE)),
        ("带宽达到100M。", ("100M", "100", "M", EQ)),
        ("人均受教育年限达到13.8年。", ("13.8年", "13.8", "年", EQ)),
        ("9月底前20所幼儿园投用。", ("20所", "20", "所", EQ)),
        ("年底前20所幼儿园投用。", ("20所", "20", "所", EQ)),
        ("班额控制在45人以内。", ("控制在45人以内", "45", "人", LE)),
        ("每校不超过50人。", ("不超过50人", "50", "人", LE)),
        ("课后服务不少于2小时。", ("不少于2小时", "2", "小时", GE)),
        ("每年评估一次。", ("一次", "1", "次", EQ)),
        ("新建两三所学校。", ("两三所", "2", "所", RANGE)),
    ],
)
def test_an_amount_has_its_value_its_unit_and_its_comparator(
    text: str, expected: tuple[str, str | None, str, Comparator]
) -> None:
    assert found(text) == [expected]


def test_nearly_a_thousand_are_about_a_thousand() -> None:
    assert found("近千人受益。") == [("近千人", "1000", "人", APPROX)]


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("新建1O0所学校。", "1O0所", "所"),
        ("投入HOO万元。", "HOO万元", "元"),
        ("投入2。亿元。", "2。亿元", "元"),
        ("招聘l2名教师。", "l2名", "名"),
    ],
)
def test_a_spoilt_amount_is_there_without_a_value(text: str, words: str, unit: str) -> None:
    (amount,) = amounts(text, 0, len(text))
    assert (text[amount.start : amount.end], amount.unit) == (words, unit)
    assert (amount.number.value, amount.number.readable) == (None, False)


@pytest.mark.parametrize("words", ["新建1O0所学校", "投入资金HOO万元", "投入资金2。亿元"])
def test_a_spoilt_target_is_kept_as_unreadable(words: str) -> None:
    (target,) = targets(f"桐乡市2023年教育工作要点\n今年{words}。\n")
    assert (target.readable, target.value, target.masked) == (False, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "合并不足30人的教学点。",
        "撤并不满50人的学校。",
        "支持1000人以上贫困村办园。",
        "改善100人以下的小规模学校条件。",
        "人数超过50人的班级逐步消除。",
        "覆盖100人及以上的寄宿制学校。",
    ],
)
def test_a_number_that_tells_what_kind_is_meant_counts_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "现有公办中小学26所、幼儿园48所。",
        "全市共有学校126所。",
        "下辖12个乡镇。",
        "在校生3200人。",
        "大班额仍有36个。",
    ],
)
def test_a_number_that_describes_promises_nothing(text: str) -> None:
    assert found(text) == []


def test_a_description_ends_with_its_clause() -> None:
    assert found("现有小学26所、幼儿园48所，新建幼儿园5所。") == [("5所", "5", "所", EQ)]


@pytest.mark.parametrize(
    "text",
    [
        "前20所学校受奖。",
        "第3所学校开工。",
        "2023年5月开学。",
        "参会人员320人参加会议。",
        "一二课堂并重。",
    ],
)
def test_ordinals_dates_and_guests_are_no_amounts(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("人次以上", "人次"),
        ("人", "人"),
        ("平方米", "平方米"),
        ("个百分点", "个百分点"),
        ("吗", None),
    ],
)
def test_the_longest_measure_word_counts(text: str, word: str | None) -> None:
    assert measure_word(text, 0, len(text)) == word


@given(st.integers(1, 10**7), st.sampled_from(["所", "名", "个", "万元", "人次"]))
def test_any_amount_is_read_back_from_its_place(number: int, unit: str) -> None:
    text = f"今年新增任务{number}{unit}，推进落实。"
    ((words, value, _, comparator),) = found(text)
    assert (words, comparator) == (f"{number}{unit}", EQ)
    factor = 10000 if unit == "万元" else 1
    assert Decimal(value or 0) == number * factor
