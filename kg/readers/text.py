"""Plain text files, in whatever encoding.

A byte-order mark and the line ends stay in the text, so that offsets hold for whoever decodes the
file the same way.
"""

from __future__ import annotations

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.encodings import decoded
from kg.records import Source

MEDIA_TYPE = "text/plain"
_BINARY = ("%PDF-", "PK\x03\x04")


def source(content: bytes, document: str, _limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a text file hold; ReadError where they are no text."""
    encoding, text = decoded(content, where=document)
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError("is empty", where=document)
    if "\0" in text or text.startswith(_BINARY):
        raise ReadError("is no text", where=document, hint="it is named .txt, but holds other data")
    return Source(document, digest(content), MEDIA_TYPE, encoding, text)
