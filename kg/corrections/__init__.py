"""Decisions of people, kept in a file of their own and carried out at every build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from kg.corrections.decision import Decision, OfPlan, PlaceDecision
from kg.corrections.file import read_decisions
from kg.corrections.names import decided
from kg.identifiers import normal_name
from kg.vocabulary import Matcher, Vocabularies

__all__ = ["Corrections", "read_decisions"]


class Corrections:
    """Decisions, in the order in which they were made.

    Those on names are carried out by reading with the ``vocabularies`` that they give, those on
    places after the source with a digest has been read.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.decisions = tuple(decisions)
        self._places: dict[str, list[PlaceDecision]] = defaultdict(list)
        self._plans: dict[str, list[OfPlan]] = defaultdict(list)
        for item in self.decisions:
            if isinstance(item, PlaceDecision):
                self._places[item.source].append(item)
            elif isinstance(item, OfPlan):
                self._plans[item.source].append(item)

    def places(self, source: str) -> Sequence[PlaceDecision]:
        """Return the decisions on places in the source with a digest."""
        return self._places.get(source, ())

    def plans(self, source: str) -> Sequence[OfPlan]:
        """Return the decisions on the plans of the source with a digest."""
        return self._plans.get(source, ())

    def vocabularies(self, given: Vocabularies) -> Vocabularies:
        """Return vocabularies with the names that were decided, the same ones where none were."""
        if not self._names:
            return given
        return replace(given, program=decided(given.program, self.decisions))

    def named_in(self, text: str) -> frozenset[str]:
        """Return the ids of the decisions on names that a text holds."""
        if not self._names:
            return frozenset()
        found = (match.label for match in self._matcher.find(text))
        return frozenset(one for label in found for one in self._names[label])

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for item in self.decisions:
            for word in item.words():
                names[normal_name(word)].append(item.id)
        return names

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._names)
