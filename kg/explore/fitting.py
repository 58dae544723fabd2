"""What of a graph goes into one page that a browser still opens at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from kg.explore.data import ExplorerData, Fact, MentionRow

# Characters of texts, and of sentences, that a page carries: some 30 million bytes each. Reasoned,
# not tuned: a page of 15 million bytes, 10,000 nodes, opened in 3 s in Chromium on two cores.
MOST_TEXT = 10_000_000
MOST_SENTENCES = 8_000_000  # likewise


class Extent(StrEnum):
    """How much of the graph a page holds; a served page is an overview that loads the rest."""

    WHOLE = "whole"
    SENTENCES = "sentences"
    OVERVIEW = "overview"
    SERVED = "served"


def fitted(
    data: ExplorerData, most_text: int = MOST_TEXT, most_sentences: int = MOST_SENTENCES
) -> tuple[ExplorerData, Extent]:
    """Return the rows that one page holds, and how much of all they are.

    Whole texts are the first to go, with their headings and other facts; then all sentences and
    numbers: the overview says which plan names which program, and no more.
    """
    facts: tuple[Fact, ...] = (*data.mentions, *data.targets, *data.notes)
    sentences = {
        (row.place.source, row.place.sentence_start, len(row.place.sentence)) for row in facts
    }
    said = sum(length for _source, _start, length in sentences)
    text = sum(len(piece.shown) for row in data.texts for piece in row.pieces)
    if said > most_sentences:
        return ExplorerData(
            plans=data.plans,
            regions=data.regions,
            programs=data.programs,
            stages=data.stages,
            mentions=tuple(_ties(data)),
        ), Extent.OVERVIEW
    if text > most_text:
        return replace(data, texts=(), notes=(), headings=()), Extent.SENTENCES
    return data, Extent.WHOLE


def _ties(data: ExplorerData) -> Iterator[MentionRow]:
    """Yield the first mention of each program in each plan, without its sentence."""
    seen: set[tuple[str, str]] = set()
    for row in data.mentions:
        tie = row.place.plan, row.program
        if tie not in seen:
            seen.add(tie)
            yield replace(row, place=replace(row.place, sentence="", sentence_start=0, section=""))
