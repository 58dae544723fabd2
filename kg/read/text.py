"""Plain text files: UTF-16 where a byte-order mark says so, UTF-8, else GB18030.

Pages that declare gb2312 or GBK are GB18030 in truth. A byte-order mark and the line ends stay in
the text, so that offsets hold for whoever decodes the file the same way.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from kg.errors import ReadError
from kg.identifiers import digest
from kg.records import Source

ENCODINGS = ("utf-8", "gb18030")
_MARKS = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_BINARY = ("%PDF-", "PK\x03\x04")


def read(path: Path, document: str) -> Source:
    """Return the text file ``path`` as a source; ReadError where it holds no text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=document) from error
    encoding, text = decoded(content, where=document)
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError("is empty", where=document)
    if "\0" in text or text.startswith(_BINARY):
        raise ReadError("is no text", where=document, hint="it is named .txt, but holds other data")
    return Source(document, digest(content), "text/plain", encoding, text)


def decoded(content: bytes, *, where: str) -> tuple[str, str]:
    """Return the encoding of ``content`` and its text; ReadError where no encoding fits.

    >>> decoded("教育".encode("gb18030"), where="a.txt")
    ('gb18030', '教育')
    """
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ENCODINGS:
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(
        f"is neither {' nor '.join(ENCODINGS)}" if not marked else f"is broken {marked}",
        where=where,
        hint="save the text as UTF-8",
    )
