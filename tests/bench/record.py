"""What a part of the bench yields, and how it measures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked for: how much, from what, and a folder for what a part writes.

    ``corpus`` are folders of documents beside the seeds, ``documents`` how many a build reads,
    one number a build; ``jobs`` how many processes work; ``small`` asks for sizes that a test can
    wait for, whose numbers mean nothing.
    """

    work: Path
    small: bool = False
    documents: Sequence[int] = ()
    corpus: Sequence[Path] = ()
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One number: what ``case`` needs or has of ``name``, in ``unit``.

    ``ratio`` says how many times as good it is as the same number of the case ``baseline``, in the
    same run: above 1 is faster. None as value: given up, and ``note`` says why.
    """

    case: str
    name: str
    value: float | None
    unit: str
    baseline: str = ""
    ratio: float | None = None
    note: str = ""


def compared(
    name: str,
    unit: str,
    values: Mapping[str, float | None],
    baseline: str,
    *,
    less_is_better: bool = True,
    group: str = "",
    notes: Mapping[str, str] | None = None,
) -> Iterator[Record]:
    """Yield a record a case, each with its ratio to the case ``baseline``.

    ``group`` stands before the names of the cases, where there is more than one such group.

    >>> [record.ratio for record in compared("load", "s", {"rdflib": 30.0, "kg": 2.0}, "rdflib")]
    [1.0, 15.0]
    """
    base = values.get(baseline)
    for case, value in values.items():
        ratio = None
        if value and base:
            ratio = base / value if less_is_better else value / base
        yield Record(group + case, name, value, unit, baseline, ratio, (notes or {}).get(case, ""))


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(work: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the best time of each in ``rounds``, in which each has its turn after the other."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, task in work.items():
            times[name].append(seconds(task))
    return {name: min(taken) for name, taken in times.items()}
