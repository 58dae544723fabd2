"""The words of the pages, Chinese first and English second."""

from __future__ import annotations

from kg import resources

LANGUAGES = ("zh", "en")


def other(language: str) -> str:
    """Return the language that a page is not in.

    >>> other("zh")
    'en'
    """
    return LANGUAGES[1 - LANGUAGES.index(language)]


def word(key: str, language: str, **filled: object) -> str:
    """Return words of ``words.toml`` by their table and name, with what stands in braces.

    >>> word("answer.rows", "en", n=3)
    '3 rows'
    """
    table, _, name = key.partition(".")
    texts: list[str] = resources.words("kg.serve", "words")[table][name]
    return texts[LANGUAGES.index(language)].format(**filled)


def known(key: str) -> bool:
    """Whether there are words of that name."""
    table, _, name = key.partition(".")
    return name in resources.words("kg.serve", "words")[table]
