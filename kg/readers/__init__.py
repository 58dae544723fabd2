"""A file or a folder becomes sources; one module a format.

To add a format, write a module with a function ``source(content, document, limits) -> Source``,
which takes the bytes of a file, the name that errors give it and what it may take, and name its
endings in ``READERS``.
"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.files import file_bytes
from kg.limits import LIMITS, Limits
from kg.readers import doc, docx, html, pdf, text
from kg.readers.folders import Entry, entries, escaped, readable
from kg.readers.kinds import refuse_other
from kg.readers.length import refuse_long
from kg.records import Source

READERS: Mapping[str, Callable[[bytes, str, Limits], Source]] = {
    ".doc": doc.source,
    ".docx": docx.source,
    ".htm": html.source,
    ".html": html.source,
    ".odt": doc.source,
    ".pdf": pdf.source,
    ".rtf": doc.source,
    ".txt": text.source,
    ".wps": doc.source,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read and the name by which its facts know it."""

    path: Path
    document: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found below the paths: documents, files of unknown ending, what cannot be read."""

    found: tuple[Found, ...]
    passed_over: tuple[Path, ...]
    errors: tuple[ReadError, ...]


def find(paths: Iterable[Path], leave_out: Path | None = None) -> Search:
    """Return the documents that ``paths`` name, folders searched to the bottom, in their order.

    Hidden folders are not searched, nor is ``leave_out``, where the output goes.

    A document of a folder is named by its path below that folder, a file that was given by its own
    name, with as many of its parents as tell it from another of that name. A path that does not
    exist, or a file that was named and has an unknown ending, is among the errors.
    """
    documents: dict[Path, tuple[str, ...]] = {}
    passed_over: list[Path] = []
    errors: list[ReadError] = []
    for path in paths:
        for entry in _entries(path, leave_out):
            known = entry.path.suffix.lower() in READERS
            if entry.error and (known or entry.whole):
                errors.append(entry.error)
            elif entry.error or not known:
                passed_over.append(entry.path)
            else:
                below = entry.path.relative_to(path).parts or (path.name,)
                documents.setdefault(entry.path.absolute(), below)
    names = _distinct_names(documents)
    found = tuple(Found(path, names[path]) for path in documents)
    return Search(found, tuple(passed_over), tuple(errors))


def read(found: Found) -> Source:
    """Return the decoded document; ReadError where it cannot be read."""
    return decode(found, content(found))


def content(found: Found, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a document's file; ReadError where it cannot be read."""
    return file_bytes(found.path, found.document, limits.size)


def decode(found: Found, content: bytes, limits: Limits = LIMITS) -> Source:
    """Return the document that the bytes of its file hold; ReadError where they hold none."""
    ending = found.path.suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        raise _unknown_ending(found.path)
    refuse_other(content, ending, found.document)
    source = reader(content, found.document, limits)
    refuse_long(len(source.text), found.document, limits)
    return source


def _unknown_ending(path: Path) -> ReadError:
    return ReadError(
        f"no reader for files that end in {path.suffix or 'nothing'}",
        where=str(path),
        hint=f"the endings that can be read are {', '.join(sorted(READERS))}",
    )


def _entries(path: Path, leave_out: Path | None) -> Iterator[Entry]:
    """Yield what a path that was given stands for."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        what = "no such file or folder" if missing else f"cannot be read: {error.strerror}"
        yield Entry(path, ReadError(what, where=str(path)), whole=True)
        return
    if stat.S_ISDIR(mode):
        yield from entries(path, leave_out)
    elif path.suffix.lower() in READERS:
        yield Entry(path)
    else:
        yield Entry(path, _unknown_ending(path), whole=True)


def _distinct_names(documents: Mapping[Path, tuple[str, ...]]) -> dict[Path, str]:
    """Name each document by its parts, longer by its parents as long as two share a name."""
    parts = {path: [readable(part) for part in path.parts] for path in documents}
    lengths = {path: len(below) for path, below in documents.items()}
    while True:
        names = {path: "/".join(parts[path][-length:]) for path, length in lengths.items()}
        counts = Counter(names.values())
        alike = [path for path, name in names.items() if counts[name] > 1]
        longer = [path for path in alike if lengths[path] < len(parts[path])]
        for path in longer:
            lengths[path] += 1
        if not longer:
            # only names of different bytes can still say the same
            written = {path: "/".join(map(escaped, path.parts)) for path in alike}
            return names | written
