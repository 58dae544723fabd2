"""What stands below a folder, in order; what cannot be read there is named, too.

Links to files are followed, links to folders are not: they may lead in a circle, or far away.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.files import refuse_special


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below a folder, or what cannot be read there, and why.

    ``whole`` tells that the error concerns a folder with all that it may hold.
    """

    path: Path
    error: ReadError | None = None
    whole: bool = False


def entries(folder: Path, leave_out: Path | None = None) -> Iterator[Entry]:
    """Yield what stands below ``folder``, to the bottom, in the order of the paths.

    What is hidden is not searched, nor is the folder ``leave_out``.
    """
    avoided = _identity(leave_out) if leave_out else None
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            linked = path is not folder and path.is_symlink()
            if linked or not path.is_dir():
                yield _entry(path)
            elif avoided is None or _identity(path) != avoided:
                inside = sorted(path.iterdir(), reverse=True)
                waiting.extend(below for below in inside if not below.name.startswith("."))
        except OSError as error:
            what = f"cannot be searched: {error.strerror}"
            yield Entry(path, ReadError(what, where=str(path)), whole=True)


def _entry(path: Path) -> Entry:
    """Return what stands at a path that is no folder itself."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        what = "is a link that leads nowhere" if path.is_symlink() else f"cannot be read: {error}"
        return Entry(path, ReadError(what, where=str(path)))
    if stat.S_ISDIR(mode):
        hint = "it is not followed; name the folder that it leads to"
        return Entry(path, ReadError("is a link to a folder", where=str(path), hint=hint), True)
    try:
        refuse_special(mode, str(path))
    except ReadError as error:
        return Entry(path, error)
    return Entry(path)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from all others, None where it is not there."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def readable(name: str) -> str:
    """Return a file's name as text; one that is no UTF-8 as GB18030, as old archives have it.

    >>> readable(os.fsdecode("常州.txt".encode("gb18030")))
    '常州.txt'
    """
    content = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return escaped(name)


def escaped(name: str) -> str:
    r"""Return a file's name with the bytes written out that are no UTF-8.

    >>> escaped(os.fsdecode(b"a\xff.txt"))
    'a\\xff.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")
