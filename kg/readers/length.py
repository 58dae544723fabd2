"""How many characters a document may have, told as soon as it has more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import ReadError
from kg.limits import Limits


def refuse_long(characters: int, document: str, limits: Limits) -> None:
    """Raise ReadError where a document has more characters than it may."""
    if characters > limits.characters:
        hint = "split it, or allow more with --limit characters=NUMBER"
        raise ReadError(
            f"has more than {limits.characters:,} characters", where=document, hint=hint
        )


def counted(lines: Iterable[str], document: str, limits: Limits) -> Iterator[str]:
    """Yield the lines of a document as long as it has no more characters than it may."""
    characters = 0
    for line in lines:
        characters += len(line) + 1
        refuse_long(characters, document, limits)
        yield line
