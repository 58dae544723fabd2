"""Plain keys and values, from a file or a table, become a decision once they make sense."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, get_type_hints

from kg.corrections.check import reasons
from kg.corrections.decision import KINDS, Decision
from kg.corrections.names import clashes
from kg.errors import CorrectionError, together
from kg.vocabulary import current

_BY_WORD: Mapping[str, type[Decision]] = {kind.do: kind for kind in KINDS}

Raw = Mapping[str, Any]


def decisions(
    given: Iterable[tuple[str, Raw]], before: Sequence[Decision] = ()
) -> tuple[Decision, ...]:
    """Return the decisions of tables, each given with the place that messages name.

    ``before`` are those that were made earlier. CorrectionError names every mistake in any of
    the others; then none of them counts.
    """
    found: list[Decision] = []
    places: list[str] = []
    errors: list[CorrectionError] = []
    for where, table in given:
        problems = list(_problems(table))
        if not problems:
            decision = _BY_WORD[table["do"]](**{key: table[key] for key in table if key != "do"})
            problems = [(reason, "") for reason in reasons(decision)]
            found.append(decision)
            places.append(where)
        errors += [CorrectionError(what, where=where, hint=hint) for what, hint in problems]
    if not errors:
        for index, clash in clashes(current().program, (*before, *found)):
            where = places[index - len(before)] if index >= len(before) else clash.where
            errors.append(CorrectionError(clash.what, where=where, hint=clash.hint))
    if errors:
        raise together(errors)
    return tuple(found)


def _problems(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the keys and the kinds of values of a table, and what to do."""
    word = str(table.get("do", ""))
    if word not in _BY_WORD:
        yield f"do = {word!r} is no decision", f"one of {', '.join(_BY_WORD)}"
        return
    kind = _BY_WORD[word]
    wanted = {item.name: item for item in fields(kind)}
    hints = get_type_hints(kind)
    for key in [key for key in table if key != "do" and key not in wanted]:
        near = difflib.get_close_matches(key, wanted, 1)
        yield f"{key} means nothing for {word}", f"{near[0]}?" if near else ""
    for name, item in wanted.items():
        if name not in table:
            if item.default is MISSING:
                yield f"{word} needs {name}", ""
        elif not _fits(table[name], hints[name]):
            yield f"{name} = {table[name]!r} is no {_KIND_NAMES[hints[name]]}", ""


_KIND_NAMES: Mapping[Any, str] = {
    str: "text in quotation marks that is not empty",
    int: "whole number",
    date: "date like 2026-11-22, without quotation marks",
    str | int | float: "text or number",
}


def _fits(value: Any, kind: Any) -> bool:
    check: Callable[[Any], bool] = {
        str: lambda v: isinstance(v, str) and bool(v.strip()),
        int: lambda v: isinstance(v, int) and not isinstance(v, bool),
        date: lambda v: type(v) is date,
    }.get(kind, lambda v: isinstance(v, str | int | float) and not isinstance(v, bool))
    return check(value)
