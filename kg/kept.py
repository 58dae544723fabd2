"""The decoded texts that a build keeps beside its graph, for the quotes to be proved against.

They are ``DIR/texts/<digest>.txt``, UTF-8, lone surrogates passed through, line ends kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.graph.terms import encodable

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
