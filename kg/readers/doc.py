"""Documents that LibreOffice converts to docx: .doc, .wps, .rtf and .odt.

Many files of these names are something else inside, a docx or a web page saved as one; their first
bytes tell.
"""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers import docx, html
from kg.readers.kinds import DOCX, ODT, OLD, PAGE, RTF, WEB_ARCHIVE, ZIPPED, kind_of_writing
from kg.readers.office import convert
from kg.records import Source

# What LibreOffice converts: the ending that it knows it by, the media type.
_CONVERTED = {
    OLD: ("doc", "application/msword"),
    RTF: ("rtf", "application/rtf"),
    ODT: ("odt", "application/vnd.oasis.opendocument.text"),
}


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes hold, whatever they are."""
    found = kind_of_writing(content)
    if found in _CONVERTED:
        return _converted(content, document, *_CONVERTED[found], limits)
    if found in (DOCX, ZIPPED):
        return docx.source(content, document, limits)
    if found is WEB_ARCHIVE:
        return _page(content, document, limits)
    if found is PAGE:
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
                return replace(found, digest=digest(content), encoding="")
    raise ReadError("is a web archive without a page", where=document, hint="save it as docx")


def _converted(
    content: bytes, document: str, ending: str, media_type: str, limits: Limits
) -> Source:
    made = convert(content, ending, document, limits)
    return Source(document, digest(content), media_type, "", docx.text(made, document, limits))
