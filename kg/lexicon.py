"""The words of Chinese as jieba's dictionary has them, with how often they occur.

The dictionary is read once a process, when first asked; cutting a text is rjieba's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache


def frequency(word: str) -> int:
    """Return how often jieba's corpus has ``word``, 0 where its dictionary has not.

    >>> frequency("教师") > 1000, frequency("师教")
    (True, 0)
    """
    return int(_frequencies().get(word, 0))


def crosses(left: str, right: str) -> bool:
    """Whether the last word of ``left`` goes on in ``right``: 新增学 | 位2400个.

    >>> crosses("新增学", "位2400个"), crosses("发展教育", "学前教育")
    (True, False)
    """
    return any(start < len(left) < end for start, end in _words(left + right))


def _words(text: str) -> Iterator[tuple[int, int]]:
    import rjieba

    for word, start, end in rjieba.tokenize(text, "default", False):
        if len(word) > 1 and frequency(word):
            yield start, end


@cache
def _frequencies() -> Mapping[str, str]:
    """Return the dictionary's numbers by its words, each a number only once it is asked for."""
    import jieba

    with jieba.get_dict_file() as file:
        cells = file.read().decode("utf-8").split()  # word, frequency, part of speech
    return dict(zip(cells[::3], cells[1::3], strict=True))
