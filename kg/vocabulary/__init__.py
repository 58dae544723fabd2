"""The SKOS vocabularies: what a name in a text means.

Those of the project are in use everywhere, unless a user's own stand beside them::

    with using(vocabularies(own_files([Path("my-terms")]))):
        ...
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kg.vocabulary.concept import Concept, Scheme, Vocabularies
from kg.vocabulary.files import FILES, File, own_files, statements, vocabularies
from kg.vocabulary.matcher import Match, Matcher

__all__ = [
    "FILES",
    "Concept",
    "File",
    "Match",
    "Matcher",
    "Scheme",
    "Vocabularies",
    "current",
    "own_files",
    "statements",
    "using",
    "vocabularies",
]

_IN_USE: ContextVar[Vocabularies | None] = ContextVar("vocabularies", default=None)


def current() -> Vocabularies:
    """Return the vocabularies in use, the project's own unless ``using`` says otherwise.

    >>> current().program.named("“双减”政策").name
    '双减'
    """
    return _IN_USE.get() or vocabularies()


@contextmanager
def using(chosen: Vocabularies) -> Iterator[None]:
    """Let ``current`` return ``chosen`` inside, as ``decimal.localcontext`` does with precision."""
    token = _IN_USE.set(chosen)
    try:
        yield
    finally:
        _IN_USE.reset(token)
