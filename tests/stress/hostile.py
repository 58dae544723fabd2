"""Inputs made from a regular expression itself, on which a careless one takes too long.

A repeat without a bound is where time is lost: a long run of what it takes, behind what must stand
before it, without what must follow; and many beginnings of which each runs on to the end.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

# How Python itself reads a pattern, which it has no public name for.
_parser: Any = importlib.import_module("re._parser")
_codes: Any = importlib.import_module("re._constants")

# What is tried for a class of characters: one of each kind that the texts have.
_PROBES = " \n\t0129aXx*_.-—一十年个的教，。、；：（）《》“”？%是"
# What no pattern of the package takes, at the end of a run.
_STOP = "\ue000"
_MANY = 64  # repeats of so many and more are tried as if without bound
_MOST_RUNS = 2  # characters of a class that are tried
_REPEATS = tuple(
    getattr(_codes, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
)
PLAIN_RUNS = (" ", "\n", "1", "的", "《", "（", "，", "1.")


def unbounded(pattern: re.Pattern[Any]) -> bool:
    """Return whether a repeat of the pattern has no bound; where none has, time is linear."""
    return any(high == _codes.MAXREPEAT for high in _bounds(_parsed(pattern)))


def hostile(pattern: re.Pattern[Any]) -> list[Callable[[int], str]]:
    """Return what makes inputs of a given length for the pattern, each of another kind."""
    made: dict[tuple[str, str, str], None] = {}
    for unit in PLAIN_RUNS:
        made["", unit, ""] = None
    tree = _parsed(pattern)
    whole = _sample(tree)
    if whole:
        made["", whole, ""] = made["", whole[:-1] or whole, ""] = None
    for before, bodies in _repeats(tree, ""):
        for body in bodies:
            made[before, body, _STOP] = None
            made["", before + body, ""] = None
            made["", before or body, ""] = None
            made["", body + _STOP, ""] = None
    return [_filled(*pieces) for pieces in made]


def _filled(before: str, unit: str, behind: str) -> Callable[[int], str]:
    def fill(length: int) -> str:
        return before + unit * max(1, (length - len(before)) // len(unit)) + behind

    fill.__name__ = f"{before[:20]!r} + {unit[:40]!r} * n + {behind!r}"
    return fill


def _parsed(pattern: re.Pattern[Any]) -> Sequence[Any]:
    text = pattern.pattern
    source = text.decode("latin-1") if isinstance(text, bytes) else text
    tree: Any = _parser.parse(source, pattern.flags & ~re.UNICODE)
    return list(tree)


def _bounds(tree: Sequence[Any]) -> Iterator[int]:
    for code, value in tree:
        if code in _REPEATS:
            yield value[1]
        for inner in _inside(code, value):
            yield from _bounds(inner)


def _inside(code: Any, value: Any) -> list[Sequence[Any]]:
    """Return the parts of an element that are patterns themselves."""
    name = str(code)
    if code in _REPEATS:
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return list(value[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


def _repeats(tree: Sequence[Any], before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands before each long repeat, and runs of what it takes."""
    for code, value in tree:
        if code in _REPEATS and value[1] >= _MANY:
            yield before, _bodies(value[2])
        for inner in _inside(code, value):
            yield from _repeats(inner, before)
        before += _sample([(code, value)])


def _bodies(tree: Sequence[Any]) -> list[str]:
    if len(tree) == 1 and str(tree[0][0]) in ("IN", "NOT_LITERAL", "ANY", "LITERAL"):
        return list(_members(*tree[0]))[:_MOST_RUNS]
    bodies = [_sample(tree)]
    for code, value in tree:
        for inner in _inside(code, value):
            branches = _inside(*inner[0]) if len(inner) == 1 else []
            bodies += [_sample(inner), *map(_sample, branches)]
    distinct = [body for body in dict.fromkeys(bodies) if body]
    return [*distinct[: 2 * _MOST_RUNS], *_made_of_others(distinct)]


def _made_of_others(bodies: Sequence[str]) -> list[str]:
    """Return bodies that two others make together: each can be read in two ways."""
    known = set(bodies)
    return [
        body
        for body in bodies
        if any(body[:at] in known and body[at:] in known for at in range(1, len(body)))
    ][:_MOST_RUNS]


def _members(code: Any, value: Any) -> Iterator[str]:
    """Yield characters that a single element takes."""
    name = str(code)
    if name == "LITERAL":
        yield chr(value)
        return
    taken = [c for c in _PROBES if _takes(name, value, c)]
    if name == "IN" and not taken:
        kind, first = next(item for item in value if str(item[0]) != "NEGATE")
        taken = [chr(first if str(kind) == "LITERAL" else first[0])]
    yield from taken or ["a"]


def _takes(name: str, value: Any, character: str) -> bool:
    if name == "ANY":
        return character != "\n"
    if name == "NOT_LITERAL":
        return bool(ord(character) != value)
    negated = str(value[0][0]) == "NEGATE"
    return bool(negated != any(_holds(str(kind), item, character) for kind, item in value))


def _holds(kind: str, item: Any, character: str) -> bool:
    if kind == "LITERAL":
        return bool(ord(character) == item)
    if kind == "RANGE":
        return bool(item[0] <= ord(character) <= item[1])
    classes = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": str.isalnum}
    for name, test in classes.items():
        if kind == "CATEGORY" and str(item).endswith(f"_{name}"):
            return test(character) != ("_NOT_" in str(item))
    return False


def _sample(tree: Sequence[Any]) -> str:
    """Return a short text that the pattern takes, as far as that is easily told."""
    text = ""
    for code, value in tree:
        name = str(code)
        if name in ("LITERAL", "IN", "NOT_LITERAL", "ANY"):
            text += next(_members(code, value))
        elif code in _REPEATS:
            text += _sample(value[2]) * max(1, min(value[0], _MANY))
        elif name == "BRANCH":
            text += _sample(value[1][0])
        elif name == "ASSERT" and value[0] < 0:
            text += "" if text else _sample(value[1])
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            text += _sample(_inside(code, value)[0])
    return text
