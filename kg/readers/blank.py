"""Whether a text says anything that can be seen."""

from __future__ import annotations

import re

# What prints nothing: blanks, marks of direction and joining, control characters.
_SEEN = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)


def is_blank(text: str) -> bool:
    r"""Tell whether nothing of a text can be seen.

    >>> is_blank("\ufeff \u200b\n"), is_blank("教")
    (True, False)
    """
    return not _SEEN.search(text)
