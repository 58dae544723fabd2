"""Finds labels in a text, however the text punctuates them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from kg.identifiers import kept, normal_name

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


# Stands between the stretches; no label goes over it.
_FEW = 2000  # labels; of more the library chooses a form that is smaller; chosen, not tuned
_APART = "\0"


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
        haystack = normal_name(text)
        places: Sequence[int] = ()
        for index, start, end in self._automaton.find_matches_as_indexes(haystack):
            places = places or kept(text)
            yield Match(places[start], places[end - 1] + 1, self._labels[index])

    def find_in_each(
        self, text: str, stretches: Sequence[tuple[int, int]]
    ) -> Iterator[Sequence[Match]]:
        """Yield the matches of each stretch of ``text``, all found in one pass."""
        text = text.replace(_APART, "\n")
        haystack = normal_name(_APART.join([text[start:end] for start, end in stretches]))
        edges = list(accumulate((len(p) + 1 for p in haystack.split(_APART)), initial=0))
        found: defaultdict[int, list[Match]] = defaultdict(list)
        places: Sequence[int] = ()
        for index, start, end in self._automaton.find_matches_as_indexes(haystack):
            at = bisect_right(edges, start) - 1
            begin, stop = stretches[at]
            places = places if at in found else kept(text[begin:stop])
            first, last = places[start - edges[at]], places[end - 1 - edges[at]]
            found[at].append(Match(begin + first, begin + last + 1, self._labels[index]))
        for at in range(len(stretches)):
            yield found.get(at, ())

    def find_exactly(self, text: str) -> Iterator[Match]:
        """Yield the matches in ``text`` that are written as the normal name is."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield Match(start, end, self._labels[index])


def _automaton(patterns: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(
        patterns,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.DFA if len(patterns) < _FEW else None,
    )
