"""What any two regions share: all pairs of as many regions as China has, with 500 programs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from multiprocessing import get_context
from multiprocessing.connection import Connection

import psutil

from kg.export.overlaps import overlaps
from kg.export.ties import ProgramNode, RegionNode, Tie, Ties
from kg.overlap import Pair, clusters
from tests.bench.processes import memory
from tests.bench.record import Record, Settings, compared

BASELINE = "sets of Python"
_GROUPS = "groups of regions and programs"
_REGIONS, _PROGRAMS = 3_200, 500
_SEED = 5
_PAUSE = 0.1  # seconds between two looks at the memory


def records(settings: Settings) -> Iterator[Record]:
    """Yield seconds and the greatest memory of each way, each in a process of its own."""
    regions = 60 if settings.small else _REGIONS
    taken: dict[str, float | None] = {}
    peaks: dict[str, float] = {}
    for case in _WORK:
        taken[case], peaks[case] = _alone(case, regions)
    note = f"{regions:,} regions, {_PROGRAMS} programs, {len(pairs(regions)):,} ties"
    notes = {BASELINE: f"{note}; the baseline counts what each two share, and keeps the counts"}
    groups = Record(_GROUPS, "time", taken.pop(_GROUPS), "s", note="no pairs: the Louvain method")
    yield from compared("time", "s", taken, BASELINE, notes=notes)
    yield groups
    for case, peak in peaks.items():
        yield Record(case, "peak memory", peak, "MB")


def pairs(regions: int) -> list[Pair]:
    """Return ties of regions and programs: 20 to 80 draws a region, some programs more likely."""
    chance = random.Random(_SEED)
    found = {
        (f"{region:06}", f"p{int(_PROGRAMS * chance.random() ** 1.7):04}")
        for region in range(regions)
        for _ in range(chance.randint(20, 80))
    }
    return sorted(found)


def _alone(case: str, regions: int) -> tuple[float, float]:
    """Return seconds and megabytes of one way in a fresh process."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(there, case, regions))
    process.start()
    there.close()
    peak = 0
    while not here.poll(_PAUSE):
        peak = max(peak, memory(psutil.Process(process.pid))[0])
    taken = here.recv()
    process.join()
    here.close()
    return taken, peak / 2**20


def _measured(connection: Connection, case: str, regions: int) -> None:
    work, tied = _WORK[case], pairs(regions)
    start = time.perf_counter()
    kept = work(tied)
    connection.send(time.perf_counter() - start)
    del kept


def _sets(tied: Sequence[Pair]) -> object:
    own: dict[str, set[str]] = {}
    for region, program in tied:
        own.setdefault(region, set()).add(program)
    return {(one, other): len(own[one] & own[other]) for one, other in combinations(own, 2)}


def _table(tied: Sequence[Pair]) -> object:
    regions = sorted({region for region, _ in tied})
    programs = sorted({program for _, program in tied})
    return overlaps(
        Ties(
            tuple(RegionNode(r, f"第{r}市", r, "prefecture", None, 1, True) for r in regions),
            tuple(ProgramNode(p, f"{p}工程", None, "national", True) for p in programs),
            tuple(Tie(region, program, 1, 1, 0, 2023, 2023) for region, program in tied),
        )
    )


_WORK: dict[str, Callable[[Sequence[Pair]], object]] = {
    BASELINE: _sets,
    "rows of kg export overlaps": _table,
    _GROUPS: clusters,
}
