"""What an amount counts: the words around it, and the quote that holds both.

Chinese counts before or behind the thing: 新增学位3.1万个 and 20所学校食堂改造. The clause is
searched on both sides, words without content are taken off, and what a list leaves out
(省级4个、市级10个; 竣工4所) is taken from the item before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import resources
from kg.extraction.targets.amounts import Amount
from kg.extraction.targets.nouns import plain_noun
from kg.records import Comparator
from kg.regex import compiled, patterns
from kg.vocabulary import current

_CLAUSE_ENDS = "，。；：！？\n"
# What is counted behind an amount is cut here at the latest.
_LONGEST_OBJECT = 30
_LONGEST_SUBJECT = 45  # before it, where its clause is a list
_SHORT_RATE_OBJECT = 6  # characters behind a rate that belong to what it is of
_NEXT_OF_LIST = 12  # characters from a 、 to the next amount of a list
_SHORT = 3  # characters of an indicator that may be the rest of the one before
# In so many characters before an amount stands what leads on to it: 均应稳定在, 比2022年同期提高.
_LONGEST_REACHING = 60
# A noun of two characters (学校, 学生) tells too little without its verb.
_BARE_NOUN = 2

# 2项体育技能和1项艺术特长: what joins the next amount.
_JOINED = re.compile("(?:和|及|与|以及)$")


class Counted(NamedTuple):
    """What an amount counts: the quote's place, the indicator, and what it is said for each of.

    ``topic`` is what the indicator is a cost, a share or a rate of; ``unit`` the amount's.
    """

    start: int
    end: int
    indicator: str
    period: str | None = None
    per: str | None = None
    topic: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``clause`` of ``targets.toml``."""

    leading: re.Pattern[str]
    verb_end: re.Pattern[str]
    telling: re.Pattern[str]
    bare: re.Pattern[str]
    onward: re.Pattern[str]
    trailing: re.Pattern[str]
    reaching: re.Pattern[str]
    verb: re.Pattern[str]
    doing: re.Pattern[str]
    stage: re.Pattern[str]
    carried: re.Pattern[str]
    level: re.Pattern[str]
    level_start: re.Pattern[str]
    relative: re.Pattern[str]
    reached: re.Pattern[str]
    per: re.Pattern[str]
    period: re.Pattern[str]
    done_for_each: re.Pattern[str]


def counted(
    text: str,
    amount: Amount,
    sentence: tuple[int, int],
    amounts: tuple[Amount, ...],
    previous: Counted | None,
) -> Counted:
    """Return what ``amount`` counts.

    ``amounts`` are all of the sentence; ``previous`` is what the one before it counts.
    """
    words = _words()
    left = _left_edge(text, amount, sentence[0], amounts)
    clause = text[left : amount.start]
    start = left + _leading_length(clause, words)
    tail = max(start, amount.start - _LONGEST_REACHING)
    subject = text[start:tail] + words.reaching.sub("", text[tail : amount.start])
    behind = _behind(text, amount, sentence[1], amounts, words)
    gap = text[amount.start : amount.number.start]  # 至少掌握 2项技能
    open_ended = (
        not subject
        or subject.endswith(("的", "等"))
        or bool(words.verb_end.search(subject) or words.verb_end.search(gap))
    )
    if behind and (open_ended or _adds(amount, behind) or _owns(text, amount, behind, words)):
        start, end, indicator = _object(text, start, subject, behind, amount, words)
    else:
        end, indicator = amount.end, _trimmed(subject, words)
    named = plain_noun(indicator, clause)
    if named == indicator and len(indicator) <= _BARE_NOUN and start > left:
        named = _last_piece(clause[: start - left], words) + indicator
    indicator = _completed(text, named, amount, sentence[0], previous, words)
    period, per = words.period.search(clause), words.per.search(clause)
    return Counted(
        start,
        end,
        indicator,
        period.group() if period else None,
        per.group() if per else None,
        unit=amount.unit,
    )


def names_nothing(what: Counted) -> bool:
    """Whether an indicator says only how often or for each of what: 每天, 每所补助.

    >>> names_nothing(Counted(0, 6, "每所补助", per="每所"))
    True
    """
    if what.indicator in ("", what.period, what.per):
        return True
    rest = what.indicator.removeprefix(what.per or "")
    return rest != what.indicator and bool(_words().done_for_each.fullmatch(rest))


def _object(
    text: str, start: int, subject: str, behind: str, amount: Amount, words: Words
) -> tuple[int, int, str]:
    """Return quote and indicator of an amount that stands before what it counts."""
    at = text.index(behind, amount.end)
    counted_thing = _trimmed(behind, words)
    end = at + len(counted_thing)
    thing = words.relative.sub("", counted_thing)
    reached = words.reached.search(subject)
    if reached:
        return start, end, reached["who"] + reached["verb"] + thing
    telling = words.telling.search(subject)
    if telling and not words.verb_end.fullmatch(subject[: telling.start()] or "无"):
        begin = start + telling.start()
        return begin, end, subject[telling.start() :] + thing
    about = _trimmed(words.verb_end.sub("", subject), words)
    whole = words.per.search(subject) or words.period.search(subject)
    if whole or (about and not subject.endswith(("的", "等")) and _adds(amount, behind)):
        return start, end, about + thing
    return amount.start, end, thing


def _left_edge(text: str, amount: Amount, start: int, amounts: tuple[Amount, ...]) -> int:
    """Return where the clause begins: behind a mark, or behind the amount before in a list."""
    earlier = [other.end for other in amounts if other.end <= amount.start]
    floor = max([start, *earlier[-1:]])
    depth = 0
    for offset in range(amount.start - 1, floor - 1, -1):
        character = text[offset]
        depth += (character == "）") - (character == "（")
        if depth < 0 or (depth == 0 and character in _CLAUSE_ENDS):
            return offset + 1
        if amount.start - offset > _LONGEST_SUBJECT and character == "、":
            return offset + 1
    if floor in earlier and text[floor : floor + 1] not in ("、", "和", "，"):
        mark = text.find("、", floor, amount.start)
        return mark + 1 if mark >= 0 else floor
    return floor


def leading_length(clause: str) -> int:
    """Return how much of a clause's beginning has no content.

    >>> leading_length("2023年，计划新建学校")
    8
    """
    return _leading_length(clause, _words())


def _leading_length(subject: str, words: Words) -> int:
    """Return how much of the clause's beginning has no content; a bare verb is kept."""
    done = len(subject) - len(subject.lstrip("，、： "))
    if words.bare.fullmatch(subject, done):
        return done
    while match := words.leading.match(subject, done):
        if match.end() == done:
            break
        done = match.end()
    return done


def _behind(text: str, amount: Amount, end: int, amounts: tuple[Amount, ...], words: Words) -> str:
    """Return what stands behind the amount and may be what it counts."""
    begin = amount.end + (text[amount.end : amount.end + 1] == "的")
    if words.onward.match(text[begin:end]) and begin == amount.end:
        return ""
    later = [other.start for other in amounts if other.start >= amount.end]
    following = later[0] if later else end + _LONGEST_OBJECT
    if following == amount.end:  # 校舍19幢2.7万平方米
        return ""
    depth = 0
    for offset in range(begin, min(end, begin + _LONGEST_OBJECT)):
        character = text[offset]
        depth += (character in "（“") - (character in "）”")
        if depth < 0 or (depth <= 0 and character in _CLAUSE_ENDS):
            return text[begin:offset]
        if character == "、" and following <= offset + _NEXT_OF_LIST and depth <= 0:
            return text[begin:offset]
    found = text[begin : min(end, begin + _LONGEST_OBJECT, following)]
    return _JOINED.sub("", found) if following <= begin + len(found) else found


def _last_piece(taken: str, words: Words) -> str:
    """Return the last verb that was taken off before a bare noun: 建设学校, 资助学生."""
    pieces = [match.group() for match in words.verb.finditer(taken)]
    return pieces[-1] if pieces and taken.endswith(pieces[-1]) else ""


def _adds(amount: Amount, behind: str) -> bool:
    """Whether words behind a rate or a time belong to what is measured: 100%入学."""
    return _unit_kind(amount) in ("ratio", "time") and len(behind) <= _SHORT_RATE_OBJECT


def _owns(text: str, amount: Amount, behind: str, words: Words) -> bool:
    """Whether words behind a count are its noun and not the next verb: 覆盖85所农村学校."""
    adjacent = text.startswith(behind, amount.end) and amount.comparator is Comparator.EQ
    counts = _unit_kind(amount) in ("count", "persons") and len(behind) > 1
    return adjacent and counts and not words.doing.match(behind)


def _unit_kind(amount: Amount) -> str | None:
    """Return what the amount's unit measures: count, persons, ratio, time and so on."""
    concept = current().unit.concepts.get(amount.unit_concept or "")
    return concept.value("unitKind") if concept else None


def _trimmed(words_: str, words: Words) -> str:
    """Take off what has no content at the end."""
    while (match := words.trailing.search(words_)) and match.start() > 1:
        words_ = words_[: match.start()]
    return words_.strip("，、。；： ")


def _completed(
    text: str,
    indicator: str,
    amount: Amount,
    start: int,
    previous: Counted | None,
    words: Words,
) -> str:
    """Add what a list or the clause before says once for all."""
    if words.carried.fullmatch(indicator):
        return previous.indicator if previous else ""
    if previous and words.stage.fullmatch(indicator):
        return indicator + words.stage.sub("", previous.indicator)
    if previous and words.level.fullmatch(indicator):
        return indicator + words.level_start.sub("", previous.indicator)
    if previous and indicator and 1 < len(indicator) <= _SHORT:
        head = previous.indicator
        alike = head.endswith(indicator[-1]) and head != indicator
        if alike and not words.bare.fullmatch(indicator):
            return head[: -len(indicator)] + indicator
    if words.bare.fullmatch(indicator):
        return _with_noun(text, indicator, amount, start, previous, words)
    return indicator


def _with_noun(
    text: str,
    verb: str,
    amount: Amount,
    start: int,
    previous: Counted | None,
    words: Words,
) -> str:
    """Give a bare verb its noun: of the item before, or of the clause before that ends in it."""
    if previous:
        noun = words.leading.sub("", previous.indicator)
        noun = re.sub(rf"^(?:(?:{words.bare.pattern})[、和]?)+", "", noun)
        return verb + noun
    clauses = re.split("[，；：]", text[start : amount.start])
    for clause in reversed(clauses[:-1]):
        if clause.endswith(verb):
            return clause[_leading_length(clause, words) :]
    return verb


def _per(raw: Mapping[str, str]) -> str:
    """Return the pattern of 每个 and its noun, which ends before a verb and keeps its bracket.

    The noun of a measure word may be long where a verb ends it: 每个千人以上行政村办好.
    """
    verbs = f"{raw['verbs']}|{raw['telling']}|{raw['per_verbs']}"
    character = "(?:（[^（）]*）|[^，。；：每（）])"
    inside = f"(?!{verbs}|{raw['per_ends']}){character}"
    measured = f"每(?:{raw['per_measures']})(?:(?!{raw['per_verbs']}){character}"
    long = f"{measured}(?:{inside}){{4,7}})(?={verbs})"
    return f"{long}|{measured}(?:{inside}){{0,3}})?|每(?:{raw['per_nouns']})(?:{inside}){{0,4}}"


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.targets", "targets")["clause"]
    verbs, telling = raw["verbs"], raw["telling"]
    return patterns(
        Words,
        raw,
        leading=compiled(f"(?:{raw['leading']}|(?:{verbs})(?!率))"),
        verb_end=compiled(f"(?:{verbs}|{telling})$"),
        telling=compiled(f"(?:{telling})$"),
        verb=compiled(verbs),
        doing=compiled(f"(?:{verbs}|{telling}|{raw['doing']})"),
        level_start=compiled(f"^(?:{raw['level']})"),
        per=compiled(_per(raw)),
        done_for_each=compiled(f"(?:{verbs}|{telling}|{raw['per_verbs']})?"),
    )
