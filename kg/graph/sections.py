"""The section that a fact stands in: its path as words, and the heading itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.records import Fact


class Sections:
    """Finds the section that a fact stands in, by its path and the place of the headings."""

    def __init__(self, sections: Iterable[tuple[Fact, NamedNode]]) -> None:
        self._below: dict[tuple[str, ...], list[tuple[int, NamedNode]]] = defaultdict(list)
        for fact, node in sorted(sections, key=lambda item: item[0].span.start):
            beside = self._below[fact.section]
            if not beside or beside[-1][0] != fact.span.start:
                beside.append((fact.span.start, node))

    def section_of(self, fact: Fact) -> NamedNode | None:
        """Return the last heading before ``fact`` that is as deep as its path; None at the top."""
        if not fact.section:
            return None
        beside = self._below.get(fact.section[:-1], [])
        at = bisect_right(beside, fact.span.start, key=lambda item: item[0]) - 1
        return beside[at][1] if at >= 0 else None


def section_path(headings: Iterable[str]) -> str:
    """Return the headings above a statement in one line, blanks inside a heading made single.

    >>> section_path(["一、 目标", "（一）学前"])
    '一、 目标 › （一）学前'
    """
    return " › ".join(" ".join(heading.replace("›", " ").split()) for heading in headings)
