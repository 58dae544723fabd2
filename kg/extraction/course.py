"""The course of a text between looking back and planning: which sentences tell of what is done.

Many sentences do not say it themselves (招聘教师280名。). They belong to the stretch in which they
stand: a report goes on until a heading, a year or a word of intention ends it. What each sentence
says for itself is weighed, and the likeliest course through the whole text is found (Viterbi), in
which every change costs something, less where a paragraph or a heading begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.document import Sentence
from kg.extraction.status import PlanYears, Told, heading_status, looks_back, past_year, spoken
from kg.records import DocumentType, Plan, Status

# Weights are about log odds, set by hand on the seeds and the passages in tests/gold/passages.
_HEADING = 3.0
_SHORT = 25  # a line of so few characters heads what follows
_MOST = 2.5  # one sentence says no more than this, whatever it says
_PAST_YEAR, _COMING_YEAR = 2.5, 2.0
# 2023年… in a plan for 2023.
_OWN_YEAR = 1.0
_ODD_NUMBER, _MOST_ODD = 0.15, 0.6
_REPORT, _PLAN = 1.5, -1.0
# What a sentence of a plan, or of a report, leans to when it says nothing.
_LEAN_PLAN, _LEAN_REPORT = -0.3, 0.2
_CHANGE_WITHIN, _CHANGE_PARAGRAPH, _CHANGE_HEADING, _CHANGE_PART = 2.2, 1.4, 1.0, 0.6
_CHANGE_ITEM = 0.2  # a plan comes back to itself from one item of a list to the next
_TIMED = 0.5  # a sentence that opens with a time may turn to another
_IN_REPORT = 1.5  # a report goes on reporting
_BACK = 1.5  # a text looks back first and then ahead, seldom the other way round

# A number with three digits that count is a result sooner than a promise: 2736万, 93.4.
_ODD = re.compile(r"(?<![\d.])(?!20\d\d年)(?:\d{1,3}(?:,\d{3})+|\d*[1-9]\d*[1-9]|\d+\.\d*[1-9])")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_TIME = re.compile(
    r"(?:截至|截止)?(?:20\d\d年|[去今明]年|[上下]半年|下一步|接下来|[一近五]年来|目前|会议|“?十[一二三四五]五)"
)
# A title that says both: 2022年工作总结及2023年工作打算.
_BOTH = re.compile(
    "^[^，。；]{0,30}(?:总结|回顾|情况)[^，。；]{0,20}(?:计划|打算|要点|安排|谋划|思路)$"
)
_OPENING_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a status, and how strongly: for what is done above 0."""

    words: re.Pattern[str]
    weight: float
    plan_only: bool = False


@Language.factory("kg_course", assigns=["doc._.course"])
def make_course(nlp: Language, name: str) -> CourseReader:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.course``."""
    return CourseReader()


class CourseReader:
    """Writes the status of each sentence to ``doc._.course``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its course."""
        text = document.text(doc)
        found: dict[int, Told] = {}
        for plan, sentences in document.by_plan(doc):
            found |= course(text, sentences, PlanYears.of(plan), _leaning(plan))
        doc._.course = found
        return doc


def _leaning(plan: Plan | None) -> tuple[float, float]:
    """Return how a document begins, and to what its silent sentences lean, above 0 to what is done.

    A report that also plans begins with the report.
    """
    if plan is None or plan.document_type in (None, DocumentType.NEWS_REPORT):
        return 0.0, 0.0
    if plan.document_type is not DocumentType.WORK_REPORT:
        return _PLAN, _LEAN_PLAN
    return _REPORT, _LEAN_REPORT if plan.reports_on == plan.year else 0.0


def course(
    text: str,
    sentences: Sequence[Sentence],
    years: PlanYears | None,
    leaning: tuple[float, float] = (_PLAN, _LEAN_PLAN),
) -> dict[int, Told]:
    """Return what each sentence tells of, by where it starts.

    ``leaning`` is in log odds: of the beginning, and of each sentence that says nothing.

    >>> text = "去年新建学校3所。招聘教师280名。今年要新建学校5所。"
    >>> found = [Sentence(0, 9, (), 0, 0), Sentence(9, 18, (), 0, 9), Sentence(18, 28, (), 0, 18)]
    >>> told = course(text, found, PlanYears(2023, 2023), leaning=(0.0, 0.0))
    >>> [(sentence.status.value, sentence.year) for sentence in told.values()]
    [('achieved', 2022), ('achieved', 2022), ('planned', None)]
    """
    bias, lean = leaning
    scores = {Status.ACHIEVED: bias / 2, Status.PLANNED: -bias / 2}
    steps: list[dict[Status, Status]] = []
    before: Sentence | None = None
    for sentence in sentences:
        words = text[sentence.words_from(text) : sentence.end]
        cost = _change(before, sentence) * (_TIMED if _TIME.match(words) else 1)
        items = before and lean < 0 and _numbered(before) and _numbered(sentence)
        said = lean + _weight(words, sentence.path, years, plan=lean < 0)
        step, reached = {}, {}
        for status, sign in ((Status.ACHIEVED, 1), (Status.PLANNED, -1)):
            other = Status.PLANNED if status is Status.ACHIEVED else Status.ACHIEVED
            onward = _IN_REPORT if lean > 0 else 1.0
            change = cost * (onward if status is Status.PLANNED else _BACK)
            if items and status is Status.PLANNED:
                change = _CHANGE_ITEM
            stays = scores[status] >= scores[other] - change
            step[status] = status if stays else other
            reached[status] = max(scores[status], scores[other] - change) + sign * said / 2
        steps.append(step)
        scores, before = reached, sentence
    state = max(scores, key=lambda status: (scores[status], status))
    found: list[Status] = []
    for step in reversed(steps):
        found.append(state)
        state = step[state]
    return dict(_told(text, sentences, found[::-1], years))


def _told(
    text: str, sentences: Sequence[Sentence], states: list[Status], years: PlanYears | None
) -> Iterator[tuple[int, Told]]:
    """Yield the starts of the sentences with their status; a stretch keeps its year to its end."""
    year: int | None = None
    for sentence, status in zip(sentences, states, strict=True):
        if status is Status.PLANNED:
            year = None
        else:
            words = text[sentence.words_from(text) : sentence.end]
            year = past_year(words, years) or year
        yield sentence.start, Told(status, year)


def _change(before: Sentence | None, sentence: Sentence) -> float:
    """Return what it costs that the status changes between two sentences."""
    if before is None:
        return 0.0
    if before.path[:1] != sentence.path[:1]:
        return _CHANGE_PART
    if before.path != sentence.path:
        return _CHANGE_HEADING
    return _CHANGE_WITHIN if before.paragraph == sentence.paragraph else _CHANGE_PARAGRAPH


def _numbered(sentence: Sentence) -> bool:
    """Whether a sentence begins with a number: （二）招聘教师30名."""
    return sentence.content > sentence.start


def _weight(
    words: str, path: tuple[str, ...], years: PlanYears | None, *, plan: bool = True
) -> float:
    """Return how strongly a sentence and the headings above it speak for what is done."""
    if _BOTH.search(words):
        return 0.0
    plain = spoken(words)
    cues = [cue for cue in _cues() if plan or not cue.plan_only]
    weight = sum(cue.weight for cue in cues if cue.words.search(plain))
    weight += min(_MOST_ODD, _ODD_NUMBER * len(_ODD.findall(plain)))
    if years:
        if looks_back(plain, years.first):
            weight += _PAST_YEAR
        if opening := _OPENING_YEAR.match(plain):
            weight -= _OWN_YEAR * (int(opening[1]) == years.first)
        if any(int(year) > years.first for year in _YEAR.findall(plain)):
            weight -= _COMING_YEAR
    own = words.rstrip("：。 ") if len(words) <= _SHORT else ""  # 2017年工作要点：
    above = next((s for s in (heading_status(h, years) for h in (own, *reversed(path))) if s), None)
    weight = max(-_MOST, min(_MOST, weight))
    return weight + {Status.ACHIEVED: _HEADING, Status.PLANNED: -_HEADING, None: 0.0}[above]


@cache
def _cues() -> tuple[Cue, ...]:
    rows = resources.words("kg.extraction", "status")["cue"]
    return tuple(
        Cue(re.compile(row["words"]), row["weight"], row.get("plan_only", False)) for row in rows
    )
