"""What a file is, by its first bytes, whatever it is called."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import ReadError

_WORD = (".doc", ".wps", ".rtf", ".odt")
_TO_TEXT = "save what it says as docx, PDF or text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PAGES = (b"<!doctype html", b"<html")
# How a page begins that an old program has saved under the ending of a word processor.
_PIECES_OF_PAGES = (b"<?xml", b"<meta", b"<head", b"<table", b"<div", b"<p")
_MAIL = (b"mime-version:", b"from:")
# The part of an OLE file that holds a document with a password, as its directory names it.
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
# Blanks before a page are no more.
_HEAD = 1024
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, the endings under which it is read, what to do about others."""

    name: str
    endings: tuple[str, ...] = ()
    hint: str = _TO_TEXT


_PDF = Kind("a PDF file", (".pdf",), "name it .pdf")
PAGE = Kind("a web page", (".html", ".htm", *_WORD), "name it .html")
RTF = Kind("an RTF file", _WORD, "name it .rtf")
OLD = Kind("an old Word file, or one of another old program", _WORD, "name it .doc")
_ENCRYPTED = Kind("encrypted", (), "save a copy without a password")
ODT = Kind("a file of LibreOffice", _WORD, "name it .odt")
DOCX = Kind("a Word file", (".docx", *_WORD), "name it .docx")
# By what a zip archive holds.
_PARTS = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": ODT,
    b"word/document": DOCX,
    b"xl/workbook": Kind("an Excel file"),
    b"ppt/presentation": Kind("a PowerPoint file"),
    b"OFD.xml": Kind("an OFD file"),
}
# A page with its pictures, as Word saves it.
WEB_ARCHIVE = Kind("a web archive", _WORD)
_ARCHIVE = Kind("an archive", (), "unpack it")
# One without the parts of a Word file may be a damaged one.
ZIPPED = Kind("an archive", (".docx", *_WORD), "unpack it")
_PICTURE = Kind("a picture", (), "it needs OCR")
_MARKS = {
    b"%PDF-": _PDF,
    b"{\\rtf": RTF,
    b"\x89PNG\r\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"Rar!\x1a\x07": _ARCHIVE,
    b"7z\xbc\xaf'\x1c": _ARCHIVE,
    b"\x1f\x8b\x08": _ARCHIVE,
    b"\xfd7zXZ\0": _ARCHIVE,
    b"\x7fELF": Kind("a program"),
}


def kind(content: bytes) -> Kind | None:
    r"""Return what the bytes of a file are, None where they do not tell.

    >>> kind(b"%PDF-1.7 ..."), kind("教育".encode())
    (Kind(name='a PDF file', endings=('.pdf',), hint='name it .pdf'), None)
    """
    if content.startswith(_OLE):
        return _ENCRYPTED if _PASSWORD in content else OLD
    if content.startswith(_ZIP):
        return next((kind for part, kind in _PARTS.items() if part in content), ZIPPED)
    if content[:_HEAD].lstrip(_BLANK).lower().startswith(_PAGES):
        return PAGE
    return next((kind for mark, kind in _MARKS.items() if content.startswith(mark)), None)


def kind_of_writing(content: bytes) -> Kind | None:
    r"""Return what a file is whose ending is a word processor's: of it more is believed.

    Blanks may stand before its mark, a page in it may lack its head or be saved like a mail.

    >>> kind_of_writing(b"\n{\\rtf1").name, kind_of_writing(b"<table><tr>").name
    ('an RTF file', 'a web page')
    """
    if found := kind(content):
        return found
    start = content[:_HEAD].lstrip(_BLANK).lower()
    if start.startswith(b"{\\rtf"):
        return RTF
    if start.startswith(_MAIL):
        return WEB_ARCHIVE
    return PAGE if start.startswith(_PIECES_OF_PAGES) else None


def fits(content: bytes, ending: str) -> bool:
    """Tell whether the bytes of a file may be what its ending says.

    >>> fits(b"%PDF-1.7 ...", ".pdf"), fits("教育".encode(), ".pdf"), fits("教育".encode(), ".txt")
    (True, False, True)
    """
    found = kind(content)
    if found:
        return ending in found.endings
    return ending == ".txt" or (ending in PAGE.endings and b"<" in content)


def refuse_other(content: bytes, ending: str, document: str) -> None:
    """Raise ReadError where a file holds nothing, or is what no file of its ending is."""
    if not content.strip(_BLANK):
        raise ReadError("is empty", where=document)
    if not content.strip(b"\0"):
        hint = "it has not been saved or fetched whole"
        raise ReadError("holds nothing but zeros", where=document, hint=hint)
    found = kind(content)
    if found and ending not in found.endings:
        raise ReadError(f"is {found.name}", where=document, hint=found.hint)
