"""A command as a process of its own, with what it and all its children needed."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_PAUSE = 0.2  # seconds between two looks at the memory
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Needed:
    """What a command needed.

    ``wall`` and ``cpu`` are seconds, the latter of all its processes; ``main`` is the greatest
    memory of the first process, ``all`` of all together, in megabytes. Memory is looked at five
    times a second, so that a shorter peak may be missed; what several processes share is divided
    among them (the proportional set size).
    """

    wall: float
    cpu: float
    main: float
    all: float
    code: int
    output: str


def needed(command: Sequence[str], folder: Path) -> Needed:
    """Run ``command`` in ``folder`` to its end; RuntimeError where it ends with more than 1."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        watched = psutil.Process(process.pid)
        main = together = 0.0
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            one, every = memory(watched)
            main, together = max(main, one), max(together, every)
            time.sleep(_PAUSE)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    if process.returncode not in (0, 1):
        raise RuntimeError(
            f"{' '.join(command[:4])} ended with {process.returncode}: {said[-500:]}"
        )
    cpu = usage.ru_utime + usage.ru_stime
    return Needed(wall, cpu, main / _MEGABYTE, together / _MEGABYTE, process.returncode, said)


def memory(watched: psutil.Process) -> tuple[int, int]:
    """Return the bytes that a process holds, and it with all its children."""
    try:
        processes = [watched, *watched.children(recursive=True)]
    except psutil.Error:
        return 0, 0
    held = [_own(process) for process in processes]
    return held[0], sum(held)


def _own(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", full.uss))
