"""Plain text files: UTF-8, else GB18030.

Pages that declare gb2312 or GBK are GB18030 in truth. A byte-order mark and the line ends stay in
the text, so that offsets hold for whoever decodes the file the same way.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError
from kg.identifiers import digest
from kg.records import Source

ENCODINGS = ("utf-8", "gb18030")


def read(path: Path, document: str) -> Source:
    """Return the text file ``path`` as a source; ReadError where no encoding fits."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path)) from error
    encoding, text = decoded(content, where=document)
    return Source(document, digest(content), "text/plain", encoding, text)


def decoded(content: bytes, *, where: str) -> tuple[str, str]:
    """Return the encoding of ``content`` and its text.

    >>> decoded("教育".encode("gb18030"), where="a.txt")
    ('gb18030', '教育')
    """
    for encoding in ENCODINGS:
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(
        f"is neither {' nor '.join(ENCODINGS)}",
        where=where,
        hint="save the text as UTF-8",
    )
