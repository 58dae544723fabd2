"""Whether a number is planned or achieved, for which year, how firmly, as what kind of change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg import resources
from kg.extraction.document import Sentence
from kg.records import Commitment, Plan, Quantity, Status
from kg.regex import compiled, patterns

_DEADLINE = compiled(
    r"(?<![\d比较])(20\d\d)年(?!的|[^，。；、]{0,6}的\d|级|\d|[^，。；、]{0,4}开工的)"
)
# A deadline before a comma holds for what follows; 2018年前普及 holds for its own clause.
_CARRIED = compiled(
    r"(?<!\d)(20\d\d)年(?:(?:[底末]|以前|之前|前|内|春季|秋季|学期|全市|全县|全区|力争|计划|将|我市|我县)*，|秋季前)"
)
# A heading says for when in its first words; further on stands what one of its measures says.
_HEADING = 15
# A paragraph says at its beginning of which year it tells.
_PARAGRAPH = 400
_OPENING = 150  # characters of its first sentence
_CLAUSE_END = re.compile("[，。；：！？\n]")
_ASIDE = re.compile("（[^（）]*）|《[^《》]*》")
# 十一五 ended with 2010.
_FIVE_YEARS = compiled("(?<![比较于])(?<![比较于]“)十([一二三四五])五”?(?:期间|时期|以来)")
# At the beginning of a clause; 2020年的85% is a baseline, 2020年底前 a deadline.
_IN_YEAR = compiled(r"(?:^|(?<=[，；：。]))(?:截至|截止)?(20\d\d)年(?!的|[底末]?前)")
_UNTIL = re.compile(r"到(20\d\d)年")
_ANY_YEAR = compiled(r"(?<![\d比较由从])(20\d\d)年")
# A heading that opens with the year of the plan: 2024年主要工作.
_FOR_YEAR = re.compile(r"(20\d\d)年")
_TIME_AT_START = re.compile(r"(?:会议回顾，|回顾)?(?:截至|截止)?(20\d\d)年(?![^，。；]{1,12}的)")


class Said(NamedTuple):
    """What stands before a number: in its clause, its sentence, its paragraph, its headings."""

    clause: str
    sentence: str
    paragraph: str
    path: tuple[str, ...]

    @classmethod
    def before(cls, text: str, offset: int, sentence: Sentence) -> Said:
        """Return what stands before ``offset`` of ``text``, which lies in ``sentence``."""
        begin = sentence.words_from(text)
        words = text[min(begin, offset) : offset]
        clause = _CLAUSE_END.split(words)[-1]
        opens = begin if sentence.paragraph == sentence.start else sentence.paragraph
        paragraph = text[min(opens, offset) : min(offset, opens + _PARAGRAPH)]
        return cls(clause, words, paragraph, sentence.path)


class Told(NamedTuple):
    """What a sentence tells of in its place in the text, of what is done the year where known."""

    status: Status
    year: int | None = None


class PlanYears(NamedTuple):
    """The first and the last year that a plan is for, and the year on which it reports."""

    first: int
    last: int
    reported: int | None = None

    @classmethod
    def of(cls, plan: Plan | None) -> PlanYears | None:
        """Return the years of a plan, None where it has none.

        What a report on a year intends is for the year after.
        """
        if plan is None or plan.year is None:
            return None
        if plan.reports_on == plan.year:
            return cls(plan.year + 1, plan.year + 1, plan.year)
        last = int(plan.period_end[:4]) if plan.period_end else plan.year
        return cls(plan.year, last, plan.reports_on)


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``words`` of ``status.toml``.

    ``either`` is all of done, achieved and planned.
    """

    either: re.Pattern[str]
    name: re.Pattern[str]
    done: re.Pattern[str]
    achieved: re.Pattern[str]
    planned: re.Pattern[str]
    achieved_section: re.Pattern[str]
    planned_section: re.Pattern[str]
    year_section: re.Pattern[str]
    ensure: re.Pattern[str]
    strive: re.Pattern[str]
    increase: re.Pattern[str]
    decrease: re.Pattern[str]
    last_year: re.Pattern[str]
    this_year: re.Pattern[str]


def status(said: Said, years: PlanYears | None, told: Told | None = None) -> Status:
    """Return whether what stands before a number or a name says that it has been done.

    What is nearest in the clause and then in the sentence decides, else the headings, else what
    the sentence is ``told`` to be by the course of the text.

    >>> status(Said("新建学校", "2022年，已新建学校", "", ()), PlanYears(2023, 2023))
    <Status.ACHIEVED: 'achieved'>
    """
    parts = (said.clause, said.sentence) if said.clause != said.sentence else (said.sentence,)
    for part in parts:
        own = _own_status(spoken(part), years)
        if own:
            return own
    past = [int(year) for year in _DEADLINE.findall(said.clause)]
    if past and years and max(past) < years.first:
        return Status.ACHIEVED
    for heading in reversed(said.path):
        above = heading_status(heading, years)
        if above:
            return above
    return told.status if told else Status.PLANNED


def spoken(text: str) -> str:
    """Return what a sentence says, without the names in it that look like intentions.

    >>> spoken("实施“强师计划”，落实三年行动计划，计划新建学校")
    '实施，落实三年，计划新建学校'
    """
    return _words().name.sub("", text)


def _own_status(text: str, years: PlanYears | None) -> Status | None:
    """Return what the last word of doing or intending in ``text`` says."""
    words = _words()
    text = text.rpartition("基础上")[2]
    if not ("年" in text or "十" in text or words.either.search(text)):
        return None
    done = [match.start() for match in words.achieved.finditer(text)]
    done += [m.start() for m in _IN_YEAR.finditer(text) if years and int(m[1]) < years.first]
    ahead = [match.start() for match in words.planned.finditer(text)]
    ahead += [m.start() for m in _UNTIL.finditer(text) if not years or int(m[1]) >= years.first]
    if not ahead:
        done += [match.start() for match in words.done.finditer(text)]
    if not done and not ahead:
        return Status.ACHIEVED if looks_back(text, years.first if years else None) else None
    return Status.ACHIEVED if max(done, default=-1) > max(ahead, default=-1) else Status.PLANNED


@lru_cache(maxsize=1024)  # for all that stands below it
def heading_status(heading: str, years: PlanYears | None) -> Status | None:
    """Return what a heading says of all below it, None where it says nothing."""
    words = _words()
    planned = bool(words.planned_section.search(heading)) or _for_coming_year(heading, years)
    achieved = bool(words.achieved_section.fullmatch(heading))
    if planned == achieved:  # 2022年总结和2023年计划 says both
        back = not planned and looks_back(heading, years.first if years else None)
        return Status.ACHIEVED if back else None
    return Status.PLANNED if planned else Status.ACHIEVED


def _for_coming_year(heading: str, years: PlanYears | None) -> bool:
    """Whether a heading is of the work of the plan's year or of a later one."""
    opening = _FOR_YEAR.match(heading)
    if opening is None or years is None or int(opening[1]) < years.first:
        return False
    return bool(_words().year_section.search(heading))


def past_year(text: str, years: PlanYears | None) -> int | None:
    """Return the year before the plan's of which a sentence says that it tells.

    >>> past_year("会议总结，2022年新建学校3所", PlanYears(2023, 2023))
    2022
    """
    if years is None:
        return None
    found = [
        int(m[1])
        for m in _IN_YEAR.finditer(text)
        if int(m[1]) <= (years.reported or 0) or int(m[1]) < years.first
    ]
    if found:
        return found[-1]
    if ended := _period_end(text, years.first):
        return ended
    return years.first - 1 if _words().last_year.search(text) else None


def looks_back(text: str, plan_year: int | None) -> bool:
    """Whether a text opens with a year, or names a five-year period, before the plan's."""
    if plan_year is None:
        return False
    year = _TIME_AT_START.match(text)
    if year and int(year[1]) < plan_year:
        return True
    return _period_end(text, plan_year) is not None


def year_of(
    done: Status, said: Said, years: PlanYears | None, told: Told | None = None
) -> int | None:
    """Return the year for which a number holds: the deadline in effect, or the year reported.

    The nearest year counts, in the clause, the sentence, the opening of the paragraph or a heading,
    unless 今年 stands nearer; else the last year of the plan. Of an achievement it is the year
    before where 去年 says so, else that of the stretch it is ``told`` in, else the one reported on.
    A year in a document's name or in brackets is no deadline.

    >>> said = Said("到2025年覆盖率", "到2025年覆盖率", "", ())
    >>> year_of(Status.PLANNED, said, PlanYears(2023, 2023))
    2025
    """
    above = tuple(heading[:_HEADING] for heading in reversed(said.path))
    places = (said.clause, said.sentence, _opening(said.paragraph), *above)
    if done is Status.ACHIEVED:
        for words in places:
            past = [int(y) for y in _ANY_YEAR.findall(words) if not years or int(y) <= years.last]
            if past:
                return past[-1]
            if years and _words().last_year.search(words):
                return years.first - 1
            if ended := _period_end(words, years.first if years else None):
                return ended
        return (told.year if told else None) or (years.reported if years else None)
    for words in places:
        plain = _ASIDE.sub("", words)
        stated = _CARRIED if words in places[1:3] and words != said.clause else _DEADLINE
        ahead = [m for m in stated.finditer(plain) if not years or int(m[1]) >= years.first]
        now = [match.start() for match in _words().this_year.finditer(plain)]
        if years and now and (not ahead or now[-1] > ahead[-1].start()):
            return years.first
        if ahead:
            return int(ahead[-1][1])
    return years.last if years else None


def _period_end(text: str, plan_year: int | None) -> int | None:
    """Return the last year of a five-year period that a text names and that is over."""
    period = _FIVE_YEARS.search(text) if "十" in text else None
    if period is None:
        return None
    last = 2010 + 5 * "一二三四五".index(period[1])
    return last if plan_year is None or last < plan_year else None


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
    raw = resources.words("kg.extraction.course", "status")["words"]
    either = "|".join(f"(?:{raw[name]})" for name in ("done", "achieved", "planned"))
    return patterns(Words, raw, either=compiled(either))
