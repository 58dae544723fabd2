"""What a bare relational noun belongs to: 总投资3.9亿元 of what, 完成率135% of what.

Plans name a thing once and then say its cost, its share, its rate. Such a noun alone is no
indicator that another plan could be compared with; it takes the thing before it as its topic: what
the number before counts, what the clause before names, or the heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.extraction.document import Sentence
from kg.extraction.targets.amounts import Amount
from kg.extraction.targets.indicators import Counted, leading_length
from kg.regex import patterns

# A longer topic is a statement, not a thing.
_LONGEST = 20
_PART_BEFORE = 3  # characters before an indicator that make it a part: 其中


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the table ``topic`` of ``targets.toml``."""

    relational: re.Pattern[str]
    shared: re.Pattern[str]
    statement: re.Pattern[str]
    told: re.Pattern[str]
    lead: re.Pattern[str]
    repeated: re.Pattern[str]
    spent: re.Pattern[str]
    part: re.Pattern[str]


def topical(
    text: str, what: Counted, amount: Amount, sentence: Sentence, previous: Counted | None
) -> Counted:
    """Return ``what`` with its topic where its indicator says too little alone."""
    words = _words()
    indicator = what.indicator
    if previous and words.part.search(
        text[max(sentence.start, what.start - _PART_BEFORE) : amount.start]
    ):
        return _part(what, amount, previous)
    if previous and words.shared.match(indicator):
        topic = previous.topic or previous.indicator
        return what._replace(indicator=topic + indicator, topic=topic)
    if not words.relational.fullmatch(indicator):
        return what
    topic = _topic(text, what, amount, sentence, previous)
    return what._replace(indicator=topic + indicator, topic=topic) if topic else what


def _part(what: Counted, amount: Amount, previous: Counted) -> Counted:
    """Let a part take what the whole counts: 新增学位7410个，其中城区5400个."""
    same = previous.unit == amount.unit and what.indicator
    told = previous.indicator[-2:] in what.indicator or len(what.indicator) > _LONGEST // 2
    if not same or told:
        return what
    return what._replace(indicator=what.indicator + previous.indicator, topic=previous.topic)


def _topic(
    text: str, what: Counted, amount: Amount, sentence: Sentence, previous: Counted | None
) -> str:
    """Return the thing that the words around name, "" for none."""
    words = _words()
    spent = words.spent.match(text, amount.end, sentence.end) if amount.unit == "元" else None
    if spent:
        return spent["thing"]
    if previous is not None:
        done = _thing(text[previous.end : what.start])
        repeated = words.repeated.match(what.indicator)
        topic = done if repeated and done else previous.topic or _thing(previous.indicator)
        return "" if words.relational.fullmatch(topic) else topic
    clauses = re.split("[，；：。]", text[sentence.content : what.start].rstrip("，；：。"))
    return next(filter(None, map(_thing, (clauses[-1], *reversed(sentence.path)))), "")


def _thing(words_: str) -> str:
    """Return what a clause or a heading is about, "" where it is about nothing short."""
    words = _words()
    clause = words_.strip("，；：。、 ")
    while (rest := words.statement.sub("", clause)) != clause:
        clause = rest
    thing = words.lead.sub("", clause[leading_length(clause) :])
    short = 2 <= len(thing) <= _LONGEST and not words.told.search(thing)
    return thing if short else ""


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction.targets", "targets")["topic"])
