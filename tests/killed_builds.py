"""Builds that are killed: between two things done to files, or at any moment.

A folder goes back and forth between two states, *before* and *after*, whose bytes are known from
builds that nobody disturbed.
"""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import Quad

from kg.builder import Built, build
from kg.errors import OutputError
from kg.store import open_read_only
from tests.builder_examples import PLACES, WHOLE, write

# What Python tells of itself before it does it, and is done to files.
_TOLD = ("open", "os.", "shutil.", "sqlite3.", "tempfile.")
_CONTEXT = multiprocessing.get_context("forkserver")
_USED = ("builder.warm", "explore.loading", "explore.page", "export.workbook", "validate")
_CONTEXT.set_forkserver_preload(
    [*(f"kg.{name}" for name in _USED), "pypinyin", "pyshacl", "pyvis.network", __name__]
)
_TABLES = (*WHOLE, "targets.xlsx")


@dataclass(frozen=True)
class State:
    """What a folder holds after a build that nobody disturbed."""

    files: dict[str, bytes]
    texts: dict[str, bytes]
    quads: frozenset[Quad]


@dataclass(frozen=True)
class Scene:
    """A folder to build into, and the two sets of documents that it is built from."""

    out: Path
    before: Path
    after: Path

    @classmethod
    def made(cls, folder: Path, out: Path | None = None) -> "Scene":
        """Write the documents: one is changed, one gone, one new, three stay."""
        scene = cls(out or folder / "out", folder / "before", folder / "after")
        write(scene.before, *PLACES[:5])
        write(scene.after, *PLACES[1:4], PLACES[5])
        write(scene.after, PLACES[4], number=8)
        return scene

    def undisturbed(self, documents: Path, out: Path) -> State:
        """Return what a build of documents into a new folder gives."""
        _build(documents, out)
        return state(out)


def _build(documents: Path, out: Path) -> Built:
    return build([documents], out, whole=True)


def state(out: Path) -> State:
    """Return what a folder holds."""
    return State(
        {name: (out / name).read_bytes() for name in _TABLES if (out / name).is_file()},
        {path.name: path.read_bytes() for path in (out / "texts").iterdir()},
        frozenset(open_read_only(out)),
    )


def flaws(out: Path, *whole: State) -> list[str]:
    """Return what stands in a folder and is in none of these states as it is."""
    found = [
        f"{name} is not whole"
        for name in _TABLES
        if (out / name).is_file()
        and (out / name).read_bytes() not in [one.files[name] for one in whole]
    ]
    found += [
        f"{path.name} is not whole"
        for path in (out / "texts").glob("*.txt")
        if all(one.texts.get(path.name) != path.read_bytes() for one in whole)
    ]
    if (out / "store").exists() and frozenset(open_read_only(out)) not in [
        one.quads for one in whole
    ]:
        found.append("the store is neither as before nor as after")
    return found


def leftovers(out: Path) -> list[str]:
    """Return the names in a built folder that are of no use to anybody."""
    known = {*_TABLES, "texts", "store", "readings.sqlite"}
    names = {path.name for path in out.iterdir()} - known
    return sorted(names | {path.name for path in (out / "texts").glob(".*")})


def killed_at(documents: Path, out: Path, event: int) -> bool:
    """Build, and kill it before the ``event``-th thing is done to a file; tell whether it was."""
    return _killed(_until_event, (documents, out, event), wait=None)


def killed_after(documents: Path, out: Path, seconds: float) -> bool:
    """Build, and kill it after so many seconds; tell whether it was still at work."""
    return _killed(_build, (documents, out), wait=seconds)


def events(documents: Path, out: Path) -> int:
    """Build, and return how many things were done to files."""
    return int(str(_told(_counted, documents, out)))


def failing(documents: Path, out: Path, largest: int | None = None) -> str:
    """Build, no file larger than ``largest`` bytes, and return the error or nothing."""
    return str(_told(_failed, documents, out, largest))


def _told(target: Callable[..., None], *arguments: object) -> object:
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=target, args=(*arguments, sender))
    process.start()
    sender.close()
    told = receiver.recv()
    process.join()
    return told


def _failed(documents: Path, out: Path, largest: int | None, sender: Connection) -> None:
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        _build(documents, out)
    except OutputError as error:
        sender.send(str(error))
    else:
        sender.send("")


def _killed(
    target: Callable[..., object], arguments: tuple[object, ...], wait: float | None
) -> bool:
    process = _CONTEXT.Process(target=target, args=arguments)
    process.start()
    process.join(wait)
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), f"the build ended with {process.exitcode}"
    return process.exitcode != 0


def _until_event(documents: Path, out: Path, event: int) -> None:
    left = event

    def hear(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if _concerns(out, name, arguments):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    _build(documents, out)


def _counted(documents: Path, out: Path, sender: Connection) -> None:
    number = 0

    def hear(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal number
        number += _concerns(out, name, arguments)

    sys.addaudithook(hear)
    _build(documents, out)
    sender.send(number)


def _concerns(out: Path, name: str, arguments: tuple[object, ...]) -> bool:
    return name.startswith(_TOLD) and any(str(out) in str(one) for one in arguments)
