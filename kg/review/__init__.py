"""What a person should look at, the table in which they answer, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.clean import clean
from kg.errors import ReadError
from kg.files import file_bytes
from kg.records import Source
from kg.review.questions import questions
from kg.review.sheet import Answer, answers, as_table
from kg.store import open_read_only
from kg.tables import Table, csv_rows
from kg.workbook import read_rows

__all__ = ["answers", "read_answers", "review"]


def review(folder: Path, texts: Path) -> Table:
    """Return the open questions of a built folder, whose decoded texts stand in ``texts``."""
    return as_table(questions(open_read_only(folder), _plans(texts)))


def _plans(texts: Path) -> Iterator[str]:
    """Yield what each document of a build says, without its damage and its page's furniture."""
    for path in sorted(texts.glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "surrogatepass")
        read = clean(Source(path.name, path.stem, "text/plain", "utf-8", text))
        yield "\n".join(read.text[start:end] for start, end in read.body())


def read_answers(path: Path) -> list[Answer]:
    """Return the rows of a table that a person has filled in, CSV or a workbook.

    ReadError where it is neither.
    """
    if path.suffix.lower() == ".xlsx":
        return list(read_rows(path))
    if path.suffix.lower() == ".csv":
        return list(csv_rows(file_bytes(path, str(path))))
    raise ReadError("is no table", where=str(path), hint="give a file .xlsx or .csv")
