"""The course of a text between looking back and planning: which sentences tell of what is done.

Many sentences do not say it themselves (招聘教师280名。). They belong to the stretch in which they
stand: a report goes on until a heading, a year or a word of intention ends it. What each sentence
says for itself is weighed, and the likeliest course through the whole text is found (Viterbi), in
which every change costs something, less where a paragraph or a heading begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.course.status import (
    PlanYears,
    Told,
    heading_status,
    looks_back,
    past_year,
    spoken,
)
from kg.extraction.document import Sentence
from kg.records import DocumentType, Plan, Status
from kg.regex import compiled, firsts

# Weights are about log odds, set by hand on the seeds and the passages in tests/gold/passages:
_HEADINGS = {Status.ACHIEVED: 3.0, Status.PLANNED: -3.0}  # below such a heading
_SHORT = 25  # a line of so few characters heads what follows
_MOST = 2.5  # one sentence says no more than this, whatever it says
_PAST_YEAR, _COMING_YEAR = 2.5, 2.0  # a sentence that looks back, or names a year to come
_OWN_YEAR = 1.0  # a sentence that opens with the plan's year
_ODD_NUMBER, _MOST_ODD = 0.15, 0.6  # a number that is not round; however many
_REPORT, _PLAN = 1.5, -1.0  # the first sentence of a report, of a plan
_LEAN_PLAN, _LEAN_REPORT = -0.3, 0.2  # a sentence of theirs that says nothing
# To turn from what is done to what is planned, or back, from one sentence to the next.
_CHANGE_WITHIN, _CHANGE_PARAGRAPH, _CHANGE_HEADING, _CHANGE_PART = 2.2, 1.4, 1.0, 0.6
_CHANGE_ITEM = 0.2  # a plan comes back to itself from one item of a list to the next
_TIMED = 0.5  # a sentence that opens with a time may turn to another
_IN_REPORT = 1.5  # a report goes on reporting
_BACK = 1.5  # a text looks back first and then ahead, seldom the other way round

# A number with three digits that count is a result sooner than a promise: 2736万, 93.4.
_ODD = compiled(r"(?<![\d.])(?!20\d\d年)(?:\d{1,3}(?:,\d{3})+|\d*[1-9]\d*[1-9]|\d+\.\d*[1-9])")
_YEAR = compiled(r"(?<!\d)(20\d\d)年")
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


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues, with their numbers those that open a sentence and those that stand inside.

    ``begin`` finds where any of the latter begins.
    """

    all: tuple[Cue, ...]
    opening: tuple[tuple[int, Cue], ...]
    inner: tuple[tuple[int, Cue], ...]
    begin: re.Pattern[str]


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
    done, ahead = bias / 2, -bias / 2
    steps: list[tuple[bool, bool]] = []  # whether what is done, what is ahead, was so before
    before: Sentence | None = None
    speech = _Speech(years)
    spoken_words = [text[sentence.words_from(text) : sentence.end] for sentence in sentences]
    plain_words = [spoken(words) for words in spoken_words]
    cued = _cued(plain_words, plan=lean < 0)
    for sentence, words, plain, cue in zip(sentences, spoken_words, plain_words, cued, strict=True):
        cost = _change(before, sentence) * (_TIMED if _TIME.match(words) else 1)
        items = before and lean < 0 and _numbered(before) and _numbered(sentence)
        onward = _CHANGE_ITEM if items else cost * (_IN_REPORT if lean > 0 else 1.0)
        back = cost * _BACK
        steps.append((done >= ahead - back, ahead >= done - onward))
        said = (lean + speech.weight(words, plain, cue, sentence.path)) / 2
        done, ahead = max(done, ahead - back) + said, max(ahead, done - onward) - said
        before = sentence
    is_done = done > ahead
    found: list[Status] = []
    for done_before, ahead_before in reversed(steps):
        found.append(Status.ACHIEVED if is_done else Status.PLANNED)
        is_done = done_before if is_done else not ahead_before
    told = _told(spoken_words, found[::-1], years)
    return dict(zip((sentence.start for sentence in sentences), told, strict=True))


def _told(words: list[str], states: list[Status], years: PlanYears | None) -> Iterator[Told]:
    """Yield what sentences with these words tell of; a stretch keeps its year to its end."""
    year: int | None = None
    for sentence, status in zip(words, states, strict=True):
        year = None if status is Status.PLANNED else past_year(sentence, years) or year
        yield Told(status, year)


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


class _Speech:
    """What sentences of a plan for ``years``, or of a report, say for themselves."""

    def __init__(self, years: PlanYears | None) -> None:
        self._years = years
        self._above: dict[tuple[str, ...], float | None] = {(): None}

    def weight(self, words: str, plain: str, cued: float, path: tuple[str, ...]) -> float:
        """Return how strongly a sentence and the headings above it speak for what is done.

        ``plain`` are its ``words`` without the names in them, ``cued`` what its cues weigh.
        """
        if _BOTH.match(words):
            return 0.0
        weight = cued + min(_MOST_ODD, _ODD_NUMBER * len(_ODD.findall(plain)))
        weight += self._by_year(plain)
        heading = self._heading(words.rstrip("：。 ")) if len(words) <= _SHORT else None
        if heading is None:  # 2017年工作要点：
            heading = self._headed(path)
        return max(-_MOST, min(_MOST, weight)) + (heading or 0.0)

    def _by_year(self, plain: str) -> float:
        """Return what the years that a sentence names say."""
        if self._years is None or not ("年" in plain or "十" in plain):
            return 0.0
        own, weight = self._years.first, 0.0
        if looks_back(plain, own):
            weight += _PAST_YEAR
        if opening := _OPENING_YEAR.match(plain):
            weight -= _OWN_YEAR * (int(opening[1]) == own)
        if any(int(year) > own for year in _YEAR.findall(plain)):
            weight -= _COMING_YEAR
        return weight

    def _heading(self, heading: str) -> float | None:
        status = heading_status(heading, self._years)
        return _HEADINGS[status] if status else None

    def _headed(self, path: tuple[str, ...]) -> float | None:
        """Return what the innermost of the headings says that says something."""
        if path not in self._above:
            own = self._heading(path[-1])
            self._above[path] = self._headed(path[:-1]) if own is None else own
        return self._above[path]


# Between two sentences; no cue goes over it.
_APART = "。\n"


def _cued(sentences: Sequence[str], *, plan: bool) -> list[float]:
    """Return what the cues of each sentence of a plan, or of a report, weigh together.

    Those inside a sentence are found in one pass over all.
    """
    cues = _cues()
    met = [{i for i, cue in cues.opening if cue.words.match(words)} for words in sentences]
    starts = list(accumulate((len(words) + len(_APART) for words in sentences), initial=0))
    text = _APART.join(sentences)
    for place in cues.begin.finditer(text):
        at = place.start()
        here = met[bisect_right(starts, at) - 1]
        here.update([i for i, cue in cues.inner if cue.words.match(text, at)])
    weights = [cue.weight if plan or not cue.plan_only else 0.0 for cue in cues.all]
    return [sum([weights[i] for i in sorted(found)]) for found in met]


@cache
def _cues() -> Cues:
    rows = resources.words("kg.extraction.course", "status")["cue"]
    found = tuple(
        Cue(compiled(row["words"]), row["weight"], row.get("plan_only", False)) for row in rows
    )
    opening = [row["words"].startswith("^") for row in rows]
    inner = "|".join(row["words"] for row, opens in zip(rows, opening, strict=True) if not opens)
    return Cues(
        found,
        tuple((i, cue) for i, cue in enumerate(found) if opening[i]),
        tuple((i, cue) for i, cue in enumerate(found) if not opening[i]),
        re.compile(f"(?=[{firsts(inner)}])(?={inner})"),
    )
