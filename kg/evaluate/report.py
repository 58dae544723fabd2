"""The report: both readings side by side in the text, in one HTML file that asks no network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import words
from kg.evaluate.gold import Case, Item, places
from kg.evaluate.judge import Judgement, Verdict
from kg.evaluate.marks import Mark, lines, outermost
from kg.evaluate.scores import Scores
from kg.explore.ground import embed, ground, policy

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A judged item, its number in the report, and the errors in its fields and its linking."""

    number: int
    judged: Judgement
    faults: tuple[Judgement, ...]

    @property
    def tone(self) -> str:
        """How the item is coloured: a right one with a wrong field like one that is inexact."""
        wrong = self.faults and self.judged.verdict is Verdict.RIGHT
        return str(Verdict.INEXACT if wrong else self.judged.verdict)

    @property
    def anchor(self) -> str:
        """The id of its first mark: on the gold's side, else on the other."""
        return f"{'f' if self.judged.gold is None else 'g'}{self.number}"


def render(cases: Sequence[Case], judgements: Sequence[Judgement]) -> str:
    """Return the report as the text of one HTML file; the same judgements give the same text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["embed"] = embed
    environment.globals.update(component=words.component)
    style, script = f"{ground()}\n{_text('report.css')}", _text("report.js")
    entries = _entries(judgements)
    scores = Scores.of(judgements)
    return environment.get_template("report.html").render(
        policy=policy(style, script),
        style=style,
        script=script,
        scores=scores,
        causes=_causes(scores.errors, _anchors(entries, cases)),
        documents=[_document(at, case, judgements, entries) for at, case in enumerate(cases)],
        kinds={kind: name for kind, name in words.KINDS.items() if kind != "plan"},
        verdicts=words.VERDICTS,
        cards={entry.number: _card(entry) for entry in entries},
    )


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _entries(judgements: Iterable[Judgement]) -> list[Entry]:
    items, faults = [], defaultdict(list)
    for judged in judgements:
        if judged.is_item:
            items.append(judged)
        elif judged.is_error:
            faults[_key(judged)].append(judged)
    return [
        Entry(number, judged, tuple(faults.get(_key(judged), ())))
        for number, judged in enumerate(items)
    ]


def _key(judged: Judgement) -> tuple[str, int]:
    """Tell the item that a judgement is about: it is one object in all its judgements."""
    return judged.document, id(judged.gold if judged.gold is not None else judged.found[0])


def _anchors(entries: Iterable[Entry], cases: Sequence[Case]) -> dict[tuple[str, int], str]:
    """Return the place in the page of each item; that of a plan is the table over its text."""
    anchors = {_key(entry.judged): entry.anchor for entry in entries}
    for at, case in enumerate(cases):
        for item in case.gold:
            if item["kind"] == "plan":
                anchors[case.document, id(item)] = f"plan{at}"
    return anchors


def _causes(
    errors: Iterable[Judgement], anchors: Mapping[tuple[str, int], str]
) -> list[dict[str, Any]]:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judged in errors:
        groups[words.cause(judged)].append(judged)
    return [
        {
            "name": name,
            "kind": group[0].kind,
            "errors": [
                {
                    "document": judged.document,
                    "anchor": anchors[_key(judged)],
                    "start": judged.place[0],
                    "quote": judged.quote,
                    "message": words.message(judged),
                }
                for judged in group
            ],
        }
        for name, group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def _document(
    at: int, case: Case, judgements: Iterable[Judgement], entries: Iterable[Entry]
) -> dict[str, Any]:
    own = [judged for judged in judgements if judged.document == case.document]
    marks = [mark for entry in entries for mark in _marks(entry, case.document)]
    return {
        "id": f"d{at}",
        "plan_id": f"plan{at}",
        "name": case.document,
        "errors": sum(judged.is_error for judged in own),
        "plan": [_plan_row(judged) for judged in own if judged.component.startswith("plan.")],
        "lines": list(lines(case.text, marks)),
    }


def _marks(entry: Entry, document: str) -> list[Mark]:
    judged = entry.judged
    if judged.document != document:
        return []
    sides = {"g": [judged.gold] if judged.gold else [], "f": judged.found}
    return [
        Mark(side, entry.number, judged.kind, entry.tone, start, end)
        for side, items in sides.items()
        for start, end in outermost(place for item in items for place in places(item))
    ]


def _plan_row(judged: Judgement) -> dict[str, Any]:
    name = judged.component.partition(".")[2]
    gold, found = judged.gold or {}, judged.found[0] if judged.found else {}
    return {
        "name": words.FIELDS[name],
        "gold": words.accepted(gold, name),
        "found": words.value(found, name),
        "right": not judged.is_error,
    }


def _card(entry: Entry) -> dict[str, Any]:
    """Return what the page shows of a mark: its fields in both readings, and what is wrong."""
    judged = entry.judged
    gold, found = judged.gold, judged.found[0] if judged.found else None
    wrong = {*judged.differing, *(name for fault in entry.faults for name in fault.differing)}
    start, end = judged.place
    linked = [fault for fault in entry.faults if not fault.differing]
    return {
        "kind": words.KINDS[judged.kind],
        "tone": entry.tone,
        "verdict": words.VERDICTS[entry.tone],
        "place": f"第 {start}–{end} 字",
        "rows": [
            [words.FIELDS[name], _shown(gold, name), _shown(found, name), name in wrong]
            for name in words.SHOWN[judged.kind]
            if any(item and item.get(name) not in (None, False) for item in (gold, found))
        ],
        "section": " › ".join(found.get("section", ())) if found else "",
        "notes": [f"{words.cause(fault)}：{fault.message}" for fault in linked],
    }


def _shown(item: Item | None, name: str) -> str:
    return "" if item is None else words.accepted(item, name)
