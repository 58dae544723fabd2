"""What the components read from a spaCy Doc and write to it.

Everything is kept in character offsets of the text, never in tokens: a name may begin inside a
token (壮族自治区). A Doc made of a plain string has no CleanText; then all of it is the plan.

==================  =============================================================
``doc._.clean``     the CleanText that the Doc was made of, or None
``doc._.outline``   the Outline: sections and sentences of the plan
``doc._.decided``   the decisions of people on the plans of the document
``doc._.course``    what each sentence is Told to be, by where it starts
``doc._.plans``     Mentions with a Plan; likewise ``regions``, ``programs``,
                    ``targets`` and ``citations``
==================  =============================================================
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import rjieba
from spacy.language import Language
from spacy.tokens import Doc

from kg.corrections.decision import OfPlan
from kg.records import CleanText, FaultKind, Hint, Mention, Plan, Section

KINDS = ("plans", "regions", "programs", "targets", "citations")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section in the text: itself from ``start`` to ``end``, what it heads to ``reach``.

    ``content`` is where its words begin behind its number; ``hints`` show what else is said of it.
    """

    start: int
    end: int
    reach: int
    section: Section
    path: tuple[str, ...]
    content: int
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the plan and the headings and measures above it.

    ``paragraph`` is where its paragraph begins, ``content`` where its words do, behind 1. or 一是.
    """

    start: int
    end: int
    path: tuple[str, ...]
    paragraph: int
    content: int

    def words_from(self, text: str) -> int:
        """Return where in ``text`` its words begin: 2022年 in （一）2022年.

        A sentence that is nothing but its number or its label begins with that.
        """
        words = text[self.content : self.end].lstrip()
        return self.end - len(words) if words else self.start


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan's structure: headings and sentences, each in the order of the text."""

    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, if it lies in the plan."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]


def register() -> None:
    """Declare the extensions, once."""
    defaults: dict[str, object] = {"clean": None, "outline": None, "decided": (), "course": {}}
    for name, default in (defaults | dict.fromkeys(KINDS, ())).items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def make(nlp: Language, clean: CleanText, decided: Sequence[OfPlan] = ()) -> Doc:
    """Return the Doc of a clean text, ready for the pipeline."""
    doc = nlp.make_doc(clean.text)
    doc._.clean = clean
    doc._.decided = tuple(decided)
    return doc


def text(doc: Doc) -> str:
    """Return the Doc's text; ``doc.text`` puts it together from its tokens at every call."""
    clean: CleanText | None = doc._.clean
    return clean.text if clean else doc.text


def body(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the Doc's text that belong to the plan."""
    clean: CleanText | None = doc._.clean
    return clean.body() if clean else ((0, len(doc.text)),)


def sentences(doc: Doc) -> tuple[Sentence, ...]:
    """Return the sentences of the plan; one for the whole text where nothing has cut it."""
    outline: Outline | None = doc._.outline
    if outline is not None:
        return outline.sentences
    return tuple(Sentence(start, end, (), start, start) for start, end in body(doc))


def has_fault(doc: Doc, kind: FaultKind) -> bool:
    """Return whether the text of the Doc is known to have a fault."""
    clean: CleanText | None = doc._.clean
    return clean is not None and any(fault.kind is kind for fault in clean.faults)


def word_starts(doc: Doc) -> frozenset[int]:
    """Return the offsets at which a word begins, and the end of the text.

    spaCy's own Chinese tokenizer cuts characters; then jieba's words are cut here.
    """
    words = text(doc)
    if len(doc) == len(words):
        starts = [start for _, start, _ in rjieba.tokenize(words, "default", True)]
    else:
        starts = [int(start) for start in doc.to_array(["IDX"]).ravel()]
    return frozenset([*starts, len(words)])


def beginning(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return those of ``mentions``, given in the order of the text, that begin in a stretch."""
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    return mentions[first:last]


def plan_at(doc: Doc, offset: int) -> Plan | None:
    """Return the plan that ``offset`` lies in: the last that begins before it, else the first."""
    plans = [m for m in mentions(doc, "plans") if isinstance(m.content, Plan)]
    before = [mention for mention in plans if mention.start <= offset]
    chosen = before[-1] if before else next(iter(plans), None)
    return chosen.content if chosen and isinstance(chosen.content, Plan) else None


def by_plan(doc: Doc) -> Iterator[tuple[Plan | None, tuple[Sentence, ...]]]:
    """Yield each plan of the document with its sentences; None where no plan was read."""
    for plan, inside in groupby(sentences(doc), lambda sentence: plan_at(doc, sentence.start)):
        yield plan, tuple(inside)


def mentions(doc: Doc, kind: str) -> tuple[Mention, ...]:
    """Return what a component has found: ``kind`` is one of KINDS."""
    found: tuple[Mention, ...] = doc._.get(kind)
    return found


register()
