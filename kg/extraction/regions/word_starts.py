"""Where the words of a text begin, by jieba's dictionary, cut by rjieba where it is asked for."""

from __future__ import annotations

import re
from bisect import bisect_right

# No word goes over one of these, so that each clause is cut alone.
_MARKS = frozenset("，。；：、！？“”（）《》 \t\r\n\u3000")
_CLAUSE = re.compile(f"[^{''.join(_MARKS)}]+")


class WordStarts:
    """The offsets of a text at which a word begins, the end of the text among them.

    >>> starts = WordStarts("适应城市发展")
    >>> [offset for offset in range(7) if offset in starts]
    [0, 2, 4, 6]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._clauses = [match.span() for match in _CLAUSE.finditer(text)]
        self._cut: dict[int, frozenset[int]] = {}

    def __contains__(self, offset: int) -> bool:
        """Return whether a word begins at ``offset``."""
        text = self._text
        if offset in (0, len(text)) or text[offset] in _MARKS or text[offset - 1] in _MARKS:
            return True
        clause = bisect_right(self._clauses, (offset, len(text))) - 1
        if clause not in self._cut:
            self._cut[clause] = self._starts(*self._clauses[clause])
        return offset in self._cut[clause]

    def _starts(self, start: int, end: int) -> frozenset[int]:
        """Return where words begin in the clause from ``start`` to ``end``."""
        import rjieba

        words = rjieba.tokenize(self._text[start:end], "default", True)
        return frozenset(start + at for _, at, _ in words)
