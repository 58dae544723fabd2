"""A file or a folder becomes sources; one module a format.

To add a format, write a module with a function ``source(content, document, limits) -> Source``,
which takes the bytes of a file, the name that errors give it and what it may take, and name its
endings in ``READERS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.files import file_bytes
from kg.limits import LIMITS, Limits
from kg.readers import doc, docx, html, pdf, text
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
        if path.is_dir():
            for file in _files(path, leave_out):
                if file.suffix.lower() in READERS:
                    documents.setdefault(file.absolute(), file.relative_to(path).parts)
                else:
                    passed_over.append(file)
        elif not path.exists():
            errors.append(ReadError("no such file or folder", where=str(path)))
        elif path.suffix.lower() not in READERS:
            errors.append(_unknown_ending(path))
        else:
            documents.setdefault(path.absolute(), (path.name,))
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
    reader = READERS.get(found.path.suffix.lower())
    if reader is None:
        raise _unknown_ending(found.path)
    source = reader(content, found.document, limits)
    if len(source.text) > limits.characters:
        hint = "split it, or allow more with --limit characters=NUMBER"
        what = f"has {len(source.text):,} characters, more than {limits.characters:,}"
        raise ReadError(what, where=found.document, hint=hint)
    return source


def _unknown_ending(path: Path) -> ReadError:
    return ReadError(
        f"no reader for files that end in {path.suffix or 'nothing'}",
        where=str(path),
        hint=f"the endings that can be read are {', '.join(sorted(READERS))}",
    )


def _files(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    avoided = leave_out.absolute() if leave_out else None
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and avoided not in path.absolute().parents:
            yield path


def _distinct_names(documents: Mapping[Path, tuple[str, ...]]) -> dict[Path, str]:
    """Name each document by its parts, longer by its parents as long as two share a name."""
    lengths = {path: len(parts) for path, parts in documents.items()}
    while True:
        names = {path: "/".join(path.parts[-length:]) for path, length in lengths.items()}
        counts = Counter(names.values())
        longer = [path for path, name in names.items() if counts[name] > 1]
        if not longer:
            return names
        for path in longer:
            lengths[path] += 1
