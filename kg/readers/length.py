"""How many characters a document may have, told as soon as it has more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.errors import ReadError
from kg.limits import Limits

# What prints nothing: blanks, marks of direction and joining, control characters.
_VISIBLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)


def visible(text: str) -> bool:
    r"""Tell whether anything of a text can be seen.

    >>> visible("\ufeff \u200b\n"), visible("教")
    (False, True)
    """
    return bool(_VISIBLE.search(text))


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
