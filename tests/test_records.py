from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from kg.errors import OffsetError, RecordError
from kg.records import (
    Action,
    Citation,
    Comparator,
    Evidence,
    Fact,
    Plan,
    Region,
    Section,
    Span,
    Status,
    Target,
)
from tests.strategies import source

TEXT = "全年新增学位3.1万个。"
SOURCE = source(TEXT)
SENTENCE = SOURCE.span(0, 12)


def target(**fields: object) -> Target:
    given: dict[str, object] = {
        "indicator": "新增学位",
        "value": Decimal(31000),
        "unit": "个",
        "comparator": Comparator.EQ,
        "status": Status.PLANNED,
    }
    return Target(**(given | fields))  # type: ignore[arg-type]


def test_a_span_quotes_the_source() -> None:
    assert SOURCE.span(2, 11) == Span(2, 11, "新增学位3.1万个")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, 13)])
def test_an_offset_outside_the_source_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(OffsetError):
        SOURCE.span(start, end)


def test_a_fact_whose_quote_differs_from_the_source_cannot_be_made() -> None:
    with pytest.raises(OffsetError, match="新增学校"):
        Fact(SOURCE, Span(2, 6, "新增学校"), SENTENCE, target())


def test_a_fact_whose_evidence_differs_from_the_source_cannot_be_made() -> None:
    with pytest.raises(OffsetError):
        Fact(SOURCE, SENTENCE, SENTENCE, target(), evidence=(Evidence(Span(0, 2, "今年"), "年"),))


def test_a_sentence_that_does_not_hold_the_quote_cannot_be_made() -> None:
    with pytest.raises(OffsetError, match="sentence"):
        Fact(SOURCE, SENTENCE, SOURCE.span(0, 4), target())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"unit": ""}, "needs a unit"),
        ({"value": None}, "masked or unreadable"),
        ({"masked": True}, "masked or unreadable"),
        ({"value_max": Decimal(5)}, "a range has two values"),
        ({"comparator": Comparator.RANGE}, "a range has two values"),
        ({"comparator": Comparator.RANGE, "value_max": Decimal(5)}, "runs backwards"),
        ({"region": "3204"}, "no six-digit code"),
    ],
)
def test_a_target_that_contradicts_itself_cannot_be_made(
    fields: dict[str, object], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        target(**fields)


def test_a_masked_target_has_no_value() -> None:
    assert target(value=None, masked=True).value is None


def test_other_records_check_their_fields() -> None:
    with pytest.raises(RecordError, match="level 1 or more"):
        Section(0, "一", "提升质量")
    with pytest.raises(RecordError, match="six-digit"):
        Region("常州市", "32040", None, None)
    with pytest.raises(RecordError, match="needs a title"):
        Citation("", Action.ISSUE, None, None)
    with pytest.raises(RecordError, match="no date"):
        Plan("要点", 2023, "2023", None, None, None, None, None, False, None, None, None, None)
    with pytest.raises(RecordError, match="'2023-02-30' is no date"):
        Plan(
            "要点", 2023, None, None, None, None, None, None, False, "2023-02-30", None, None, None
        )


def test_a_confidence_lies_between_0_and_1() -> None:
    with pytest.raises(RecordError, match="between 0 and 1"):
        Fact(SOURCE, SENTENCE, SENTENCE, target(), confidence=1.5)


def test_records_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        target().unit = "所"  # type: ignore[misc]
