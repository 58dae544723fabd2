"""Documents named in 《》 and what the plan does with them: issue, implement or mention them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.extraction import document
from kg.extraction.document import Sentence
from kg.identifiers import normal_name
from kg.records import Action, Citation, Mention
from kg.regex import patterns

_MARK = re.compile("[《》]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of ``citations.toml``."""

    issue: re.Pattern[str]
    issue_behind: re.Pattern[str]
    implement: re.Pattern[str]
    joint: re.Pattern[str]
    number: re.Pattern[str]
    own_before: re.Pattern[str]
    own_behind: re.Pattern[str]


class Title(NamedTuple):
    """A title between its marks: ``start`` behind the opening one, ``end`` before the closing."""

    start: int
    end: int


@Language.factory("kg_citations", assigns=["doc._.citations"])
def make_citations(nlp: Language, name: str) -> Citations:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.citations``."""
    return Citations()


class Citations:
    """Writes the documents that the plan names to ``doc._.citations``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its citations."""
        text = document.text(doc)
        doc._.citations = tuple(
            mention for sentence in document.sentences(doc) for mention in citations(text, sentence)
        )
        return doc


def citations(text: str, sentence: Sentence) -> Iterator[Mention]:
    """Yield the citations of a sentence; a list of titles shares the verb before it."""
    words = _words()
    said_until = sentence.start
    action = Action.MENTION
    for title in titles(text, sentence.start, sentence.end):
        before = text[said_until : title.start - 1]
        if said_until == sentence.start or not words.joint.match(before):
            action = _action(before, words)
        behind = text[title.end + 1 : sentence.end]
        if words.issue_behind.match(behind):
            action = Action.ISSUE
        if words.own_before.search(before) or words.own_behind.match(behind):
            action = Action.MENTION
        number = words.number.match(behind)
        year = int(number["year"]) if number else None
        name = text[title.start : title.end].replace("\n", "")
        if not normal_name(name):  # 《“”》
            continue
        stated = _YEAR.match(name)
        content = Citation(
            title=name,
            action=action,
            document_number=number["number"] if number else None,
            year=year or (int(stated[1]) if stated else None),
        )
        yield Mention(title.start, title.end, content)
        said_until = title.end + 1


def titles(text: str, start: int, end: int) -> Iterator[Title]:
    """Yield the outermost titles in 《》 of a stretch; one that is never closed is left out.

    >>> text = "印发《关于〈纲要〉的通知》"
    >>> list(titles(text, 0, len(text)))
    [Title(start=3, end=12)]
    """
    opened: list[int] = []
    for mark in _MARK.finditer(text, start, end):
        if mark.group() == "《":
            opened.append(mark.end())
        elif opened:
            begin = opened.pop()
            if not opened and begin < mark.start():
                yield Title(begin, mark.start())


def _action(before: str, words: Words) -> Action:
    """Return what the last verb before a title says; none says that it is only mentioned."""
    last = -1
    action = Action.MENTION
    for kind, pattern in ((Action.ISSUE, words.issue), (Action.IMPLEMENT, words.implement)):
        for match in pattern.finditer(before):
            if match.end() > last:
                last, action = match.end(), kind
    if last >= 0 and re.search("[，；：]", before[last:]):
        return Action.MENTION
    return action


@cache
def _words() -> Words:
    return patterns(Words, resources.words("kg.extraction", "citations"))
