"""The file of decisions: TOML, a table ``[[decision]]`` each, in the order in which they are made.

::

    version = 1

    [[decision]]
    do = "merge"
    program = "青蓝课程"
    into = "青蓝工程"
    by = "王敏"
    on = 2026-11-22
    why = "同一项目的两种写法"

The file is read whole or not at all; every mistake in it is named with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from kg.corrections.decision import Decision
from kg.corrections.raw import decisions
from kg.errors import CorrectionError
from kg.files import replace_file, small_file

VERSION = 1  # of the form of the file
_FIRST = f"version = {VERSION}"
_HEAD = re.compile(r"""[ \t]*\[\[[ \t]*["']?decision["']?[ \t]*\]\]""")
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file; CorrectionError names its mistakes, with their lines."""
    return parse_decisions(_text(path), path.name)


def _text(path: Path) -> str:
    """Return the text of a file, its line ends as Python has them."""
    content = small_file(path, CorrectionError)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorrectionError(
            "is not UTF-8", where=f"{path}, line {line}", hint="save it as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_decisions(text: str, name: str) -> tuple[Decision, ...]:
    """Return the decisions of a text; ``name`` is the file's in messages."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        where = f"{name}, line {found[1]}" if found else name
        raise CorrectionError(f"no TOML: {error}", where=where) from error
    except RecursionError as error:
        raise CorrectionError("no file of decisions: too many brackets", where=name) from error
    except ValueError as error:  # an integer of thousands of digits
        raise CorrectionError(f"no TOML: {error}", where=name) from error
    if type(raw.get("version")) is not int or raw["version"] != VERSION:
        raise CorrectionError(
            f"is of version {raw.get('version', 'none')}",
            where=name,
            hint=f"write version = {VERSION} at the top",
        )
    tables = raw.get("decision", [])
    if unknown := sorted(raw.keys() - {"version", "decision"}):
        raise CorrectionError(
            f"{unknown[0]} means nothing here", where=name, hint="decisions stand in [[decision]]"
        )
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CorrectionError("decisions stand in [[decision]]", where=name)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _HEAD.match(line)]
    lines += [0] * (len(tables) - len(lines))
    return decisions(
        (f"{name}, line {line}" if line else name, table)
        for line, table in zip(lines, tables, strict=False)
    )


def add_decisions(path: Path, made: Iterable[Decision]) -> None:
    """Add decisions to the file at ``path``, whose text stays as a person has written it."""
    kept = _text(path).rstrip("\n") + "\n" if path.exists() else as_text(())
    replace_file(path, [kept, *(f"\n{_table(item)}" for item in made)])


def as_text(made: Iterable[Decision]) -> str:
    """Return decisions as they stand in a file.

    >>> from kg.corrections.decision import Reject
    >>> print(as_text([Reject(program="红线", by="王敏", on=date(2026, 11, 22))]), end="")
    version = 1
    <BLANKLINE>
    [[decision]]
    do = "reject"
    program = "红线"
    by = "王敏"
    on = 2026-11-22
    """
    return f"{_FIRST}\n" + "".join(f"\n{_table(item)}" for item in made)


def _table(decision: Decision) -> str:
    lines = ["[[decision]]", f'do = "{decision.do}"']
    own = sorted(fields(decision), key=lambda item: item.name in ("by", "on", "why"))
    for item in own:
        value = getattr(decision, item.name)
        if value != item.default:
            lines.append(f"{item.name} = {_literal(value)}")
    return "\n".join(lines) + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return '"' + "".join(map(_escaped, value)) + '"'
    return repr(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character >= " " and character != "\x7f" else f"\\u{ord(character):04X}"
