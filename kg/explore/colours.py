"""The colours of regions and programs as the style sheet has them."""

from __future__ import annotations

from kg.colours import CHOSEN, INK, LEVELS, STAGES


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
