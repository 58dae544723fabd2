"""Every regular expression of the package, as it is compiled, and how the code uses it.

While it records, ``re`` hands the package a stand-in for each compiled pattern, which counts what
it is asked. So none is forgotten: those of the modules, of the tables and of the vocabularies.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from types import FrameType
from typing import Any

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_ALIKE = dict.fromkeys(("findall", "sub", "subn", "split"), "finditer")


@dataclass(eq=False)
class Recorded:
    """A pattern that the package compiled: where, and by which methods it was asked."""

    compiled: re.Pattern[Any]
    module: str
    line: int
    methods: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Where it is made, and how it begins."""
        source = " ".join(str(self.compiled.pattern).split())
        return f"{self.module}:{self.line} {source[:100]}"


class _StandIn:
    """Answers as the pattern does, and notes what it was asked."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded

    def __getattr__(self, name: str) -> Any:
        if name in _ASKED:
            self._recorded.methods.add(_ALIKE.get(name, name))
        return getattr(self._recorded.compiled, name)

    @cached_property
    def pattern(self) -> Any:
        """The pattern's own text."""
        return self._recorded.compiled.pattern


@contextmanager
def recording() -> Iterator[list[Recorded]]:
    """Record the patterns that modules of ``kg`` compile or use while this is open.

    What was imported before is not seen, so that it needs a process of its own.
    """
    found: dict[tuple[Any, int], Recorded] = {}
    listed: list[Recorded] = []
    originals = {name: getattr(re, name) for name in ("compile", *_ASKED)}

    def seen(pattern: Any, flags: int, caller: FrameType) -> Recorded | None:
        if not isinstance(pattern, str | bytes) or not _site(caller)[0]:
            return None
        if (pattern, flags) not in found:
            module, line = _site(caller)
            found[pattern, flags] = Recorded(originals["compile"](pattern, flags), module, line)
            listed.append(found[pattern, flags])
        return found[pattern, flags]

    def compiling(pattern: Any, flags: int = 0) -> Any:
        recorded = seen(pattern, flags, sys._getframe(1))
        return _StandIn(recorded) if recorded else originals["compile"](pattern, flags)

    def asking(name: str) -> Callable[..., Any]:
        def asked(pattern: Any, *rest: Any, **more: Any) -> Any:
            recorded = seen(pattern, more.get("flags", 0), sys._getframe(1))
            if recorded:
                recorded.methods.add(_ALIKE.get(name, name))
            return originals[name](pattern, *rest, **more)

        return asked

    re.compile = compiling
    for name in _ASKED:
        setattr(re, name, asking(name))
    try:
        yield listed
    finally:
        for name, original in originals.items():
            setattr(re, name, original)


def _site(frame: FrameType) -> tuple[str, int]:
    """Return the module of ``kg`` and the line that a pattern is from, none for others."""
    at: FrameType | None = frame
    while at and at.f_globals.get("__name__") == "kg.regex":
        at = at.f_back
    module = str(at.f_globals.get("__name__", "")) if at else ""
    if at is None or module.split(".")[0] != "kg":
        return "", 0
    return module, at.f_lineno
