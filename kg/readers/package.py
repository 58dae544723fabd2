"""The package of parts that a Word file is: opened only when it unpacks to what it says."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from kg.errors import ReadError
from kg.limits import Limits

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import LxmlError

_ZIP = b"PK"
# What zipfile raises for lengths, methods and passwords that are not so, and python-docx for parts
# that are missing, are no Word file's or refer to nothing.
_BROKEN = (
    BadZipFile, zlib.error, EOFError, OSError, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
# What the parser refuses to do, by its words, and what is said of it.
_REFUSED = {
    "Excessive depth": ("is nested too deeply", "save it anew"),
    "amplification": ("holds entities that multiply", "no word processor writes that"),
    "too long": ("has a paragraph of more than 10 million bytes", "split it"),
}


def opened(content: bytes, document: str, limits: Limits) -> Document:
    """Return the Word file that the bytes hold; ReadError where they hold none.

    Nothing outside of it is opened, whatever it refers to, and no entity is read.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if not content.startswith(_ZIP) and _ZIP not in content:
        hint = "open it in Word and save it as docx"
        raise ReadError("is no docx file", where=document, hint=hint)
    try:
        _prove(content, document, limits.unpacked)
        found = docx.Document(BytesIO(content))
        if found.element.body is None:
            raise damaged(document)
        return found
    except LxmlError as error:
        raise _unparsed(error, document) from error
    except (*_BROKEN, OpcError) as error:
        raise damaged(document) from error


def _prove(content: bytes, document: str, most: int) -> None:
    """Raise an error unless all parts unpack to what they say, and that is not too much."""
    with ZipFile(BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if size > most:
            hint = "save it anew, or allow more with --limit unpacked=BYTES"
            raise ReadError(f"unpacks to more than {most:,} bytes", where=document, hint=hint)
        if broken := archive.testzip():
            raise BadZipFile(broken)


def _unparsed(error: LxmlError, document: str) -> Exception:
    from lxml.etree import ErrorTypes

    if getattr(error, "code", 0) == ErrorTypes.ERR_NO_MEMORY:
        return MemoryError()
    for words, (what, hint) in _REFUSED.items():
        if words in str(error):
            return ReadError(what, where=document, hint=hint)
    return damaged(document)


def damaged(document: str) -> ReadError:
    """Return what is said of a Word file that is none any more."""
    return ReadError("is a damaged docx file", where=document, hint="open it in Word and save it")
