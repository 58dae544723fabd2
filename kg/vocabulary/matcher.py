"""Finds labels in a text, however the text punctuates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.identifiers import folded, normal_name

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Match(NamedTuple):
    """A label in a text: offsets of the text as it is, marks inside the label included."""

    start: int
    end: int
    label: str


class Matcher:
    """Finds labels in a text, the leftmost first and of those the longest.

    >>> list(Matcher(["学宪法讲宪法", "三红工程"]).find("“三红”工程和“学宪法、讲宪法”"))
    [Match(start=1, end=6, label='三红工程'), Match(start=8, end=15, label='学宪法讲宪法')]
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = sorted(set(map(normal_name, labels)) - {""})
        self._automaton = _automaton(self._labels)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches in ``text``, none of which overlap; ``label`` is the normal name."""
        return self.find_between(text, 0, len(text))

    def find_between(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Yield the matches that lie between two offsets of ``text``."""
        for match in self._find(text[start:end]):
            yield Match(start + match.start, start + match.end, match.label)

    def _find(self, text: str) -> Iterator[Match]:
        haystack, places = folded(text)
        for index, start, end in self._automaton.find_matches_as_indexes(haystack):
            yield Match(places[start], places[end - 1] + 1, self._labels[index])


def _automaton(patterns: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(
        patterns,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.DFA if len(patterns) < 2000 else None,
    )
