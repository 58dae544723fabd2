"""The plan's own data: title, year, issuer, region, kind of document, dates and numbers.

They stand in the page's table of contents, in the title, in the first sentences and in tags.
``own_region`` tells the region, ``conflicts`` what is doubtful about it and about the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.clean.lines import lines
from kg.corrections.decision import OfPlan
from kg.corrections.facts import decided_plan
from kg.extraction import document
from kg.extraction.numbers import plain_value
from kg.extraction.plan.conflicts import faults
from kg.extraction.plan.own_region import OwnRegion, own_region
from kg.extraction.plan.title import Title, further_titles, headline_of, title_of
from kg.extraction.regions.places import Place, places_of
from kg.records import CleanText, DocumentType, FaultKind, Hint, Mention, Plan
from kg.regex import compiled, patterns
from kg.regions import table

# The part of a plan in which a meeting's date line and its year stand.
_OPENING = 400
_BEGINNING = 8  # characters by which the first line of the text is found
# So many blanks stand for what a compendium has before a plan: more than an opening.
_BLANK_BEFORE = 500
# A plan without a title is shown by so much of its first line.
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of ``plan.toml``, each named after its table and its place there."""

    document_types: tuple[tuple[DocumentType, re.Pattern[str]], ...]
    news_source: re.Pattern[str]
    news_dateline: re.Pattern[str]
    news_year: re.Pattern[str]
    news_congress: re.Pattern[str]
    years_range: re.Pattern[str]
    years_five_year: re.Pattern[str]
    issuer_title: re.Pattern[str]
    issuer_label: re.Pattern[str]
    issuer_office: re.Pattern[str]
    issuer_line: re.Pattern[str]
    issuer_masked: re.Pattern[str]
    issuer_bare: re.Pattern[str]
    dates_any: re.Pattern[str]
    dates_source: re.Pattern[str]
    dates_label: re.Pattern[str]
    dates_line: re.Pattern[str]
    numbers_index: re.Pattern[str]
    numbers_document: re.Pattern[str]


@Language.factory("kg_plan", assigns=["doc._.plans"])
def make_plan(nlp: Language, name: str) -> PlanReader:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.plans``."""
    return PlanReader()


class PlanReader:
    """Writes the plans that the document holds to ``doc._.plans``: one, or a compendium's."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its plans."""
        text, body = document.text(doc), document.body(doc)
        found = places_of(doc).within(((0, len(text)),))
        mirror = document.has_fault(doc, FaultKind.MIRROR)
        clean: CleanText | None = doc._.clean
        edges = [0, *(title.start for title in further_titles(text, body)), len(text)]
        read = []
        for start, end in pairwise(edges):
            before = min(start, _BLANK_BEFORE)
            shift = start - before
            plan = read_plan(
                " " * before + text[start:end] if len(edges) > 2 else text,
                tuple((a - shift, b - shift) for a, b in document.cut_to(body, start, end)),
                [_moved(place, -shift) for place in document.beginning(found, start, end)],
                mirror=mirror,
                clean=clean,
                shift=shift,
            )
            hints = tuple(_moved(hint, shift) for hint in plan.hints)
            read.append(_moved(plan, shift)._replace(hints=hints))
        doc._.plans = tuple(_decided(mention, clean, doc._.decided) for mention in read)
        return doc


_Placed = TypeVar("_Placed", Place, Mention, Hint)


def _moved(placed: _Placed, by: int) -> _Placed:
    return placed._replace(start=placed.start + by, end=placed.end + by)


def _decided(mention: Mention, clean: CleanText | None, decisions: Sequence[OfPlan]) -> Mention:
    """Return a plan with what people have decided about it."""
    plan = mention.content
    if clean is None or not decisions or not isinstance(plan, Plan):
        return mention
    start = clean.source_span(mention.start, mention.end).start
    return mention._replace(content=decided_plan(plan, decisions, start=start))


def read_plan(
    text: str,
    body: tuple[tuple[int, int], ...],
    found: list[Place],
    *,
    mirror: bool = False,
    clean: CleanText | None = None,
    shift: int = 0,
) -> Mention:
    """Return the plan in ``body``; ``found`` are the place names of the whole page.

    On a mirror's page no date is the date of publication. ``clean`` leads faults to the source;
    ``text`` begins at its offset ``shift``.
    """
    words = _words()
    opening = "".join(text[start:end] for start, end in body)[:_OPENING]
    title = title_of(text)
    news = _is_news(text, opening, words, titled=title is not None)
    if news and (title is None or title.start > text.find(opening[:_BEGINNING])):
        title = headline_of(text, body)
    region = own_region(text, body, found, (title.start, title.end) if title else None)
    day = _day(text, words)
    period = _period(title, opening, words, day if news else None)
    year, until = period or (None, None)
    published = None if mirror else _date(text, words)
    kind = _document_type(title, opening, words)
    content = Plan(
        title=_as_written(title, clean, shift) if title else None,
        year=year,
        period_start=f"{period[0]}-01-01" if period else None,
        period_end=f"{period[1]}-12-31" if period else None,
        reports_on=_reports_on(title, kind),
        issuer=_issuer(text, title, region, found, words),
        region=region.code,
        region_name=table().now(region.region).name if region.region else None,
        region_stated=region.stated,
        published=published,
        document_type=DocumentType.NEWS_REPORT if news else kind,
        index_number=_group(words.numbers_index, text, "number"),
        document_number=_group(words.numbers_document, text, "number")
        if _NUMBERED.search(text)
        else None,
        faults=tuple(
            faults(
                text,
                body,
                found,
                region,
                has_title=title is not None,
                until=until,
                span_of=lambda hint: (
                    clean.source_span(hint.start + shift, hint.end + shift) if clean else None
                ),
            )
        ),
    )
    start, end = (title.start, title.end) if title else _first_line(text, body)
    return Mention(start, end, content, region.confidence, region.hints + _year_hints(text, year))


def _as_written(title: Title, clean: CleanText | None, shift: int) -> str:
    """Return a title with its years in the numerals of the source: 二〇一八年."""
    place = title.start + shift, title.end + shift
    written = clean.source_span(*place).quote if clean else ""
    if len(written) != len(title.words):
        return title.words
    pairs = zip(title.words, written, strict=True)
    return "".join(old if new.isdigit() and old in _NUMERALS else new for new, old in pairs)


def _is_news(text: str, opening: str, words: Words, *, titled: bool) -> bool:
    """Whether a report tells of the plan: by its dateline, or without a title by its source."""
    if words.news_dateline.search(opening[: _OPENING // 2]):
        return True
    return not titled and bool(words.news_source.search(text[:_OPENING]))


def _period(
    title: Title | None, opening: str, words: Words, day: str | None
) -> tuple[int, int] | None:
    """Return the first and the last year that a plan is for.

    A title that closes one year and plans the next is for the next; 十四五 is 2021 to 2025. A news
    report that does not say it speaks of the year of its ``day``.
    """
    name = title.words if title else ""
    if match := words.years_range.search(name):
        return int(match["first"]), int(match["last"])
    if match := words.years_five_year.search(name):
        first = 2006 + 5 * "一二三四五".index(match["count"])
        return first, first + 4
    years = [int(year) for year in _YEAR.findall(name)]
    if years:
        return years[-1], years[-1]
    news = words.news_year.search(opening)
    if news:
        year = int(news["year"] or news["meeting"])
        return year, year
    if day:
        return int(day[:4]), int(day[:4])
    years = [int(year) for year in _OPENING_YEAR.findall(opening)]
    return (years[0], years[0]) if years else None


_NUMBERED = re.compile(r"（20\d\d）\d{1,4}号")
_NUMERALS = "〇零○◯一二三四五六七八九"
_DATE_PART = re.compile(r"\d+|[一二三四五六七八九十]+")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_OPENING_YEAR = re.compile(r"(?<![\d到至由从较比])(20\d\d)(?=年)(?!年(?:底|末|以前|之前|的\d))")


def _year_hints(text: str, year: int | None) -> tuple[Hint, ...]:
    match = re.search(f"{year}年", text) if year else None
    return (Hint(*match.span(), f"计划年度{year}"),) if match else ()


def _reports_on(title: Title | None, kind: DocumentType | None) -> int | None:
    """Return the year that a report looks back on: the first in its title.

    A government's report to its congress is named by the year that begins.
    """
    if title is None or kind is not DocumentType.WORK_REPORT:
        return None
    years = [int(year) for year in _YEAR.findall(title.words)]
    if not years:
        return None
    return years[0] - 1 if title.words.endswith("政府工作报告") else years[0]


def _date(text: str, words: Words) -> str | None:
    """Return the date on which the issuing body published the plan: labelled, or in a line alone.

    Such a line stands below the title, or below the end.
    """
    ends = (text[:_OPENING], text[-_OPENING:])
    labelled = words.dates_label.search(text) or words.dates_source.search(text[:_OPENING])
    return _iso(labelled or next(filter(None, map(words.dates_line.search, ends)), None))


def _day(text: str, words: Words) -> str | None:
    """Return the first date in the head of a page, whatever it is the date of."""
    return _iso(words.dates_any.search(text[:_OPENING]))


def _iso(match: re.Match[str] | None) -> str | None:
    """Return a date as 2023-03-29; none where there is no such day, as on the 30th of February."""
    if not match:
        return None
    year, month, day = (plain_value(part) for part in _DATE_PART.findall(match["date"]))
    try:
        return date(int(year or 0), int(month or 0), int(day or 0)).isoformat()
    except ValueError:
        return None


def _document_type(title: Title | None, opening: str, words: Words) -> DocumentType | None:
    if title is None:
        return DocumentType.WORK_REPORT if words.news_congress.search(opening) else None
    return next(
        (kind for kind, pattern in words.document_types if pattern.search(title.words)), None
    )


def _issuer(
    text: str, title: Title | None, region: OwnRegion, found: list[Place], words: Words
) -> str | None:
    """Return the issuing body with its region's full name, as far as the document tells it.

    The title or the page's label names it, else the office that the text speaks of as its own.
    ``市教育局`` alone is completed by the region before it, or by the region that the document
    states as its own and whose name ends in 市.
    """
    line = text.rfind("\n", 0, title.start) + 1 if title else 0
    stated = words.issuer_title.match(text, line) if title else None
    stated = stated or (words.issuer_title.match(title.words) if title else None)
    if stated:
        return stated["issuer"]
    if title and words.issuer_masked.match(title.words):
        return None
    alone = words.issuer_line.search(text[:_OPENING])
    if alone and not words.issuer_bare.match(alone["issuer"]):
        return alone["issuer"]
    label = words.issuer_label.search(text)
    offices = [label] if label else list(words.issuer_office.finditer(text))
    offices = [match for match in offices if text[match.start() - 1 : match.start()] != "X"]
    if not offices:
        return None
    own = {p.end: p.start for p in reversed(found) if p.regions == (region.region,)}
    for match in offices:
        begin = match.start("issuer")
        before = own.get(begin, own.get(begin + 1))
        if before is not None:
            return text[before : match.end("issuer")]
    name = offices[0]["issuer"]
    if not words.issuer_bare.match(name):
        return name
    full = table().now(region.region).name if region.region and region.stated else ""
    if full and full[-1] == name[0]:
        return full + name[1:]
    return name if label or not full else None


def _first_line(text: str, body: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    for start, end in (*body, (0, len(text))):
        for line in lines(text[start:end]):
            return start + line.start, start + min(line.end, line.start + _LONGEST_LINE)
    return 0, len(text)


def _group(pattern: re.Pattern[str], text: str, name: str) -> str | None:
    match = pattern.search(text)
    return match[name].strip() if match else None


@cache
def _words() -> Words:
    raw = resources.words("kg.extraction.plan", "plan")
    tables = ("news", "years", "issuer", "dates", "numbers")
    named = {f"{table}_{name}": raw[table][name] for table in tables for name in raw[table]}
    lines = ("issuer_line", "dates_line", "numbers_document")
    types = raw["document_type"]
    return patterns(
        Words,
        named,
        document_types=tuple((DocumentType(row["type"]), compiled(row["words"])) for row in types),
        **{name: compiled(named[name], re.MULTILINE) for name in lines},
    )
