"""The search of a served page beyond what it holds: names in all plans, words in its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, Store

from kg.explore import queries, rows
from kg.explore.asking import plan_records, records
from kg.graph.terms import encodable
from kg.kept import kept_text

SHORTEST = 2  # characters that are searched for; one stands in nearly every text
MOST_NAMES = 30  # that an answer has; the page shows as many
MOST_PLACES = 20  # in sentences and texts that an answer has
_OF_A_TEXT = 2  # places of one document, so that other documents are found too
_GAP = r"[\s“”\"'‘’]*"  # what the search box passes over, too
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Name:
    """A region, program or indicator that plans have, and the name by which it was found."""

    kind: str
    id: str
    name: str
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words in a text: its document, the offset of the sentence, and the sentence."""

    source: str
    at: int
    sentence: str


def names(store: Store, words: str) -> list[Name]:
    """Return what any plan of the graph speaks of and is called so, the shortest names first."""
    wanted = encodable(words.strip().lower())
    if len(wanted) < SHORTEST:
        return []
    sparql = queries.names(str(Literal(wanted)), MOST_NAMES)
    return [
        Name(
            kind=str(row["kind"]),
            id=rows.short(row["concept"], f"{row['kind']}/"),
            name=str(row["name"]),
            matched=str(row["label"]),
        )
        for row in rows.firsts(records(store, sparql), "concept")
    ]


def places(store: Store, kept: Path, plans: Sequence[str], words: str) -> list[Found]:
    """Return sentences with the words, in the texts of the plans, given as IRIs.

    Blanks, line ends and quotation marks between the characters are passed over.
    """
    letters = "".join(words.split())
    if len(letters) < SHORTEST:
        return []
    pattern = re.compile(_GAP.join(map(re.escape, letters)), re.IGNORECASE)
    found: list[Found] = []
    for source in dict.fromkeys(
        rows.short(row["source"], "document/") for row in plan_records(store, plans)
    ):
        text = kept_text(kept, source)
        if text is not None:
            found += _in_text(source, text, pattern)
        if len(found) >= MOST_PLACES:
            break
    return found[:MOST_PLACES]


def _in_text(source: str, text: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    done, count = 0, 0
    while count < _OF_A_TEXT and (match := pattern.search(text, done)):
        before = [end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())]
        start = before[-1] if before else 0
        behind = _SENTENCE_END.search(text, match.end())
        done, count = (behind.end() if behind else len(text)), count + 1
        sentence = text[start:done]
        yield Found(source, start + len(sentence) - len(sentence.lstrip()), sentence.strip())
