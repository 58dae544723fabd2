"""What the components read from a spaCy Doc and write to it.

Everything is kept in character offsets of the text, never in tokens: a name may begin inside a
token (壮族自治区). A Doc made of a plain string has no CleanText; then all of it is the plan.

==================  =============================================================
``doc._.clean``     the CleanText that the Doc was made of, or None
``doc._.outline``   the Outline: sections and sentences of the plan
``doc._.places``    the place names, once they have been looked for, or None
``doc._.decided``   the decisions of people on the plans of the document
``doc._.course``    what each sentence is Told to be, by where it starts
``doc._.plans``     Mentions with a Plan; likewise ``regions``, ``programs``,
                    ``targets`` and ``citations``
==================  =============================================================
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple, Protocol, TypeVar

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


class Sentence(NamedTuple):
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


@dataclass(frozen=True)
class Outline:
    """The plan's structure: headings and sentences, each in the order of the text."""

    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, if it lies in the plan."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]


def register() -> None:
    """Declare the extensions, once."""
    defaults: dict[str, object] = {"decided": (), "course": {}}
    defaults |= dict.fromkeys(("clean", "outline", "places"))
    for name, default in (defaults | dict.fromkeys(KINDS, ())).items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def make(nlp: Language, clean: CleanText, decided: Sequence[OfPlan] = ()) -> Doc:
    """Return the Doc of a clean text, ready for the pipeline.

    It has no tokens: no component reads them, and spaCy keeps every distinct one for ever.
    """
    doc = Doc(nlp.vocab)
    doc._.clean = clean
    doc._.decided = tuple(decided)
    return doc


def text(doc: Doc) -> str:
    """Return the text that the Doc was made of."""
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


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_START: Callable[[_Placed], int] = attrgetter("start")
Here = TypeVar("Here", bound=_Placed)


def beginning(found: Sequence[Here], start: int, end: int) -> Sequence[Here]:
    """Return those of what was found, given in the order of the text, that begin in a stretch."""
    first = bisect_left(found, start, key=_START)
    return found[first : bisect_left(found, end, first, key=_START)]


def is_within(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    """Return whether an offset lies in one of some stretches, given in order and apart.

    >>> is_within(((2, 4), (6, 8)), 3), is_within(((2, 4), (6, 8)), 4)
    (True, False)
    """
    at = bisect_right(stretches, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < stretches[at][1]


def cut_to(
    stretches: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Return what lies between two offsets of some stretches, given in order and apart.

    >>> cut_to(((2, 4), (6, 8)), 3, 7)
    ((3, 4), (6, 7))
    """
    first = bisect_right(stretches, start, key=itemgetter(1))
    inside = stretches[first : bisect_left(stretches, end, first, key=itemgetter(0))]
    return tuple((max(a, start), min(b, end)) for a, b in inside)


def plans_by_place(doc: Doc) -> Callable[[int], Plan | None]:
    """Return what tells the plan at an offset: the last that begins before it, else the first."""
    plans = [(m.start, m.content) for m in mentions(doc, "plans") if isinstance(m.content, Plan)]
    starts = [start for start, _ in plans]

    def plan_at(offset: int) -> Plan | None:
        index = max(0, bisect_right(starts, offset) - 1)
        return plans[index][1] if plans else None

    return plan_at


def by_plan(doc: Doc) -> Iterator[tuple[Plan | None, tuple[Sentence, ...]]]:
    """Yield each plan of the document with its sentences; None where no plan was read."""
    plan_at = plans_by_place(doc)
    if len(mentions(doc, "plans")) <= 1 and sentences(doc):
        yield plan_at(0), sentences(doc)
        return
    for _, group in groupby(sentences(doc), lambda sentence: id(plan_at(sentence.start))):
        inside = tuple(group)
        yield plan_at(inside[0].start), inside


def mentions(doc: Doc, kind: str) -> tuple[Mention, ...]:
    """Return what a component has found: ``kind`` is one of KINDS."""
    found: tuple[Mention, ...] = doc._.get(kind)
    return found


register()
