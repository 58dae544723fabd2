"""What the judgements come to: precision, recall and F1 by component, fields as right of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.judge import Judgement, Verdict

COMPONENTS = ("region", "program", "target.detected", "target.exact", "target.full", "citation")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items were right, how many the gold has and how many were found."""

    hit: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found and nothing is there."""
        return self.hit / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hit / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many judged fields how many were right."""

    right: int
    judged: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies by component, shares by field, the errors in the order of the documents."""

    tallies: Mapping[str, Tally]
    fields: Mapping[str, Share]
    errors: tuple[Judgement, ...]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Scores:
        """Count the judgements."""
        tallies = {name: _tally(judgements, name) for name in COMPONENTS}
        fields = _shares(judged for judged in judgements if not judged.is_item)
        return cls(tallies, fields, tuple(judged for judged in judgements if judged.is_error))

    @property
    def causes(self) -> Mapping[str, int]:
        """How many errors each cause has, the commonest first."""
        counts = Counter(judged.cause for judged in self.errors)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def measured(self) -> dict[str, float]:
        """Return F1 by component and the share of right fields by field, 0 to 1."""
        shares = {name: share.right / share.judged for name, share in self.fields.items()}
        return {name: tally.f1 for name, tally in self.tallies.items()} | shares


def _tally(judgements: Iterable[Judgement], component: str) -> Tally:
    """Count one component; ``target.exact`` is a level of the kind ``target``."""
    kind, _, level = component.partition(".")
    judged = [
        item for item in judgements if item.component == kind and item.verdict != Verdict.OPTIONAL
    ]
    found = {(item.document, item.reading) for item in judged if item.reading}
    return Tally(
        hit=sum(_is_hit(item, level) for item in judged),
        gold=sum(item.gold is not None for item in judged),
        found=len(found),
    )


def _is_hit(judged: Judgement, level: str) -> bool:
    if judged.verdict is Verdict.INEXACT:
        return level == "detected" or (level == "exact" and judged.differing == ("indicator",))
    return judged.verdict is Verdict.RIGHT


def _shares(judgements: Iterable[Judgement]) -> dict[str, Share]:
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item in judgements:
        judged[item.component] += 1
        right[item.component] += item.verdict is Verdict.RIGHT
    return {name: Share(right[name], judged[name]) for name in sorted(judged)}
