"""The process that asks the store: it reads jobs from a pipe and may be killed at any moment.

It opens the store for reading alone, anew where a build has put another in its place. It may not
take more memory than ``MEMORY``, nor compute longer than its terms say, and an alarm of the system
ends it should nobody be left to.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, RequestError
from kg.serve.limits import MEMORY
from kg.serve.replies import Content, Job, Refusal, Reply
from kg.store import generation, open_read_only

if TYPE_CHECKING:
    from pyoxigraph import Store

_PATIENCE = 5  # seconds after its limit in which a job is ended from outside


class _Held:
    """The store of a folder, opened again where it is another one than before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: Store | None = None
        self._state = ""

    def done(self, job: Job) -> Content:
        """Do a job; again, where the store was taken away while it was read."""
        try:
            return job.done(self.open())
        except Exception:
            if generation(self._folder) == self._state:
                raise
        return job.done(self.open())

    def open(self) -> Store:
        """Return the store that is in the folder now."""
        now = generation(self._folder)
        if self._store is None or now != self._state:
            self._store = None  # closed before the other is opened
            self._store, self._state = open_read_only(self._folder), now
        return self._store


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a process works.

    It may compute for some seconds at a job, 0 for any; it gives way to others by its niceness;
    and so many jobs may wait for one of its kind.
    """

    computing: float
    niceness: int
    waiting: int


def work(pipe: Connection, folder: Path, terms: Terms) -> None:
    """Do jobs until the other end of the pipe is closed."""
    _confine(terms.niceness)
    held = _Held(folder)
    with suppress(KgError):  # the first job will say it
        held.open()
    pipe.send(None)  # ready
    with suppress(EOFError, OSError):
        while True:
            job, seconds = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, seconds + _PATIENCE)
            pipe.send(_reply(job, held, terms.computing))
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)


def _reply(job: Job, held: _Held, computing: float) -> Reply:
    try:
        held.open()
        signal.setitimer(signal.ITIMER_PROF, computing)  # which ends the process
        return held.done(job)
    except RequestError as error:
        return Refusal(error.status, str(error))
    except KgError as error:
        return Refusal(503, str(error))
    except MemoryError:
        return Refusal(503, "the answer needs more memory than there is")
    except Exception as error:  # whatever it is, the server goes on
        return Refusal(500, f"the server has failed: {type(error).__name__}: {error}")


def _confine(niceness: int) -> None:
    """Leave the ends of the terminal to the server, and take no more than is allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(end, signal.SIG_DFL)
    silent = os.open(os.devnull, os.O_RDWR)  # the engine's last words about its memory
    os.dup2(silent, 2)
    os.close(silent)
    os.nice(niceness)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # a system that has no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
