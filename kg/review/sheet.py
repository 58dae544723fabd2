"""The questions as a table in which a person answers, and the answers as decisions.

A row is answered by a word in the column ``do`` and, where that needs it, by what stands in ``to``;
``guide.toml`` tells what each word decides, here and in the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg import resources
from kg.corrections.decision import Decision
from kg.corrections.raw import decisions
from kg.errors import CorrectionError, together
from kg.review.questions import Question
from kg.tables import Cell, Table

COLUMNS = (
    "question",
    "subject",
    "do",
    "to",
    "why",
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
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of an answer, and what it does with the column ``to``.

    ``chinese`` is what a person may write instead; ``key`` is what ``to`` is called in a decision
    about a name, empty where a decision is about a place; ``needed``, whether it must be given;
    ``assigns``, whether it is a field and its value.
    """

    chinese: tuple[str, ...] = ()
    key: str = ""
    needed: bool = False
    assigns: bool = False


_WORDS: Mapping[str, _Word] = {
    "accept": _Word(("认可", "同意", "采纳"), "level"),
    "reject": _Word(("否定", "不同意", "不是"), "to"),
    "rename": _Word(("改名",), "to", needed=True),
    "merge": _Word(("合并",), "into"),
    "split": _Word(("拆分",), "name", needed=True),
    "remove": _Word(("删除",)),
    "relink": _Word(("改指",), needed=True),
    "correct": _Word(("更正",), needed=True, assigns=True),
    "plan": _Word(("计划",), needed=True, assigns=True),
}
_NO_WORD = _Word()  # what is written instead of one; the decisions say what is wrong with it
WORDS = tuple(_WORDS)
_CHINESE = {said: name for name, word in _WORDS.items() for said in word.chinese}
# Questions that not every answer fits: what is asked of a plan is no name.
_FITTING: Mapping[str, tuple[str, ...]] = {
    "region": ("plan",),
    "year": ("plan",),
    "alike": ("merge", "rename", "accept"),
    "number": ("correct", "remove"),
    "indicator": ("correct", "remove"),
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Answer = Mapping[str, str]


def as_table(questions: Iterable[Question]) -> Table:
    """Return the questions as a table, a row each, with the columns for answers empty."""
    return Table(COLUMNS, tuple(map(_row, questions)))


def _row(question: Question) -> tuple[Cell, ...]:
    place = question.place
    cells: dict[str, Cell] = {
        "question": question.kind,
        "subject": question.subject,
        "proposal": question.proposal or None,
        "note": question.note or None,
        "mentions": question.mentions or None,
        "documents": question.documents or None,
    }
    for number, sentence in enumerate(dict.fromkeys(question.sentences), 1):
        cells[f"sentence_{number}"] = " ".join(sentence.split())
    if place:
        cells |= {"document": place.document, "source": place.source}
        cells |= {"start": place.start, "end": place.end}
    return tuple(cells.get(name) for name in COLUMNS)


def guide() -> tuple[str, Table]:
    """Return the name and the rows of a sheet that tells how to answer, from ``guide.toml``."""
    told = resources.words("kg.review", "guide")
    rows = [(word, "、".join(said.chinese), *told["do"][word]) for word, said in _WORDS.items()]
    rows += [(kind, "", "", *meaning) for kind, meaning in told["question"].items()]
    return told["title"], Table(tuple(told["columns"]), tuple(rows))


def answers(
    rows: Iterable[Answer],
    *,
    by: str,
    on: date,
    name: str = "",
    before: Sequence[Decision] = (),
) -> tuple[Decision, ...]:
    """Return the decisions of a table that ``by`` has answered; unanswered rows are passed over.

    CorrectionError names every row that cannot be understood, counted as a spreadsheet does, the
    head included, with the ``name`` of the table. ``before`` are the decisions made earlier.
    """
    given: dict[str, dict[str, Any]] = {}
    errors: dict[str, list[CorrectionError]] = {}
    for number, row in enumerate(rows, 2):
        if not row.get("do"):
            continue
        place = f"{name}, row {number}" if name else f"row {number}"
        word = _word(row["do"])
        errors[place] = []
        if problem := _misfit(word, row):
            errors[place] = [CorrectionError(problem, where=place)]
        else:
            given[place] = {**_said(word, row), "by": by, "on": on}
    try:
        made = decisions(given.items(), before)
    except CorrectionError as error:
        for one in (error, *error.others):
            errors.setdefault(one.where, []).append(one)
    if found := [error for group in errors.values() for error in group]:
        raise together(found)
    return made


def _word(said: str) -> str:
    """Return the word of an answer, in whatever case or in Chinese."""
    return _CHINESE.get(said.strip(), said.strip().lower())


def _misfit(word: str, row: Answer) -> str:
    """Return why an answer does not fit its question, nothing where it does."""
    question = row.get("question", "")
    fitting = _FITTING.get(question, WORDS)
    if word in WORDS and word not in fitting:
        return f"{word} is no answer to {question}; write {' or '.join(fitting)}, or nothing"
    said = _WORDS.get(word, _NO_WORD)
    if (said.needed or (word == "merge" and not row.get("proposal"))) and not row.get("to"):
        return f"{word} needs something in the column to"
    if said.assigns and "=" not in row["to"].replace("＝", "="):
        return f"to is a field and its value, like value=31000, and not {row['to']}"
    return ""


def _said(word: str, row: Answer) -> dict[str, Any]:
    """Return what an answered row decides, by the keys that a decision has in a file."""
    to = row.get("to", "").replace("＝", "=")
    why = {"why": row["why"]} if row.get("why") else {}
    if key := _WORDS.get(word, _NO_WORD).key:
        value = to or (row.get("proposal", "") if word == "merge" else "")
        named = {key: value} if value else {}
        return {"do": word, "program": row.get("subject", ""), **named, **why}
    place: dict[str, Any] = {"source": row.get("source", "")}
    place |= {name: int(row[name]) for name in ("start", "end") if row.get(name, "").isdecimal()}
    if row.get("document"):
        place["document"] = row["document"]
    if word == "relink":
        place["to"] = to
    field, _, value = to.partition("=")
    if word == "correct":
        place |= {
            "field": field.strip(),
            "to": _plain(field.strip(), value.strip()),
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
