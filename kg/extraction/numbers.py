"""Numbers as plans write them: 3.1万, 1,100, 12万5千, 二十, 百分之九十八, 三分之一, 2—3, XX.

Values are exact decimals; 万 and 亿 are multiplied out. A fraction is a percentage. A masked number
has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.regex import compiled

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MULTIPLIER = "(?:万亿|千万|百万|十万|亿|万|千|百)"
_ARABIC = rf"{_DIGITS}(?:[余多]?{_MULTIPLIER}(?:\d+(?:\.\d+)?{_MULTIPLIER})*)?"
_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
_CHINESE = f"[{_NUMERALS}]+"
_MASK = rf"\d{{0,3}}\.?X{{1,8}}(?:\.?[X\d])*{_MULTIPLIER}?"
_PLAIN = rf"(?:{_MASK}|{_ARABIC}|{_CHINESE})"
# Units in Latin letters may follow; any other letter makes a name of the number.
_LATIN_UNIT = "(?:M|Mbps|mm|cm|km|kg|㎡)(?![A-Za-z\\d])"
# What a scanner read as letters (1O0所, HOO万, l2个), or has lost a digit of (2。亿), is no number.
_GARBLED = (
    r"(?:(?=[\dOolISZBH]*[OolISZBH])"
    r"(?:\d[\dOolISZBH]{1,5}|[OolISZBH]\d[\dOolISZBH]{0,4}|HOO)|\d+[。.]|\d+\ufffd\d*)"
    r"(?=(?:万|亿)?(?:%|[个所名人次元台套处户项门场册]|平方米|平米|小时|课时|学时|多[个所名人]))"
    r"(?:万|亿)?"
)
_RANGE_MARK = "(?:—{1,2}|-|~|至|到)"
_NUMBER = compiled(
    rf"""(?<![A-Za-z\d.+/])(?<!\d\ufffd)(?:
    (?P<half>一半|半数)
  | 百分之(?P<percent>{_CHINESE}(?:点{_CHINESE})?|{_DIGITS}|X+)
  | (?P<whole>{_CHINESE}|\d+)分之(?P<parts>{_CHINESE}|\d+)
  | (?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/])
  | (?P<tenths>[一二两三四五六七八九])成(?P<half_tenth>[一二三四五六七八九半]?)
    (?=以上|左右|以下|的|、|，|。|；|多|[乡县学教幼村投用])
  | (?P<garbled>{_GARBLED})
  | (?P<from>{_PLAIN})(?P<unit>[元个名人所次项场天]){_RANGE_MARK}(?P<to>{_PLAIN})(?=(?P=unit))
  | (?P<low>{_PLAIN})(?P<low_percent>%?){_RANGE_MARK}(?P<high>{_PLAIN})(?P<high_percent>%?)
  | (?P<left>\d+(?:\.\d+)?)：(?P<right>\d+(?:\.\d+)?)
  | (?<=[近超过逾])(?P<power>[百千万])(?=[余多]?[人名所个场次件元])
  | (?P<few>[一二两三四五六七八])(?P<more>[二三四五六七八九])(?![{_NUMERALS}点])
  | (?P<plain>{_PLAIN})(?P<sign>%?)
    )(?!(?!{_LATIN_UNIT})[A-Za-z\d]|\.\d)""",
    re.VERBOSE,
)
_TERM = re.compile(rf"({_DIGITS})[余多]?({_MULTIPLIER}?)")
_POWERS = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
# 四成半 is 45%.
_DIGIT = {"半": 5}
_HUNDREDTH = Decimal("0.01")
# What has more digits is an account or an identifier, and counts nothing.
_LONGEST = 18


class Number(NamedTuple):
    """A number in a text: ``percent`` where its unit is %, ``value`` None where it is masked.

    ``chinese``: written in Chinese numerals; ``more``: 9800余万; ``ratio``: 4：6.
    """

    start: int
    end: int
    value: Decimal | None
    value_max: Decimal | None = None
    percent: bool = False
    masked: bool = False
    readable: bool = True
    chinese: bool = False
    more: bool = False
    ratio: bool = False


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numbers of ``text`` between two offsets, in order.

    >>> [(n.value, n.value_max, n.percent) for n in numbers("3.1万个，88%以上，2—3个，三分之一")]
    [(Decimal('31000'), None, False), (Decimal('88'), None, True), (Decimal('2'), Decimal('3'), False), (Decimal('33.33'), None, True)]
    """  # noqa: E501
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        number = _read(match)
        if number:
            yield number


def _read(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    last = match.lastgroup
    if last == "sign":
        return _plain(start, end, match["plain"], percent=bool(match["sign"]))
    if last == "high_percent":
        percent = bool(match["high_percent"])
        return _range(start, end, match["low"], match["high"], percent=percent)
    if last == "percent":
        return _percentage(start, end, match["percent"])
    if last == "power":  # 近千人
        return Number(start, end, Decimal(10) ** _POWERS[match["power"]], chinese=True)
    if last == "half":
        return Number(start, end, Decimal(50), percent=True, chinese=True)
    if last == "garbled":
        return Number(start, end, None, readable=False)
    return _PAIRS[last or ""](start, end, match)


def _plain(start: int, end: int, digits: str, *, percent: bool) -> Number | None:
    masked = "X" in digits
    value = plain_value(digits)
    if value is None and not masked:
        return None
    chinese = digits[0] not in "0123456789X"
    more = "余" in digits or "多" in digits
    return Number(start, end, value, None, percent, masked, chinese=chinese, more=more)


def _ratio(start: int, end: int, left: Decimal, right: Decimal) -> Number | None:
    """Read 4：6, as the percentage that the first is of the second."""
    if not right:
        return None
    quotient = (100 * left / right).quantize(_HUNDREDTH)
    return Number(start, end, quotient, percent=True, ratio=True)


def _tenths(start: int, end: int, digits: str) -> Number:
    """Read 八成 and 八成五."""
    value = Decimal("".join(str(_DIGIT.get(d) or chinese_integer(d)) for d in digits).ljust(2, "0"))
    return Number(start, end, value, percent=True, chinese=True)


def _percentage(start: int, end: int, digits: str) -> Number | None:
    """Read what stands behind 百分之."""
    masked = "X" in digits
    value = Decimal(100) if digits == "百" else plain_value(digits)
    if value is None and not masked:
        return None
    return Number(start, end, value, percent=True, masked=masked, chinese=not masked)


def _fraction(start: int, end: int, whole: Decimal | None, parts: Decimal | None) -> Number | None:
    if not whole or parts is None:
        return None
    value = (100 * parts / whole).quantize(_HUNDREDTH)
    return Number(start, end, value.normalize() + 0, percent=True, chinese=True)


def _range(start: int, end: int, first: str, last: str, *, percent: bool = False) -> Number | None:
    """Read 2—3, 85%-90%, 2至3万: a multiplier behind both counts for both."""
    if "X" in first or "X" in last:
        return Number(start, end, None, percent=percent, masked=True)
    low, high = plain_value(first), plain_value(last)
    if low is None or high is None:
        return None
    term = _TERM.fullmatch(last)
    if term and term[2] and low < Decimal(term[1].replace(",", "")) and first.isdigit():
        low *= Decimal(10) ** _POWERS[term[2]]
    chinese = first[0] not in "0123456789"
    if low >= high:
        return None
    return Number(start, end, low, high, percent=percent, chinese=chinese)


# By the last group of the pattern, what reads the two parts of a number.
_PAIRS: Mapping[str, Callable[[int, int, re.Match[str]], Number | None]] = {
    "parts": lambda a, b, m: _fraction(a, b, plain_value(m["whole"]), plain_value(m["parts"])),
    "under": lambda a, b, m: _fraction(a, b, Decimal(m["under"]), Decimal(m["over"])),
    "half_tenth": lambda a, b, m: _tenths(a, b, m["tenths"] + m["half_tenth"]),
    "more": lambda a, b, m: _range(a, b, m["few"], m["more"]),  # 两三所
    "right": lambda a, b, m: _ratio(a, b, Decimal(m["left"]), Decimal(m["right"])),
    "to": lambda a, b, m: _range(a, b, m["from"], m["to"]),
}


def plain_value(text: str) -> Decimal | None:
    """Return the value of an Arabic, Chinese or mixed number, None for a mask or nonsense.

    >>> plain_value("12万5千"), plain_value("一百二十"), plain_value("1,100"), plain_value("XX")
    (Decimal('125000'), Decimal('120'), Decimal('1100'), None)
    """
    if "X" in text or len(text) > _LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        return Decimal(int(text))
    if text[0].isdigit() and text[0].isascii():
        total = Decimal(0)
        for digits, multiplier in _TERM.findall(text):
            total += Decimal(digits.replace(",", "")).scaleb(_POWERS.get(multiplier, 0))
        return simplified(total)
    whole, _, fraction = text.partition("点")
    integer = chinese_integer(whole)
    if integer is None:
        return None
    digits = [chinese_integer(character) for character in fraction]
    if not digits:
        return Decimal(integer)
    return Decimal(f"{integer}.{''.join(map(str, digits))}")


def simplified(value: Decimal) -> Decimal:
    """Return a whole number without exponent and zeros behind the point, others as they are.

    >>> simplified(Decimal("3.0E+4")), simplified(Decimal("3.10"))
    (Decimal('30000'), Decimal('3.10'))
    """
    return Decimal(int(value)) if value == value.to_integral_value() else value


@lru_cache(maxsize=4096)
def chinese_integer(text: str) -> int | None:
    """Return the value of a Chinese numeral, None where it is none (百千, 万亿 alone).

    >>> chinese_integer("二十三"), chinese_integer("两千"), chinese_integer("百")
    (23, 2000, None)
    """
    from cn2an import cn2an

    try:
        return int(cn2an(text, "normal"))
    except (ValueError, KeyError):  # the second for spoken forms that it half knows: 一亿二
        return None
