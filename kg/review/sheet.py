"""The questions as a table in which a person answers, and the answers as decisions.

A row is answered by a word in the column ``do`` and, where that needs it, by what stands in ``to``:

========  ===================================================================
accept    the subject is a program; ``to`` is its level, or nothing
reject    the subject is no program
rename    the subject is better known as ``to``
merge     the subject is ``to``, or the proposal where ``to`` is empty
split     ``to`` is a program of its own, and no name of the subject
remove    what was read at the place is not said there
relink    the words at the place mean the program ``to``
correct   a field of the target at the place: value=31000
plan      the plan is for another region or year: region=320400
========  ===================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kg.corrections.decision import Decision
from kg.corrections.raw import decisions
from kg.review.questions import Question
from kg.tables import Cell, Table

COLUMNS = (
    "question",
    "subject",
    "proposal",
    "note",
    "mentions",
    "documents",
    "sentence_1",
    "sentence_2",
    "sentence_3",
    "document",
    "source",
    "start",
    "end",
    "do",
    "to",
    "why",
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Answer = Mapping[str, str]


def as_table(questions: Iterable[Question]) -> Table:
    """Return the questions as a table, a row each, with the columns for answers empty."""
    return Table(COLUMNS, tuple(map(_row, questions)))


def _row(question: Question) -> tuple[Cell, ...]:
    place = question.place
    sentences = (*question.sentences, None, None, None)[:3]
    return (
        question.kind,
        question.subject,
        question.proposal or None,
        question.note or None,
        question.mentions or None,
        question.documents or None,
        *(" ".join(sentence.split()) if sentence else None for sentence in sentences),
        place.document if place else None,
        place.source if place else None,
        place.start if place else None,
        place.end if place else None,
        None,
        None,
        None,
    )


def answers(rows: Iterable[Answer], *, by: str, on: date) -> tuple[Decision, ...]:
    """Return the decisions of a table that ``by`` has answered; unanswered rows are passed over.

    CorrectionError names every row that cannot be understood, counted as a spreadsheet does, the
    head included.
    """
    return decisions(
        (f"row {number}", {**_said(row), "by": by, "on": on})
        for number, row in enumerate(rows, 2)
        if row.get("do")
    )


def _said(row: Answer) -> dict[str, Any]:
    """Return what an answered row decides, by the keys that a decision has in a file."""
    word, to = row["do"], row.get("to", "")
    why = {"why": row["why"]} if row.get("why") else {}
    if word in _TO:
        key = _TO[word]
        value = to or (row.get("proposal", "") if word == "merge" else "")
        named = {key: value} if value else {}
        return {"do": word, "program": row.get("subject", ""), **named, **why}
    place: dict[str, Any] = {"source": row.get("source", "")}
    place |= {name: int(row[name]) for name in ("start", "end") if row.get(name, "").isdigit()}
    if row.get("document"):
        place["document"] = row["document"]
    if word == "relink":
        place["to"] = to
    field, mark, value = to.partition("=")
    if word == "correct":
        place |= {
            "field": field.strip(),
            "to": _plain(field.strip(), value.strip() if mark else ""),
        }
    if word == "plan":
        place.pop("end", None)
        place[field.strip() or "to"] = _plain(field.strip(), value.strip())
    return {"do": word, **place, **why}


def _plain(name: str, value: str) -> str | int | float:
    """Return what stands behind value=, as a number where the field has numbers."""
    if name in ("region", "indicator", "unit", "program") or not _NUMBER.fullmatch(value):
        return value
    return float(value) if "." in value else int(value)


# What ``to`` is, in answers about names.
_TO: Mapping[str, str] = {
    "accept": "level",
    "reject": "to",
    "rename": "to",
    "merge": "into",
    "split": "name",
}
