"""Amounts: a number with its measure word and its comparators, told from dates and names.

3.1万个, 88%以上, 不少于5%, 200多门, 10个左右, 每年一次, XX所. Ordinals, dates, numbers inside
quoted names and figures of speech (三级联动, 五项管理) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg import resources
from kg.extraction.numbers import Number, numbers
from kg.records import Comparator
from kg.regex import compiled, patterns
from kg.vocabulary import Concept, current

# A quotation up to this length is a name; the numbers in it count nothing.
_NAME = re.compile("“[^“”]{1,18}”|《[^《》]*》")
_LARGE = 10  # a smaller number in Chinese is sooner a figure of speech: 一个机制
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a number between, before 年, is a date
_REJECTED_BY = 12  # characters before a number in which stands what makes it none
_FREQUENT = 6  # characters before it in which 每 tells a frequency
_KIND = 4  # characters before it in which stands that it names a kind: 15年以下的
_LARGE_NUMBER = re.compile("[万亿]$")
# Between 不低于 and its number may stand what it is a part of: 不低于教职工工资总额的1.5%.
_BEFORE = 20
# In so many characters before a number its clause says that it describes: 现有公办中小学26所.
_CLAUSE = 30
_CONCRETE = "所名场处家间栋座人位幢户台套辆件本册"


class Amount(NamedTuple):
    """A measured number: ``start`` to ``end`` hold the comparators, the number and the unit."""

    start: int
    end: int
    number: Number
    unit: str
    unit_concept: str | None
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the tables ``comparators`` and ``reject`` of ``targets.toml``.

    The groups of ``behind`` are named after the comparators.
    """

    any_before: re.Pattern[str]
    before: tuple[tuple[Comparator, re.Pattern[str]], ...]
    behind: re.Pattern[str]
    reject_before: re.Pattern[str]
    reject_before_chinese: re.Pattern[str]
    reject_behind: re.Pattern[str]
    small_before: re.Pattern[str]
    description: re.Pattern[str]
    description_behind: re.Pattern[str]
    meeting: re.Pattern[str]
    persons: re.Pattern[str]
    time_before: re.Pattern[str]
    kind_before: re.Pattern[str]
    kind_behind: re.Pattern[str]


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the amounts of a sentence, in order.

    >>> text = "2023年新增学位3.1万个，“316工程”不少于5%，打造200多门课程"
    >>> [(a.unit, a.comparator.value) for a in amounts(text, 0, len(text))]
    [('个', 'eq'), ('%', 'ge'), ('门', 'ge')]
    """
    found = list(numbers(text, start, end))
    if not found or _words().meeting.search(text, start, end):
        return
    names = list(_names(text, start, end))
    for number in found:
        if names and any(left < number.start < right for left, right in names):
            continue
        amount = _amount(text, number, start, end)
        if amount:
            yield amount


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which a number is part of a name."""
    for match in _NAME.finditer(text, start, end):
        yield match.span()


def _amount(text: str, number: Number, start: int, end: int) -> Amount | None:
    words = _words()
    before = text[max(start, number.start - _REJECTED_BY) : number.start]
    reject = words.reject_before_chinese if number.chinese else words.reject_before
    if reject.search(before):
        return None
    first = _comparator_at(text, number.end)
    unit_at = first[1] if first else number.end
    unit = "%" if number.percent else measure_word(text, unit_at, end)
    stop = unit_at if number.percent else unit_at + len(unit or "")
    if unit is None and _LARGE_NUMBER.search(text, number.start, number.end):
        unit = "人" if words.persons.match(text, unit_at) else None  # 130万老年人
    if unit is None:
        return None
    second = _comparator_at(text, stop)
    stop = second[1] if second else stop
    if words.reject_behind.match(text, stop) and not number.percent:
        return None
    comparator, begin = _before(text, number, start)
    behind = second or first
    if number.value_max is not None:
        comparator = Comparator.RANGE
    elif behind:
        comparator = behind[0]
    elif number.more:
        comparator = Comparator.GE
    concept = current().unit.named(unit)
    if unit == "年" and number.value and _FIRST_YEAR <= number.value <= _LAST_YEAR:
        return None  # 自2019年起
    candidate = Amount(begin, stop, number, unit, concept.iri if concept else None, comparator)
    return candidate if _counts(text, candidate, concept, before, start) else None


def _counts(text: str, amount: Amount, concept: Concept | None, before: str, start: int) -> bool:
    """Whether an amount is one: no figure of speech, no date, no mere description."""
    words, number = _words(), amount.number
    clause = text[max(start, number.start - _CLAUSE) : number.start]
    if words.description.search(clause) or words.description_behind.match(text, amount.end):
        return False
    if _tells_a_kind(text, amount):
        return False
    if number.ratio:
        return before.rstrip("为是不低于高约达到").endswith("比")
    if concept is not None and concept.flag("weak") and not _strong(text, amount, concept, before):
        return False
    if not number.chinese or number.percent or number.masked:
        return True
    frequent = "每" in before[-_FREQUENT:]
    if frequent or amount.start < number.start:
        return True
    value = number.value or Decimal(0)
    if value >= _LARGE:
        return bool(words.small_before.search(before)) or amount.unit in _CONCRETE
    exact = amount.unit in _CONCRETE or amount.unit == "个百分点"
    return exact and value > 1 and bool(words.small_before.search(before))


def _tells_a_kind(text: str, amount: Amount) -> bool:
    """Whether an amount tells what kind of school is meant: 100人以下的小规模学校."""
    if amount.unit not in ("人", "名", "岁", "米"):
        return False
    words = _words()
    behind = amount.number.end + len(amount.unit)
    limited = amount.comparator is Comparator.LE and amount.start == amount.number.start
    before = words.kind_before.search(
        text[max(0, amount.number.start - _KIND) : amount.number.start]
    )
    if before and text[behind : behind + 1] == "的":
        return True
    if limited and text[amount.end : amount.end + 1].isalnum():
        return True
    bounded = text[behind : behind + 2] in ("以上", "以下", "及以")
    return bounded and bool(words.kind_behind.match(text, behind))


def _strong(text: str, amount: Amount, concept: Concept, before: str) -> bool:
    """Whether a measure word that mostly forms dates, ordinals and names counts here.

    It does behind 每 with a comparator, and where the clause ends behind it: 精品教材4本。
    """
    compared = amount.comparator is not Comparator.EQ or amount.start < amount.number.start
    if compared and "每" in before:
        return True
    if concept.value("unitKind") == "time" and _words().time_before.search(before):
        return True
    ends = not text[amount.end : amount.end + 1].isalnum()
    plain = not (amount.number.masked or amount.number.chinese)
    return ends and plain and concept.value("unitKind") != "time"


def _before(text: str, number: Number, start: int) -> tuple[Comparator, int]:
    """Return the comparator that ends where the number begins and where its word begins."""
    window = text[max(start, number.start - _BEFORE) : number.start]
    words = _words()
    for comparator, pattern in words.before if words.any_before.search(window) else ():
        match = pattern.search(window)
        if match:
            return comparator, number.start - len(window) + match.start("word")
    return Comparator.EQ, number.start


def _comparator_at(text: str, offset: int) -> tuple[Comparator, int] | None:
    """Return the comparator at ``offset``, behind a number or its unit, and where it ends."""
    match = _words().behind.match(text, offset)
    return (Comparator(match.lastgroup or ""), match.end()) if match else None


def measure_word(text: str, offset: int, end: int) -> str | None:
    """Return the longest measure word at ``offset``, a blank before it left out of account.

    >>> measure_word("20人次以上", 2, 7)
    '人次'
    """
    units = current().unit
    if text[offset : offset + 1] not in units.initials:
        return None
    for length in range(units.longest, 0, -1):
        if offset + length <= end and text[offset : offset + length] in units.words:
            return text[offset : offset + length]
    return None


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.targets", "targets")
    comparators = raw["comparators"]
    kinds = (Comparator.GE, Comparator.LE, Comparator.APPROX)
    before = [(kind, _word_before(comparators, kind)) for kind in kinds]
    return patterns(
        Words,
        raw["reject"],
        any_before=compiled("|".join(f"(?:{pattern})" for _, pattern in before)),
        before=tuple((kind, compiled(f"(?P<word>{pattern})$")) for kind, pattern in before),
        behind=re.compile(
            "|".join(f"(?P<{kind}>{comparators[f'{kind}_behind']})" for kind in kinds)
        ),
    )


def _word_before(table: Mapping[str, str], kind: Comparator) -> str:
    """Return the pattern of a comparator at the end of what stands before a number."""
    loose, close, gap = table[f"{kind}_before"], table[f"{kind}_at_once"], table["gap"]
    return f"(?:{loose})(?:{gap})|(?:{close})"
