"""One build at a time in a folder, and nothing left there of one that was killed."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import HeldError, OutputError
from kg.files import drop_unfinished, make_folder, reason, replace_file
from kg.kept import TEXTS
from kg.store import drop_beside

HOLDER = ".kg-building"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder, which is made where it is not there.

    HeldError, which says who is in it, where another build is; OutputError where the folder cannot
    be written. The system keeps the lock, so that a killed build holds nothing; where the folder's
    file system, or Windows, has no locks, nothing is kept apart.
    """
    make_folder(folder)
    holder = folder / HOLDER
    lock = _locked(folder, holder)
    try:
        replace_file(holder, _self().encode())
        drop_unfinished(folder)
        drop_unfinished(folder / TEXTS)
        drop_beside(folder)
        yield
    except OSError as error:
        what = f"cannot be written: {reason(error)}"
        raise OutputError(what, where=str(error.filename or folder)) from error
    finally:
        holder.unlink(missing_ok=True)
        if lock is not None:
            os.close(lock)


def _locked(folder: Path, holder: Path) -> int | None:
    """Return the open folder, locked as long as it is open; None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"cannot be read: {reason(error)}", where=str(folder)) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        hint = "wait for it, or build into another folder"
        what = f"another build writes here, {_told(holder)}"
        raise HeldError(what, where=str(folder), hint=hint) from error
    except OSError:
        pass  # a file system without locks
    return lock


def _self() -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"process {os.getpid()} on {socket.gethostname()} since {now}"


def _told(holder: Path) -> str:
    """Return who holds a folder, as far as that is said yet."""
    try:
        return holder.read_text("utf-8") or "which has just begun"
    except (OSError, UnicodeDecodeError):
        return "which has just begun"
