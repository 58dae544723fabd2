"""Documents that LibreOffice converts to docx: .doc, .wps, .rtf and .odt.

Many files of these names are something else inside, a docx or a web page saved as one; their first
bytes tell.
"""

from __future__ import annotations

from email import message_from_bytes

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers import docx, html
from kg.readers.office import convert
from kg.records import Source

# By the first bytes of what LibreOffice converts: the ending that it knows them by, the media type.
_KINDS = {
    b"\xd0\xcf\x11\xe0": ("doc", "application/msword"),
    b"{\\rtf": ("rtf", "application/rtf"),
}
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ZIP = b"PK\x03\x04"
_HEAD, _ODT_WITHIN = 1000, 200  # bytes that tell what a file is
_PAGES = (b"<html", b"<!doctype html", b"<?xml", b"<meta", b"<head", b"<table", b"<div", b"<p")


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes hold, whatever they are."""
    start = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, (ending, media_type) in _KINDS.items():
        if start.startswith(mark):
            return _converted(content, document, ending, media_type, limits)
    if content.startswith(_ZIP):
        if _ODT in content[:_ODT_WITHIN]:
            media_type = "application/vnd.oasis.opendocument.text"
            return _converted(content, document, "odt", media_type, limits)
        return docx.source(content, document, limits)
    if start.startswith((b"mime-version:", b"from:")):
        return _page(content, document, limits)
    if start.startswith(_PAGES):
        return html.source(content, document, limits)
    hint = "save it as docx"
    raise ReadError("is no document of Word or LibreOffice", where=document, hint=hint)


def _page(content: bytes, document: str, limits: Limits) -> Source:
    """Return the first web page within a file that Word has saved as one with its pictures."""
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                found = html.source(page, document, limits)
                return Source(document, digest(content), found.media_type, "", found.text)
    raise ReadError("is a web archive without a page", where=document, hint="save it as docx")


def _converted(
    content: bytes, document: str, ending: str, media_type: str, limits: Limits
) -> Source:
    made = convert(content, ending, document, limits)
    return Source(document, digest(content), media_type, "", docx.text(made, document, limits))
