"""Which process asks the store for whom: costly queries never keep the cheap ones waiting.

A query is first asked where it may compute for a tenth of a second. What needs more is ended,
remembered, and asked where it may for a second, and at last where it has the whole time limit;
the processes there give way to the others. So of many costly queries, each delays a cheap one by a
tenth of a second at most, and what is a little costly waits for no more than a second each.

The time that a process computes is what counts, not the clock, for on a busy machine a cheap query
takes its time too. Measured with 25 clients whose costly queries were never alike and 25 others, on
two cores that other work used as well: with one budget of a second by the clock, the others waited
for 9 to 14 s (median); with these three, for 0.2 to 2.7 s.

Each process has a pipe of its own. pebble's pool shares one with a lock: measured with two costly
queries on two cores, a cheap one waited up to 6 s for the end of a killed process, and an idle
process that had died left the whole pool unusable.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.serve.limits import CONNECTIONS, Limits
from kg.serve.processes import Overrun, Process
from kg.serve.replies import Job, Refusal, Reply
from kg.serve.worker import Terms

# Processes of three kinds: seconds of computing after which a job goes to the next one (0: none),
# niceness, jobs that may wait.
_LANES = (Terms(0.1, 0, CONNECTIONS), Terms(1.0, 5, 16), Terms(0, 10, 8))
_REMEMBERED = 1000  # costly jobs


class _Lane:
    """Some processes, and an order in which jobs get one."""

    def __init__(self, folder: Path, count: int, terms: Terms) -> None:
        self._all = [Process(folder, terms) for _ in range(count)]
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._busy: set[asyncio.Task[None]] = set()
        self._most, self._waiting = terms.waiting, 0

    def is_full(self) -> bool:
        """Whether as many jobs wait already as may."""
        return self._waiting >= self._most

    async def start(self) -> None:
        await asyncio.gather(*map(self._back, self._all))

    async def ask(self, job: Job, seconds: float) -> Reply:
        """Wait for a process and return what it gives; Overrun where it takes longer.

        Where the task that waits is cancelled the process is ended.
        """
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor(self._threads, worker.ask, job, seconds)
        task = loop.create_task(self._back(worker, asked))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            worker.kill()
            raise

    async def _back(self, worker: Process, asked: asyncio.Future[Reply] | None = None) -> None:
        """Put a process among the idle ones, when it has done what was asked."""
        if asked:
            await asyncio.wait([asked])
            asked.exception()  # it has been told to who waits, if anyone does
        if not worker.finished:
            await asyncio.get_running_loop().run_in_executor(self._threads, worker.ready)
            self._idle.put_nowait(worker)

    async def stop(self) -> None:
        for worker in self._all:
            worker.finished = True
            worker.kill()
        if self._busy:
            await asyncio.wait(self._busy)
        for worker in self._all:
            worker.finish()
        self._threads.shutdown()


class Workers:
    """All processes over the store of a folder; a limit that was met is said in the reply."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limit = limits.seconds
        terms = [one for one in _LANES if one.computing < self._limit]
        self._lanes = [_Lane(folder, limits.processes, one) for one in terms]
        self._known: OrderedDict[Job, int] = OrderedDict()

    async def start(self) -> None:
        """Begin the processes and wait until they are ready."""
        await asyncio.gather(*(lane.start() for lane in self._lanes))

    async def stop(self) -> None:
        """End all processes, and wait for their end."""
        await asyncio.gather(*(lane.stop() for lane in self._lanes))

    async def ask(self, job: Job) -> Reply:
        """Return what a job gives, or which limit it met."""
        last = len(self._lanes) - 1
        for place in range(self._known.get(job, 0), last + 1):
            lane = self._lanes[place]
            if lane.is_full():
                return Refusal(503, "the server is busy with costly queries; try again soon")
            try:
                return await lane.ask(job, self._limit)
            except Overrun:
                self._remember(job, min(place + 1, last))
        return Refusal(
            503,
            f"the query was stopped after {self._limit:g} s, the time limit of this server; "
            "kg serve --timeout sets it",
        )

    def _remember(self, job: Job, place: int) -> None:
        self._known[job] = place
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
