"""How far long work is, for whoever wants to see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


class Progress:
    """Is told how far the work is; this one keeps it to itself."""

    def over(self, items: Iterable[_Item], total: int, what: str) -> Iterable[_Item]:
        """Return ``items``, of which there are ``total``, to be counted as they are taken."""
        del total, what
        return items

    def at(self, what: str) -> None:
        """Take note of what is done now; of nothing any more where it is empty."""


SILENT = Progress()
