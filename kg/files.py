"""Files are read whole, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError, OutputError, ReadError
from kg.limits import LIMITS

_UNFINISHED = ".unfinished"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_LONGEST_NAME = 40  # characters of a name that begin the one beside it; 255 bytes is the limit
_SPECIAL = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe that has taken a file's place meanwhile would let us wait for ever.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# 100,000 programs of a line each, or as many decisions, have some 10 MB; a larger file is mistaken
# for one.
_MOST_WRITTEN = 32_000_000


def file_bytes(path: Path, document: str, most: int = LIMITS.size) -> bytes:
    """Return the content of a file; ReadError where it cannot be read or has more bytes.

    Of a file that says that it has more nothing is read.
    """
    try:
        refuse_special(path.stat().st_mode, document)
        with os.fdopen(os.open(path, _READING), "rb") as file:
            status = os.fstat(file.fileno())
            refuse_special(status.st_mode, document)
            content = file.read(most + 1) if status.st_size <= most else None
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=document) from error
    if content is None or len(content) > most:
        hint = "split it; a document may have more with --limit size=BYTES"
        raise ReadError(f"has more than {most:,} bytes", where=document, hint=hint)
    return content


def refuse_special(mode: int, document: str) -> None:
    """Raise ReadError where a path holds no file, by its mode in ``os.stat``.

    >>> refuse_special(stat.S_IFIFO, "plans/pipe")
    Traceback (most recent call last):
    kg.errors.ReadError: is a pipe (plans/pipe): only files are read
    """
    if what := _SPECIAL.get(stat.S_IFMT(mode)):
        raise ReadError(f"is {what}", where=document, hint="only files are read")


def small_file(path: Path, error: type[KgError]) -> bytes:
    """Return the content of a file that a person has written; ``error`` where it cannot be read."""
    try:
        return file_bytes(path, str(path), _MOST_WRITTEN)
    except ReadError as reason:
        raise error(reason.what, where=reason.where) from reason


def refuse_link(path: Path) -> None:
    """Raise OutputError where a link stands: nothing is written or dropped where it leads."""
    if path.is_symlink():
        hint = "move it away, or build into another folder"
        raise OutputError("is a link", where=str(path), hint=hint)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there; OutputError where it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(folder)) from error


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def replace_file(
    path: Path, content: bytes | Iterable[bytes | str], *, settled: bool = True
) -> None:
    """Write ``content``, text as UTF-8 with its line ends as they are, in the place of ``path``.

    It is written beside ``path`` and then renamed, so that a reader, or a crash, meets the old file
    or the new one and nothing between; a link is replaced, and what it leads to stays. Who writes
    many files does not have each ``settled``, but settles their folder at the end. OutputError
    where the place cannot be written.
    """
    if not path.name:
        raise OutputError("cannot be written: it is a folder", where=str(path))
    short = path.name[:_LONGEST_NAME]
    beside = path.with_name(f".{short}.{os.getpid()}-{threading.get_ident()}{_UNFINISHED}")
    try:
        beside.unlink(missing_ok=True)  # of a process that had the same number
        with beside.open("xb") as file:
            for part in [content] if isinstance(content, bytes) else content:
                file.write(part if isinstance(part, bytes) else _encoded(part))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        if settled:
            settle(path.parent)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """Return what the system says of an error, also where a store has told it in its own words.

    >>> reason(OSError("IO error: No space left on device: While appending to file: /a/000008.log"))
    'No space left on device'
    """
    said = str(error)
    if error.strerror:
        return error.strerror
    return next((text for text in map(os.strerror, _FULL) if text in said), said)


def settle(folder: Path) -> None:
    """Let the names in a folder survive a power cut, where the system can."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def drop_unfinished(folder: Path) -> None:
    """Drop the files that ``replace_file`` was writing in a folder as it was killed."""
    if not folder.is_symlink():
        for path in folder.glob(f".*{_UNFINISHED}"):
            path.unlink(missing_ok=True)
