"""Quantified commitments, planned or achieved: amounts with what they count, for when, by what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.course.status import PlanYears, Said, Told, commitment, quantity, status, year_of
from kg.extraction.document import Outline, Sentence
from kg.extraction.targets.amounts import Amount, amounts
from kg.extraction.targets.belonging import Below, NumberPlace, belongs_to, headed
from kg.extraction.targets.descriptions import is_rate, tells_basics, tells_problems
from kg.extraction.targets.indicator_tables import rows
from kg.extraction.targets.indicators import Counted, counted, names_nothing
from kg.extraction.targets.parts import parts
from kg.extraction.targets.respectively import by_thing, by_year
from kg.extraction.targets.topics import topical
from kg.records import Comparator, Mention, Plan, Program, Region, Target
from kg.regex import compiled

# Confidence in a target with its value, and in one whose value is masked; chosen, not tuned.
_CERTAIN, _MASKED = 0.9, 0.8
_YEAR_BEFORE = 8  # characters before a baseline in which its year ends: 2020年的


@Language.factory("kg_targets", assigns=["doc._.targets"])
def make_targets(nlp: Language, name: str) -> Targets:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.targets``."""
    return Targets()


class Targets:
    """Writes the targets of the plan to ``doc._.targets``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its targets."""
        below = _below(doc)
        found = [
            mention
            for plan, sentences in document.by_plan(doc)
            for mention in _of_plan(doc, plan, sentences, below)
        ]
        doc._.targets = tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))
        return doc


def _of_plan(
    doc: Doc, plan: Plan | None, sentences: tuple[Sentence, ...], below: Below
) -> Iterator[Mention]:
    """Yield the targets of one plan, those of its tables first."""
    text = document.text(doc)
    near = Surroundings(
        plan,
        PlanYears.of(plan),
        document.mentions(doc, "programs"),
        document.mentions(doc, "regions"),
        doc._.course,
        below,
    )
    stretches = document.cut_to(document.body(doc), sentences[0].start, sentences[-1].end)
    in_tables = tuple(rows(text, stretches, plan.year if plan else None))
    for row in in_tables:
        yield from (_for_year(mention, near.years) for mention in row.targets)
    in_rows = [(row.start, row.end) for row in in_tables]
    last: Mention | None = None
    for sentence in sentences:
        found = tuple(amounts(text, sentence.content, sentence.end))
        row_here = bool(document.cut_to(in_rows, sentence.start, sentence.end))
        if not found or row_here or tells_problems(sentence):
            continue
        if last and last.start < sentence.paragraph:
            last = None
        for mention in targets(text, sentence, found, near, last):
            yield mention
            last = mention


def _below(doc: Doc) -> Below:
    outline: Outline | None = doc._.outline
    return headed(document.text(doc), outline or Outline(), document.mentions(doc, "programs"))


def _for_year(mention: Mention, years: PlanYears | None) -> Mention:
    """Return a target of a table for the last year of its plan where no column says another."""
    target = mention.content
    if years is None or not isinstance(target, Target) or target.year is not None:
        return mention
    return mention._replace(content=replace(target, year=years.last))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else the text holds: its plan, and its programs and regions in order."""

    plan: Plan | None = None
    years: PlanYears | None = None
    programs: tuple[Mention, ...] = ()
    regions: tuple[Mention, ...] = ()
    course: Mapping[int, Told] = field(default_factory=dict)
    below: Below = field(default_factory=Below)

    def programs_in(self, start: int, end: int) -> list[Mention]:
        """Return the programs named between two offsets."""
        begun = document.beginning(self.programs, start, end)
        return [program for program in begun if program.end <= end]


def targets(
    text: str,
    sentence: Sentence,
    found: tuple[Amount, ...],
    near: Surroundings,
    last: Mention | None = None,
) -> Iterator[Mention]:
    """Yield the targets of a sentence with the amounts ``found``, one or more.

    ``last`` is the target before it in its paragraph.
    """
    named = near.programs_in(sentence.start, sentence.end)
    basics = tells_basics(text, sentence)
    lists = by_thing(text, found, sentence.content)
    years = by_year(text, found, sentence.content)
    own = near.plan.region if near.plan else None
    places = parts(text, found, sentence, near.regions, own)
    whole = last.content if last and isinstance(last.content, Target) else None
    previous: Counted | None = None
    before: Amount | None = None
    starts: list[Amount] = []
    earlier: list[NumberPlace] = []
    for amount in found:
        if any(_is_name(program, amount) for program in named):
            continue
        if _is_baseline(text, amount, sentence):
            starts.append(amount)
            continue
        baseline = starts.pop(0) if starts else None
        ahead = baseline is not None and (before is None or before.end <= baseline.start)
        counting = amount._replace(start=baseline.start) if baseline and ahead else amount
        others = tuple(other for other in found if other is not baseline)
        what = lists.get(amount.start) or counted(
            text, counting, (sentence.content, sentence.end), others, previous
        )
        if names_nothing(what):
            what = _by_program(what, amount, named)
        if not what.indicator:
            continue
        if basics and not is_rate(amount) and not _given(what, named):
            continue
        part = places.get(amount.start)
        told = previous.indicator if previous else (whole.indicator if whole else None)
        what = _without_place(text, what, part, told)
        what = topical(text, what, amount, sentence, previous)
        amount = _compared(text, amount, before)
        place = NumberPlace(what.start, what.end, amount.start)
        program = belongs_to(text, place, sentence, near.programs, earlier, near.below)
        earlier.append(place)
        year = years.get(amount.start)
        mention = _target(text, sentence, amount, what, baseline, near, part, program, year)
        yield _as_part(mention, whole) if part and whole and not program else mention
        previous, before = what, amount


def _given(what: Counted, named: Sequence[Mention]) -> bool:
    """Whether a program stands in the words of a number: 国培计划入选3人."""
    return any(what.start <= program.start < what.end for program in named)


def _target(
    text: str,
    sentence: Sentence,
    amount: Amount,
    what: Counted,
    baseline: Amount | None,
    near: Surroundings,
    part: Mention | None,
    program: Program | None,
    year: int | None,
) -> Mention:
    said = Said.before(text, amount.start, sentence)
    number = amount.number
    ranged = number.value_max is not None
    told = near.course.get(sentence.start)
    done = status(said, near.years, told)
    comparator = amount.comparator
    if comparator is Comparator.RANGE and not ranged:
        comparator = Comparator.EQ
    content = Target(
        indicator=what.indicator,
        value=number.value,
        value_max=number.value_max,
        unit=amount.unit,
        unit_concept=amount.unit_concept,
        comparator=comparator,
        status=done,
        quantity=quantity(text[sentence.start : number.start], ratio=number.ratio),
        baseline=baseline.number.value if baseline else None,
        baseline_year=_baseline_year(text, baseline),
        period=what.period,
        per=what.per,
        commitment=commitment(said.clause) or commitment(said.sentence),
        masked=number.masked,
        readable=number.readable,
        year=year or year_of(done, said, near.years, told),
        program=program.name if program else None,
        program_concept=program.concept if program else None,
        part_of="其中" if "其中" in said.sentence else None,
        region=part.content.code if part and isinstance(part.content, Region) else None,
    )
    return Mention(what.start, what.end, content, _CERTAIN if number.value is not None else _MASKED)


def _without_place(text: str, what: Counted, part: Mention | None, told: str | None) -> Counted:
    """Take the name of a part of the region off an indicator: 延吉市4所 counts what was counted."""
    if part is None or not what.indicator.startswith(text[part.start : part.end]):
        return what
    rest = what.indicator[part.end - part.start :].lstrip("要各将")
    return what._replace(indicator=rest or told or what.indicator)


def _as_part(mention: Mention, whole: Target) -> Mention:
    """Give a part's number the program of the whole's: 全省新增1532家。其中杭州市174家."""
    part = mention.content
    if not isinstance(part, Target) or part.indicator != whole.indicator:
        return mention
    content = replace(part, program=whole.program, program_concept=whole.program_concept)
    return mention._replace(content=content)


def _compared(text: str, amount: Amount, before: Amount | None) -> Amount:
    """Give an amount the comparator of the one before in a list: 至少2项技能、1项特长."""
    if (
        before is None
        or amount.comparator is not Comparator.EQ
        or before.start == before.number.start
    ):
        return amount
    between = text[before.end : amount.start]
    if "、" not in between or set(between) & set("，。；："):
        return amount
    return amount._replace(comparator=before.comparator)


def _is_name(program: Mention, amount: Amount) -> bool:
    """Whether a program's mention holds the number as a part of its name, and not beside it."""
    number = amount.number
    return program.start <= number.start and number.end <= program.end and amount.end < program.end


def _is_baseline(text: str, amount: Amount, sentence: Sentence) -> bool:
    """Whether an amount is where a change starts: 由85%提高到90%."""
    before, behind = _baseline()
    return bool(
        before.search(text[sentence.start : amount.start])
        and behind.match(text[amount.end : sentence.end])
    )


def _baseline_year(text: str, baseline: Amount | None) -> int | None:
    """Return the year that a baseline is of: 由2020年的85%提高到90%."""
    before = text[max(0, baseline.start - _YEAR_BEFORE) : baseline.start] if baseline else ""
    match = re.search(r"(20\d\d)年的?$", before)
    return int(match[1]) if match else None


def _by_program(what: Counted, amount: Amount, near: list[Mention]) -> Counted:
    """Let the program before count where nothing else is named: 每天2小时."""
    earlier = [p for p in near if p.end <= amount.start and isinstance(p.content, Program)]
    if not earlier or not (what.period or what.per):
        return what
    content = earlier[-1].content
    name = content.name if isinstance(content, Program) else ""
    return what._replace(indicator=name + (what.indicator or what.period or what.per or ""))


@cache
def _baseline() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = resources.words("kg.extraction.course", "status")["words"]
    return compiled(raw["baseline"]), compiled(raw["baseline_behind"])
