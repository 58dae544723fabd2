"""Judgements over all documents: one program has one concept, two programs have two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.evaluate.gold import SameNames
from kg.evaluate.judge import Judgement, Verdict

_Places = Mapping[str, list[Judgement]]


def linking(judgements: Iterable[Judgement], same: SameNames) -> list[Judgement]:
    """Return the judgements of pairs of programs that were read, under their gold names."""
    places: dict[str, list[Judgement]] = defaultdict(list)
    for judged in judgements:
        if judged.component == "program" and judged.verdict is Verdict.RIGHT and judged.gold:
            name = judged.gold["name"]
            places[same.one.get(name, name)].append(judged)
    return [*_same_program(places), *_not_merged(places, same)]


def _same_program(places: _Places) -> Iterator[Judgement]:
    for found in places.values():
        for one, other in combinations(found, 2):
            if one.document != other.document:
                right = one.reading == other.reading
                yield _pair("same_program", right, one, f"≠ {other.document}")


def _not_merged(places: _Places, same: SameNames) -> Iterator[Judgement]:
    concepts = {name: {judged.reading for judged in found} for name, found in places.items()}
    for one, other in combinations(sorted(places), 2):
        if any({one, other} <= group for group in same.either):
            continue
        shared = concepts[one] & concepts[other]
        at = next((item for item in places[one] if item.reading in shared), places[one][0])
        yield _pair("not_merged", not shared, at, f"= {other}")


def _pair(component: str, right: bool, at: Judgement, message: str) -> Judgement:
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    said = "" if right else message
    return Judgement(at.document, component, verdict, at.gold, at.found, at.reading, (), said)
