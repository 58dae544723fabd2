"""One process that asks the store, begun anew whenever it had to be ended."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.serve.limits import MEMORY, MIB
from kg.serve.replies import Content, Job, Refusal, Reply
from kg.serve.worker import Terms, work

_START = 60  # seconds in which a process must have begun

# Processes are forked from one that has imported all and opened nothing, so that a new one takes
# the place of another in some hundredths of a second.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([work.__module__, "kg.serve.preloaded"])


# How a process ended can be read once, and whoever starts one reads it of all others.
_STATUS = threading.Lock()


class Overrun(Exception):  # noqa: N818 - it is told to the lanes alone
    """A job took longer than its process allows."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A process that has begun, and our end of its pipe."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def begun(cls, folder: Path, terms: Terms) -> _Running:
        """Begin a process and wait until it is ready."""
        here, there = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=work, args=(there, folder, terms), daemon=True)
        # What the process inherits: an interrupt at the terminal is for the server alone.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with _STATUS:
                process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
        with suppress(EOFError, OSError):
            if here.poll(_START):
                here.recv()
        return cls(process, here)

    def end(self) -> int:
        """End the process at once, whatever it does, and return how it ended."""
        self.process.kill()
        wait([self.process.sentinel])
        self.pipe.close()
        with _STATUS:
            self.process.join()
            return self.process.exitcode or 0

    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        with _STATUS:
            return self.process.is_alive()


class Process:
    """A process that is begun anew when it had to be ended; for one thread at a time.

    ``kill`` alone may be called from any.
    """

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._folder, self._terms = folder, terms
        self._running: _Running | None = None
        self._doomed = False  # it is being ended
        self.finished = False  # and no other may take its place

    def ready(self) -> None:
        """Have a process that waits for a job."""
        if self._running and (self._doomed or not self._running.is_alive()):
            self._running.end()
            self._running = None
        if self._running is None and not self.finished:
            self._doomed = False
            self._running = _Running.begun(self._folder, self._terms)

    def ask(self, job: Job, seconds: float) -> Reply:
        """Return what a job gives; Overrun, the process being ended, where that takes longer."""
        reply = self._asked(job, seconds)
        if reply == -signal.SIGKILL and not self._doomed:  # by the system, while it was idle
            reply = self._asked(job, seconds)
        if reply == -signal.SIGPROF:
            raise Overrun
        return reply if isinstance(reply, Content | Refusal) else _fallen(reply)

    def _asked(self, job: Job, seconds: float) -> Reply | int:
        """Return what a job gives, or how the process ended meanwhile."""
        self.ready()
        if self._running is None:
            return Refusal(503, "the server is ending")
        try:
            self._running.pipe.send((job, seconds))
            if self._running.pipe.poll(seconds):
                reply: Reply = self._running.pipe.recv()
                return reply
        except (EOFError, OSError):
            return self._end()
        self._end()
        raise Overrun

    def kill(self) -> None:
        """Let the process end, so that who waits for its reply waits no longer."""
        self._doomed = True
        if self._running:
            self._running.process.kill()

    def finish(self) -> None:
        """End the process for good."""
        self.finished = True
        self._end()

    def _end(self) -> int:
        if self._running is None:
            return 0
        code = self._running.end()
        self._running = None
        return code


def _fallen(code: int) -> Refusal:
    """Say why a process has ended by itself, by its exit code."""
    if code == -signal.SIGSEGV:
        return Refusal(400, "the query is nested too deeply")
    if code in (-signal.SIGABRT, 1):  # the engine gives up, or Python does
        return Refusal(
            503,
            f"the query needs more memory than {MEMORY // MIB} MiB, or sorts values of so many "
            "kinds that the engine fails; ORDER BY STR(?value) sorts them as texts",
        )
    return Refusal(503, f"the query was stopped: its process has ended ({code})")
