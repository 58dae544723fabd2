"""What a person should look at, the table in which they answer, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.clean import clean
from kg.errors import OutputError, ReadError
from kg.files import small_file
from kg.kept import kept_texts
from kg.records import Source
from kg.review.questions import questions
from kg.review.sheet import Answer, answers, as_table
from kg.store import open_read_only
from kg.tables import Table, csv_rows
from kg.workbook import read_rows

__all__ = ["answers", "check_unanswered", "read_answers", "review"]


def review(folder: Path, texts: Path) -> Table:
    """Return the open questions of a built folder, whose decoded texts stand in ``texts``."""
    return as_table(questions(open_read_only(folder), _plans(texts)))


def _plans(texts: Path) -> Iterator[str]:
    """Yield what each document of a build says, without its damage and its page's furniture."""
    for digest, text in kept_texts(texts):
        read = clean(Source(f"{digest}.txt", digest, "text/plain", "utf-8", text))
        yield "\n".join(read.text[start:end] for start, end in read.body())


def check_unanswered(path: Path) -> None:
    """Raise OutputError where a table that a person has begun to answer would be overwritten."""
    if path.exists() and any(row.get("do") for row in read_answers(path)):
        raise OutputError(
            "holds answers",
            where=str(path),
            hint="take them first, or name another file with --out",
        )


def read_answers(path: Path) -> list[Answer]:
    """Return the rows of a table that a person has filled in, CSV or a workbook.

    ReadError where it is neither, or has not the columns of a review in its first row.
    """
    if path.suffix.lower() == ".xlsx":
        rows: list[Answer] = list(read_rows(path))
    elif path.suffix.lower() == ".csv":
        rows = list(csv_rows(small_file(path, ReadError), str(path)))
    else:
        raise ReadError("is no table", where=str(path), hint="give a file .xlsx or .csv")
    if not rows:
        raise ReadError("has no rows below its first", where=str(path))
    head = rows[0]
    if missing := [name for name in ("question", "subject", "do", "to") if name not in head]:
        raise ReadError(
            f"has no column {missing[0]} in its first row",
            where=str(path),
            hint="answer in the table that kg review has written",
        )
    return rows
