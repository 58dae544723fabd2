"""Quantified commitments, planned or achieved: amounts with what they count, for when, by what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import document
from kg.extract.amounts import Amount, amounts, words_table
from kg.extract.document import Sentence
from kg.extract.indicators import Counted, counted
from kg.extract.status import commitment, deadline, quantity, status
from kg.records import Comparator, Mention, Plan, Program, Target

_CERTAIN, _MASKED, _UNLINKED = 0.9, 0.8, 0.7
_MARKS = "，。；：！？\n"


@Language.factory("kg_targets", assigns=["doc._.targets"])
def make_targets(nlp: Language, name: str) -> Targets:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.targets``."""
    return Targets()


class Targets:
    """Writes the targets of the plan to ``doc._.targets``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its targets."""
        text = document.text(doc)
        plans = [m.content for m in document.mentions(doc, "plans") if isinstance(m.content, Plan)]
        year = plans[0].year if plans else None
        programs = document.mentions(doc, "programs")
        doc._.targets = tuple(
            mention
            for sentence in document.sentences(doc)
            for mention in targets(text, sentence, programs, year)
        )
        return doc


def targets(
    text: str, sentence: Sentence, programs: tuple[Mention, ...], plan_year: int | None
) -> Iterator[Mention]:
    """Yield the targets of a sentence; ``programs`` are those of the text, in order."""
    found = tuple(amounts(text, sentence.start, sentence.end))
    near = [p for p in programs if sentence.start <= p.start and p.end <= sentence.end]
    previous: Counted | None = None
    baseline: Amount | None = None
    for amount in found:
        if any(p.start <= amount.number.start < p.end for p in near if _is_name(p, amount)):
            continue
        if _is_baseline(text, amount, sentence):
            baseline = amount
            continue
        counting = replace(amount, start=baseline.start) if baseline else amount
        others = tuple(other for other in found if other is not baseline)
        what = counted(text, counting, (sentence.start, sentence.end), others, previous)
        if what.indicator in ("", what.period, what.per):
            what = _by_program(what, amount, near)
        if not what.indicator:
            continue
        yield _target(text, sentence, amount, what, baseline, near, plan_year)
        previous, baseline = what, None


def _target(
    text: str,
    sentence: Sentence,
    amount: Amount,
    what: Counted,
    baseline: Amount | None,
    near: list[Mention],
    plan_year: int | None,
) -> Mention:
    before = text[sentence.start : amount.start]
    clause = re.split(f"[{_MARKS}]", before)[-1]
    program = _program(what, amount, near)
    number = amount.number
    ranged = number.value_max is not None
    content = Target(
        indicator=what.indicator,
        value=number.value,
        value_max=number.value_max,
        unit=amount.unit,
        unit_concept=amount.unit_concept,
        comparator=Comparator.EQ
        if amount.comparator is Comparator.RANGE and not ranged
        else amount.comparator,
        status=status(clause, before, sentence.path, plan_year),
        quantity=quantity(text[sentence.start : number.start], ratio=number.ratio),
        baseline=baseline.number.value if baseline else None,
        period=what.period,
        per=what.per,
        commitment=commitment(clause) or commitment(before),
        masked=number.masked,
        year=deadline(clause, before, sentence.path, plan_year),
        program=program.name if program else None,
        program_concept=program.concept if program else None,
        part_of="其中" if "其中" in before else None,
    )
    return Mention(what.start, what.end, content, _MASKED if number.masked else _CERTAIN)


def _is_name(program: Mention, amount: Amount) -> bool:
    """Whether a program's mention holds the number as a part of its name, and not beside it."""
    return amount.number.end <= program.end and amount.end < program.end


def _is_baseline(text: str, amount: Amount, sentence: Sentence) -> bool:
    """Whether an amount is where a change starts: 由85%提高到90%."""
    before, behind = _baseline()
    return bool(
        before.search(text[sentence.start : amount.start])
        and behind.match(text[amount.end : sentence.end])
    )


def _by_program(what: Counted, amount: Amount, near: list[Mention]) -> Counted:
    """Let the program before count where nothing else is named: 每天2小时."""
    earlier = [p for p in near if p.end <= amount.start and isinstance(p.content, Program)]
    if not earlier or not (what.period or what.per):
        return what
    content = earlier[-1].content
    name = content.name if isinstance(content, Program) else ""
    return Counted(
        what.start, what.end, name + (what.period or what.per or ""), what.period, what.per
    )


def _program(what: Counted, amount: Amount, near: list[Mention]) -> Program | None:
    """Return the program of a target: named in its quote, else the last one before it."""
    inside = [p for p in near if p.start < what.end and what.start < p.end]
    before = [p for p in near if p.end <= amount.start]
    for mention in [*inside[:1], *reversed(before)]:
        if isinstance(mention.content, Program):
            return mention.content
    return None


@cache
def _baseline() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = words_table()["status"]
    return re.compile(raw["baseline"]), re.compile(raw["baseline_behind"])
