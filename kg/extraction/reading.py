"""From the mentions of a Doc to proved facts of its source, in the order of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extraction import document
from kg.extraction.document import Outline, Sentence
from kg.records import (
    CleanText,
    Content,
    Evidence,
    Fact,
    Mention,
    Plan,
    Reading,
    Region,
    Span,
)
from kg.regions import table

# Plans come first; of facts at one place the order is this one.
_KINDS = ("plan", "section", "region", "program", "target", "citation")
_ORDER = {kind: index for index, kind in enumerate(_KINDS)}


def reading(doc: Doc) -> Reading:
    """Return what the pipeline found in the Doc of a clean text, as facts of its source."""
    facts = _Facts(doc)
    found = [facts.of(mention) for mention in _distinct(_mentions(doc))]
    found.sort(key=_place)
    return Reading(doc._.clean.source, tuple(found))


def _place(fact: Fact) -> tuple[bool, int, int, int]:
    """Return where a fact stands among the others, the plans before all."""
    kind, span = fact.content.kind, fact.span
    return kind != "plan", span.start, span.end, _ORDER[kind]


def _mentions(doc: Doc) -> Iterator[Mention]:
    outline: Outline = doc._.outline
    for heading in outline.headings:
        yield Mention(heading.start, heading.end, heading.section, hints=heading.hints)
    for kind in document.KINDS:
        yield from document.mentions(doc, kind)


def _distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions without repetitions; to compare those of one place is enough."""
    by_place: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        same_place = by_place[mention.start, mention.end]
        if mention not in same_place:
            same_place.append(mention)
            yield mention


class _Facts:
    """What turns the mentions of a Doc into facts of its source."""

    def __init__(self, doc: Doc) -> None:
        self._clean: CleanText = doc._.clean
        self._outline: Outline = doc._.outline
        self._plan_at = document.plans_by_place(doc)
        self._sentences: dict[tuple[int, int], Span] = {}

    def of(self, mention: Mention) -> Fact:
        """Return a mention as a fact, in the sentence that holds it."""
        clean = self._clean
        first = self._outline.sentence_at(mention.start)
        return Fact(
            source=clean.source,
            span=clean.source_span(mention.start, mention.end),
            sentence=self._sentence(mention, first),
            content=self._content(mention),
            section=first.path if first else (),
            confidence=mention.confidence,
            evidence=tuple(
                [Evidence(clean.source_span(h.start, h.end), h.shows) for h in mention.hints]
            ),
        )

    def _content(self, mention: Mention) -> Content:
        """Return a plan with the faults of its text, a region with its code in the plan's year."""
        content = mention.content
        if isinstance(content, Plan):
            return replace(content, faults=(*self._clean.faults, *content.faults))
        plan = self._plan_at(mention.start) if isinstance(content, Region) else None
        if isinstance(content, Region) and plan and plan.year:
            return replace(content, code_then=table().code_in(content.code, plan.year))
        return content

    def _sentence(self, mention: Mention, first: Sentence | None) -> Span:
        """Return the sentence that holds a mention, the sentences where it goes over an end."""
        last = first
        if first is None or mention.end > first.end:
            last = self._outline.sentence_at(mention.end - 1)
        start = min(first.start, mention.start) if first else mention.start
        end = max(last.end, mention.end) if last else mention.end
        if (start, end) not in self._sentences:
            self._sentences[start, end] = self._clean.source_span(start, end)
        return self._sentences[start, end]
