"""Who does the work on many documents: this process, several, or those of a Dask cluster.

Whoever does it, results come in the order of the jobs, and only so many jobs are under way that the
memory does not grow with their number. A process that takes too long over a job is ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, Protocol, TypeVar

from kg.errors import ClusterError, KgError, ReadError
from kg.limits import LIMITS, Limits

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")
# Jobs under way for each worker: enough that none waits for the one whose turn it is to be used.
_AHEAD = 8
# A process more pays for its start of 3 s with this many documents (0.1 s each, 2 cores).
_WORTH_A_PROCESS = 32
# Bytes of the temporary folder's path: with the 34 that Python adds, the name of a server's socket
# may have 104 (macOS; Linux 108).
_LONGEST_FOLDER = 65


def _context() -> BaseContext:
    """Return how processes begin: forked off one that has loaded all they need and no more.

    Forked off this one they would share the locks of the store's threads. Where there can be no
    such server each begins from nothing, which takes 3 s.
    """
    near = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER
    if not near or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.builder.silent", "kg.builder.warm"])
    return context


class _Future(Protocol):
    """What is under way: one of a pool of processes, or of Dask."""

    def result(self) -> Any:
        """Wait for what comes of it, and return or raise that."""
        ...


class Workers(Protocol):
    """Does the same task on many jobs."""

    def __call__(
        self, task: Callable[[_Job], _Result], jobs: Iterable[_Job]
    ) -> Iterator[_Result | KgError]:
        """Yield the result of each job in order; an error where a worker was lost over it."""
        ...


def here(task: Callable[[_Job], _Result], jobs: Iterable[_Job]) -> Iterator[_Result | KgError]:
    """Do the work in this process."""
    yield from map(task, jobs)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(number: int, limits: Limits | None = None) -> Workers:
    """Return workers that are ``number`` processes of this machine.

    A job that takes more seconds or memory than ``limits`` allow gives an error, or by its end the
    process that does it; another process then goes on.
    """

    def work(task: Callable[[_Job], _Result], jobs: Iterable[_Job]) -> Iterator[_Result | KgError]:
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired, ProcessPool

        given = (task, limits.memory if limits else None)
        pool = ProcessPool(number, initializer=_start, initargs=given, context=_context())
        seconds = limits.seconds if limits else None

        def submit(job: _Job) -> _Future:
            return pool.schedule(_do, (job,), timeout=seconds)

        try:
            yield from _in_order(
                jobs, submit, number, (ProcessExpired, TimeoutError, MemoryError), limits
            )
        except BrokenProcessPool as error:
            pool.stop()
            raise ClusterError(
                "no process can be begun", hint=str(error.__cause__ or error)
            ) from error
        except BaseException:
            pool.stop()
            raise
        else:
            pool.close()
        finally:
            pool.join()

    return work


def cluster(address: str) -> Workers:
    """Return the workers of the Dask scheduler at ``address``.

    ClusterError where it cannot be reached, its workers have other code, or it is lost on the way.
    A job whose worker is lost is done again by another one.
    """

    def work(task: Callable[[_Job], _Result], jobs: Iterable[_Job]) -> Iterator[_Result | KgError]:
        from kg.builder.cluster import connected

        with connected(address) as client:
            from distributed import KilledWorker  # it is there: the client is of it

            number = max(1, sum(client.nthreads().values()))
            # a result, unlike what is scattered, is made again where the worker that has it is lost
            shared = client.submit(_itself, task, pure=False)
            yield from _in_order(
                jobs,
                lambda job: client.submit(_apply, shared, job, pure=False),
                number,
                (KilledWorker,),
            )

    return work


@dataclass(frozen=True, slots=True)
class Means:
    """What a build works with, and what it may take for a document.

    ``jobs`` processes, as many as are worth it where that is None, this one alone where it is 0;
    for reading the workers of the Dask scheduler at an address instead.
    """

    jobs: int | None = None
    scheduler: str | None = None
    limits: Limits = LIMITS

    def reading(self, documents: int) -> Workers:
        """Return who reads so many documents."""
        if self.scheduler:
            return cluster(self.scheduler)
        return here if self.jobs == 0 else processes(self._number(documents), self.limits)

    def checking(self, documents: int) -> Workers:
        """Return who does on this machine what needs the store."""
        number = 0 if self.jobs == 0 else self._number(documents)
        return processes(number) if number > 1 else here

    def _number(self, documents: int) -> int:
        return self.jobs or min(cores(), max(1, documents // _WORTH_A_PROCESS))


HERE = Means(jobs=0)


def _in_order(
    jobs: Iterable[_Job],
    submit: Callable[[_Job], _Future],
    number: int,
    lost: tuple[type[Exception], ...],
    limits: Limits | None = None,
) -> Iterator[Any]:
    under_way: deque[_Future] = deque()
    for job in jobs:
        under_way.append(submit(job))
        if len(under_way) >= number * _AHEAD:
            yield _result(under_way.popleft(), lost, limits)
    while under_way:
        yield _result(under_way.popleft(), lost, limits)


def _result(future: _Future, lost: tuple[type[Exception], ...], limits: Limits | None) -> Any:
    """Return what a worker has made, or that it was lost; another error is a mistake of ours."""
    try:
        return future.result()
    except lost as error:
        if isinstance(error, TimeoutError) and limits:
            hint = "allow more with --limit seconds=NUMBER"
            return ReadError(f"took longer than {limits.seconds:g} seconds", hint=hint)
        hint = (
            "it is damaged, or needs more memory than --limit memory=BYTES: split it, save it anew"
        )
        return ReadError("the process that read it has ended", hint=hint)


_task: Callable[[Any], Any] | None = None
_memory: int | None = None


def _start(task: Callable[[Any], Any], memory: int | None) -> None:
    """Take the task, once for a process; Ctrl-C is for the process that gives the jobs."""
    global _task, _memory
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task, _memory = task, memory


def _do(job: Any) -> Any:
    assert _task is not None, "a worker does not begin before it was given its task"
    with _at_most(_memory):
        return _task(job)


@contextmanager
def _at_most(memory: int | None) -> Iterator[None]:
    """Let this process have no more bytes while a document is read, on Linux.

    Not while it is given one: a process that ends then takes all others along.
    """
    if memory is None or sys.platform != "linux":
        yield
        return
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    soft = memory if before == resource.RLIM_INFINITY else min(memory, before)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _itself(task: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return task


def _apply(task: Callable[[Any], Any], job: Any) -> Any:
    return task(job)
