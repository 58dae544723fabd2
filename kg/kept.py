"""The decoded texts that a build keeps beside its graph, for the quotes to be proved against.

They are ``DIR/texts/<digest>.txt``, UTF-8, lone surrogates passed through, line ends kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from kg.files import refuse_link, replace_file
from kg.graph.terms import encodable
from kg.identifiers import is_digest

TEXTS = "texts"  # the folder beside the store


def text_file(folder: Path, digest: str) -> Path:
    """Return where the text of a document is kept; ``digest`` must be one (``is_digest``).

    >>> text_file(Path("exports/texts"), "ab12").as_posix()
    'exports/texts/ab12.txt'
    """
    return folder / f"{digest}.txt"


def kept_text(folder: Path, digest: str) -> str | None:
    """Return the text of a document as the graph quotes it; None where it has not been kept."""
    path = text_file(folder, digest)
    return decoded(path.read_bytes()) if path.is_file() else None


def kept_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the digest and the text of all documents, by digest."""
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, decoded(path.read_bytes())


def decoded(content: bytes) -> str:
    """Return a kept text as the graph quotes it; a byte that does not fit is one character.

    >>> decoded("教".encode() + bytes([0x80]))
    '教\ufffd'
    """
    try:
        return encodable(content.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return encodable(content.decode("utf-8", "surrogateescape"))


def keep_text(folder: Path, digest: str, text: str) -> None:
    """Write a decoded text under the digest of its source, unless it stands there already.

    It is on the disk for certain once the folder is settled. OutputError where that is a link.
    """
    refuse_link(folder)
    path = text_file(folder, digest)
    content = text.encode("utf-8", "surrogatepass")
    if not path.is_file() or path.read_bytes() != content:
        replace_file(path, content, settled=False)


def drop_texts(folder: Path, kept: Container[str]) -> None:
    """Drop the texts of documents that are no longer there; ``kept`` are digests.

    Files of other names stay, for they are not ours. OutputError where the folder is a link.
    """
    refuse_link(folder)
    for path in list(folder.glob("*.txt")):
        if is_digest(path.stem) and path.stem not in kept:
            path.unlink()
