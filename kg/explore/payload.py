"""The rows in the form that the page's script reads: small, JSON, safe inside HTML."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kg.explore.data import ExplorerData, MentionRow, TargetRow
from kg.overlap import Pair

# what could end the script element that holds the JSON, or a line of JavaScript
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})

_Row = MentionRow | TargetRow
_Passage = tuple[str, tuple[str, ...], str]


def embed(value: object) -> str:
    r"""Return ``value`` as JSON that holds no mark-up, to stand inside a script element.

    >>> embed({"b": "</script>", "a": "双减"})
    '{"a":"双减","b":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPES)


def pairs(data: ExplorerData) -> list[Pair]:
    """Return each (region id, program id) that a mention ties, sorted, once."""
    region_of = {plan.id: plan.region for plan in data.plans}
    return sorted({(region_of[row.plan], row.program) for row in data.mentions})


def payload(data: ExplorerData) -> dict[str, Any]:
    """Return the rows as plain lists and dicts; a sentence that several rows quote stands once.

    Mentions and targets point into ``passages`` with ``passage`` and say with ``offset`` at which
    character of the sentence the quote begins (-1 where the sentence does not hold it).
    """
    rows: list[_Row] = [*data.mentions, *data.targets]
    passages = sorted({_passage(row) for row in rows})
    number = {passage: index for index, passage in enumerate(passages)}
    starts = _sentence_starts(rows)

    def place(row: _Row) -> dict[str, Any]:
        return {
            "passage": number[_passage(row)],
            "offset": _offset(row, starts[_passage(row)]),
            "length": len(row.quote),
            "start": row.start,
            "end": row.end,
        }

    return {
        "regions": [asdict(row) for row in data.regions],
        "plans": [asdict(row) for row in data.plans],
        "programs": [asdict(row) for row in data.programs],
        "passages": [
            {"plan": plan, "section": list(section), "sentence": sentence}
            for plan, section, sentence in passages
        ],
        "mentions": [{"program": row.program} | place(row) for row in data.mentions],
        "targets": [
            _fields(row) | {"id": name} | place(row)
            for row, name in zip(data.targets, _target_names(data.targets), strict=True)
        ],
    }


def _fields(row: TargetRow) -> dict[str, Any]:
    fields = asdict(row)
    for name in ("plan", "sentence", "section"):
        del fields[name]
    return fields


def _target_names(rows: Iterable[TargetRow]) -> list[str]:
    """Name each target by its plan and place; the second at one place gets a number, and so on."""
    seen: defaultdict[str, int] = defaultdict(int)
    names = []
    for row in rows:
        name = f"{row.plan}/{row.start}-{row.end}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}/{seen[name]}")
    return names


def _passage(row: _Row) -> _Passage:
    return row.plan, row.section, row.sentence


def _places(row: _Row) -> list[int]:
    """Return every character of the sentence at which the quote stands."""
    found = []
    at = row.sentence.find(row.quote)
    while at >= 0:
        found.append(at)
        at = row.sentence.find(row.quote, at + 1)
    return found


def _sentence_starts(rows: Iterable[_Row]) -> dict[_Passage, set[int]]:
    """Return where in its document each sentence may begin so that all its quotes fit.

    A quote that stands twice in its sentence fits two ways; the other quotes decide. Where the same
    sentence stands twice under one heading, no place fits all, and the set is empty.
    """
    starts: dict[_Passage, set[int]] = {}
    for row in rows:
        fitting = {row.start - at for at in _places(row)}
        passage = _passage(row)
        starts[passage] = starts.get(passage, fitting) & fitting
    return starts


def _offset(row: _Row, starts: set[int]) -> int:
    places = _places(row)
    if not places:
        return -1
    return next((at for at in places if row.start - at in starts), places[0])
