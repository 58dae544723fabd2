"""Plain text files, in whatever encoding.

A byte-order mark and the line ends stay in the text, so that offsets hold for whoever decodes the
file the same way.
"""

from __future__ import annotations

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers.blank import is_blank
from kg.readers.encodings import decoded
from kg.readers.length import refuse_long
from kg.records import Source

MEDIA_TYPE = "text/plain"
# No encoding has more bytes for a character.
_MOST_BYTES = 4


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes of a text file hold; ReadError where they are no text."""
    refuse_long(len(content) // _MOST_BYTES, document, limits)
    encoding, text = decoded(content, where=document)
    if "\0" in text:
        raise ReadError("is no text", where=document, hint="it is named .txt, but holds other data")
    if is_blank(text):
        raise ReadError("is empty", where=document)
    return Source(document, digest(content), MEDIA_TYPE, encoding, text)
