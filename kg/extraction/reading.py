"""From the mentions of a Doc to proved facts of its source, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extraction import document
from kg.extraction.document import Outline
from kg.records import (
    CleanText,
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
_ORDER = ("plan", "section", "region", "program", "target", "citation")


def reading(doc: Doc) -> Reading:
    """Return what the pipeline found in the Doc of a clean text, as facts of its source."""
    clean: CleanText = doc._.clean
    distinct = dict.fromkeys(_mentions(doc))
    found = [_fact(clean, doc._.outline, m, document.plan_at(doc, m.start)) for m in distinct]
    found.sort(key=lambda fact: (fact.span.start, fact.span.end, _ORDER.index(fact.content.kind)))
    plans = [fact for fact in found if isinstance(fact.content, Plan)]
    others = [fact for fact in found if not isinstance(fact.content, Plan)]
    return Reading(clean.source, (*plans, *others))


def _mentions(doc: Doc) -> Iterator[Mention]:
    outline: Outline = doc._.outline
    for heading in outline.headings:
        yield Mention(heading.start, heading.end, heading.section, hints=heading.hints)
    for kind in document.KINDS:
        yield from document.mentions(doc, kind)


def _fact(clean: CleanText, outline: Outline, mention: Mention, plan: Plan | None) -> Fact:
    content = mention.content
    if isinstance(content, Plan):
        content = replace(content, faults=(*clean.faults, *content.faults))
    elif isinstance(content, Region):
        code_then = table().code_in(content.code, plan.year) if plan and plan.year else None
        content = replace(content, code_then=code_then)
    span = clean.source_span(mention.start, mention.end)
    sentence = outline.sentence_at(mention.start)
    return Fact(
        source=clean.source,
        span=span,
        sentence=_sentence(clean, outline, mention),
        content=content,
        section=sentence.path if sentence else (),
        confidence=mention.confidence,
        evidence=tuple(
            Evidence(clean.source_span(hint.start, hint.end), hint.shows) for hint in mention.hints
        ),
    )


def _sentence(clean: CleanText, outline: Outline, mention: Mention) -> Span:
    """Return the sentence that holds a mention, or the sentences where it goes over an end."""
    first, last = outline.sentence_at(mention.start), outline.sentence_at(mention.end - 1)
    start = min(first.start, mention.start) if first else mention.start
    end = max(last.end, mention.end) if last else mention.end
    return clean.source_span(start, end)
