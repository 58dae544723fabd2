"""Gold annotations and the facts beside them, checked enough that nothing later falls over them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import FactsError

Item = Mapping[str, Any]

KINDS = ("plan", "region", "program", "target", "citation")

_GOLD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "plan": ("title",),
    "region": ("name", "code", "spans"),
    "program": ("name", "spans"),
    "target": ("quote", "start", "end", "indicator"),
    "citation": ("title", "spans", "action"),
}
_PLACE = ("document", "start", "end", "quote")
_FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "plan": _PLACE,
    "region": (*_PLACE, "code"),
    "program": (*_PLACE, "concept", "name"),
    "target": (*_PLACE, "indicator"),
    "citation": (*_PLACE, "title", "action"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A document's gold items, the facts that were found, and its text.

    The facts are as ``facts.as_record`` makes them. The text is empty where only facts were given.
    """

    document: str
    gold: tuple[Item, ...]
    facts: tuple[Item, ...]
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SameNames:
    """Which gold names are one program, and which may be."""

    one: Mapping[str, str]
    either: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, path: Path) -> SameNames:
        """Return the names of ``same.json``; FactsError where it is something else."""
        try:
            raw = json.loads(path.read_text("utf-8"))
            one = {name: group[0] for group in raw["same"] for name in group}
            return cls(one, tuple(frozenset(group) for group in raw["either"]))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise FactsError(f"not a list of same names: {error}", where=str(path)) from error


def read_gold(path: Path) -> tuple[Item, ...]:
    """Return the items of a gold file; FactsError where a line is not one."""
    return tuple(_lines(path, _GOLD_FIELDS))


def read_found(path: Path) -> tuple[Item, ...]:
    """Return the facts of a file that ``kg extract`` wrote; FactsError where a line is not one."""
    return tuple(_lines(path, _FACT_FIELDS))


def prove(case: Case) -> None:
    """Raise FactsError where gold or fact quotes what its place in the text does not hold."""
    for item in (*case.gold, *case.facts):
        for start, end in places(item):
            held = case.text[start:end]
            if not 0 <= start < end <= len(case.text) or held != item.get("quote", held):
                raise FactsError(
                    f"the {item['kind']} {name_of(item)!r} does not stand from {start} to {end}",
                    where=case.document,
                    hint="the text is another than the one that was annotated or read",
                )


def places(item: Item) -> tuple[tuple[int, int], ...]:
    """Return every place where a gold item or a fact stands, in the order of the text."""
    if "spans" in item:
        return tuple(sorted((start, end) for start, end in item["spans"]))
    return ((item["start"], item["end"]),) if "start" in item else ()


def name_of(item: Item) -> str:
    """Return the words by which people know an item: its quote, its name or its title."""
    return str(item.get("quote") or item.get("name") or item.get("title") or item["kind"])


def required(item: Item) -> bool:
    """Whether a gold item has to be found."""
    return not item.get("optional")


def of_kind(items: Iterable[Item], kind: str) -> list[Item]:
    """Return the items of one kind, in their order."""
    return [item for item in items if item["kind"] == kind]


def _lines(path: Path, fields: Mapping[str, Sequence[str]]) -> Iterator[Item]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise FactsError(f"cannot be read: {error}", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _checked(line, fields, f"{path}, line {number}")


def _checked(line: str, fields: Mapping[str, Sequence[str]], where: str) -> Item:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise FactsError(f"not JSON: {error}", where=where) from error
    if not isinstance(item, dict) or not isinstance(item.get("kind"), str):
        raise FactsError("not an object with a kind", where=where)
    lacking = [name for name in fields.get(item["kind"], ()) if name not in item]
    if lacking:
        raise FactsError(f"the {item['kind']} lacks {', '.join(lacking)}", where=where)
    for name, value in item.items():
        if not _FORMS.get(name, _anything)(value):
            raise FactsError(f"the {item['kind']} has {value!r} for {name}", where=where)
    return item


def _anything(_: object) -> bool:
    return True


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_places(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(_is_place, pair)) for pair in value
    )


_FORMS: Mapping[str, Callable[[object], bool]] = {
    "quote": lambda value: isinstance(value, str),
    "indicator": lambda value: isinstance(value, str),
    "name": _is_text,
    "title": _is_text,
    "concept": _is_text,
    "program": _is_text,
    "start": _is_place,
    "end": _is_place,
    "spans": _are_places,
    "value": _is_number,
    "value_max": _is_number,
    "accept": lambda value: isinstance(value, dict),
}
