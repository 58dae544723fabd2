"""Damage is undone step by step, and every step keeps the way back to the source.

A step is a function from CleanText to CleanText, one module each; ``STEPS`` is their order. Markup
goes first and characters are unified next, so that later steps see one kind of bracket and numeral;
furniture comes last, for it marks stretches and ends the editing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.clean import (
    furniture,
    line_breaks,
    marks,
    markup,
    masks,
    page_breaks,
    pinyin,
    radicals,
    spun_words,
    traditional,
)
from kg.records import CleanText, Source

Step = Callable[[CleanText], CleanText]

STEPS: Sequence[Step] = (
    markup.strip,
    radicals.unify,
    marks.unify,
    pinyin.strip,
    traditional.simplify,
    page_breaks.join,
    line_breaks.join,
    masks.unify,
    spun_words.restore,
    furniture.mark,
)


def clean(source: Source, steps: Sequence[Step] = STEPS) -> CleanText:
    """Return the source's text after ``steps``, with its map, its furniture and its faults."""
    text = CleanText.of(source)
    for step in steps:
        text = step(text)
    return text
