"""Whether a number is planned or achieved, for which year, how firmly, as what kind of change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extract.document import Sentence
from kg.records import Commitment, Quantity, Status

_DEADLINE = re.compile(r"(?<!\d)(20\d\d)年(?!的|[^，。；、]{0,6}的\d|级|\d|[^，。；、]{0,4}开工的)")
# A paragraph says at its beginning of which year it tells.
_PARAGRAPH = 400
_OPENING = 150
_ASIDE = re.compile("（[^（）]*）|《[^《》]*》")
# 十一五 ended with 2010.
_FIVE_YEARS = re.compile("十([一二三四五])五”?(?:期间|时期|以来)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_TIME_AT_START = re.compile(r"(?:会议回顾，|回顾)?(?:截至|截止)?(20\d\d)年(?![^，。；]{1,12}的)")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands before a number: in its clause, its sentence, its paragraph, its headings."""

    clause: str
    sentence: str
    paragraph: str
    path: tuple[str, ...]

    @classmethod
    def before(cls, text: str, offset: int, sentence: Sentence) -> Said:
        """Return what stands before ``offset`` of ``text``, which lies in ``sentence``."""
        words = text[sentence.start : offset]
        clause = re.split("[，。；：！？\n]", words)[-1]
        paragraph = text[sentence.paragraph : min(offset, sentence.paragraph + _PARAGRAPH)]
        return cls(clause, words, paragraph, sentence.path)


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The first and the last year that a plan is for."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``status`` of ``targets.toml``."""

    achieved: re.Pattern[str]
    planned: re.Pattern[str]
    achieved_section: re.Pattern[str]
    planned_section: re.Pattern[str]
    ensure: re.Pattern[str]
    strive: re.Pattern[str]
    increase: re.Pattern[str]
    decrease: re.Pattern[str]
    last_year: re.Pattern[str]
    this_year: re.Pattern[str]


def status(said: Said, plan_year: int | None) -> Status:
    """Return whether what stands before a number says that it has been done.

    What is nearest decides; a paragraph that opens with a year before the plan's tells of that
    year.

    >>> status(Said("新建学校", "2022年，已新建学校", "", ()), 2023)
    <Status.ACHIEVED: 'achieved'>
    """
    words = _words()
    for part in (said.clause, said.sentence):
        if words.planned.search(part):
            return Status.PLANNED
        if words.achieved.search(part) or _is_past(part, plan_year):
            return Status.ACHIEVED
    years = [int(year) for year in _DEADLINE.findall(said.clause)]
    if years and plan_year and max(years) < plan_year:
        return Status.ACHIEVED
    for heading in reversed(said.path):
        if words.planned_section.search(heading):
            return Status.PLANNED
        if words.achieved_section.fullmatch(heading) or _is_past(heading, plan_year):
            return Status.ACHIEVED
    past = _is_past(said.paragraph, plan_year) or words.achieved.match(said.paragraph)
    if past and not words.planned.search(said.paragraph):
        return Status.ACHIEVED
    return Status.PLANNED


def _is_past(text: str, plan_year: int | None) -> bool:
    """Whether a text opens with a year, or names a five-year period, before the plan's."""
    if plan_year is None:
        return False
    year = _TIME_AT_START.match(text)
    if year and int(year[1]) < plan_year:
        return True
    period = _FIVE_YEARS.search(text)
    return period is not None and 2010 + 5 * "一二三四五".index(period[1]) < plan_year


def year_of(done: Status, said: Said, years: PlanYears | None) -> int | None:
    """Return the year for which a number holds: the deadline in effect, or the year reported.

    The nearest year counts, in the clause, the sentence, the opening of the paragraph or a heading,
    unless 今年 stands nearer; else the last year of the plan, of an achievement the year before
    where 去年 says so. A year in a document's name or in brackets is no deadline.

    >>> said = Said("到2025年覆盖率", "到2025年覆盖率", "", ())
    >>> year_of(Status.PLANNED, said, PlanYears(2023, 2023))
    2025
    """
    places = (said.clause, said.sentence, _opening(said.paragraph), *reversed(said.path))
    if done is Status.ACHIEVED:
        for words in places:
            past = [int(y) for y in _ANY_YEAR.findall(words) if not years or int(y) <= years.last]
            if past:
                return past[-1]
            if years and _words().last_year.search(words):
                return years.first - 1
        return years.first if years else None
    for words in places:
        plain = _ASIDE.sub("", words)
        ahead = [m for m in _DEADLINE.finditer(plain) if not years or int(m[1]) >= years.first]
        now = [match.start() for match in _words().this_year.finditer(plain)]
        if years and now and (not ahead or now[-1] > ahead[-1].start()):
            return years.first
        if ahead:
            return int(ahead[-1][1])
    return years.last if years else None


def _opening(paragraph: str) -> str:
    """Return the first sentence of a paragraph: 到2025年，… there holds for all of it."""
    return paragraph.partition("。")[0][:_OPENING]


def commitment(clause: str) -> Commitment | None:
    """Return how firmly a clause promises its number.

    >>> commitment("力争全市")
    <Commitment.STRIVE: 'strive'>
    """
    if _words().strive.search(clause):
        return Commitment.STRIVE
    return Commitment.ENSURE if _words().ensure.search(clause) else None


def quantity(before: str, *, ratio: bool) -> Quantity:
    """Return what kind of number follows ``before``.

    >>> quantity("文件和会议减少", ratio=False)
    <Quantity.DECREASE: 'decrease'>
    """
    if ratio:
        return Quantity.RATIO
    if _words().decrease.search(before):
        return Quantity.DECREASE
    return Quantity.INCREASE if _words().increase.search(before) else Quantity.LEVEL


@cache
def _words() -> Words:
    raw = resources.words("kg.extract", "targets")["status"]
    return Words(**{name: re.compile(raw[name]) for name in Words.__slots__})
