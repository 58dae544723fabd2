"""The colours of the page, from one table for the drawing, the list and the style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from kg.resources import words

_TABLE = words("kg.explore", "colours")

INK: str = _TABLE["ink"]
CHOSEN: str = _TABLE["chosen"]
LEVELS: Mapping[str, str] = _TABLE["levels"]
STAGES: Mapping[str, str] = _TABLE["stages"]


def rules() -> str:
    """Return the colours as CSS: a variable for each, and a dot for each level and stage.

    >>> "--national: #1d5fa8;" in rules()
    True
    """
    named = {"ink": INK, "chosen": CHOSEN, **LEVELS, **STAGES}
    variables = "".join(f"--{name}: {colour}; " for name, colour in named.items())
    dots = [
        f".dot.{name} {{ color: {colour}; background: {colour}; }}"
        for name, colour in {**LEVELS, **STAGES}.items()
    ]
    return "\n".join([f":root {{ {variables}}}", ".dot { border: 2px solid; }", *dots])
