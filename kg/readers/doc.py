"""Documents that LibreOffice converts to docx: .doc, .wps, .rtf and .odt.

Many files of these names are something else inside, a docx or a web page saved as one; their first
bytes tell.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from email import message_from_bytes
from pathlib import Path

from kg.errors import ReadError
from kg.identifiers import digest
from kg.limits import LIMITS, Limits
from kg.readers import docx, html
from kg.records import Source

# By the first bytes of what LibreOffice converts: the ending that it knows them by, the media type.
_KINDS = {
    b"\xd0\xcf\x11\xe0": ("doc", "application/msword"),
    b"{\\rtf": ("rtf", "application/rtf"),
}
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ZIP = b"PK\x03\x04"
_PAGES = (b"<html", b"<!doctype html", b"<?xml", b"<meta", b"<head", b"<table", b"<div", b"<p")
# Of a document's time, so that LibreOffice is ended before the process that waits for it.
_SHARE = 0.8
_OFFICE = ("soffice", "libreoffice")


def source(content: bytes, document: str, limits: Limits = LIMITS) -> Source:
    """Return the source that the bytes hold, whatever they are."""
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, (ending, media_type) in _KINDS.items():
        if start.startswith(mark):
            return _converted(content, document, ending, media_type, limits)
    if content.startswith(_ZIP):
        if _ODT in content[:200]:
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
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    if office is None:
        raise ReadError(
            f"is a .{ending} file, which needs LibreOffice to be read",
            where=document,
            hint="install LibreOffice, or save the file as docx",
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"source.{ending}").write_bytes(content)
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", "docx", "--outdir", name, f"source.{ending}"]
        _run(command, folder, document, limits.seconds)
        made = folder / "source.docx"
        if not made.is_file():
            hint = "it is damaged or encrypted; save it as docx"
            raise ReadError("could not be converted by LibreOffice", where=document, hint=hint)
        text = docx.text(made.read_bytes(), document, limits)
    return Source(document, digest(content), media_type, "", text)


def _run(command: list[str], folder: Path, document: str, seconds: float) -> None:
    """Run LibreOffice, which starts a process of its own, and end both when it takes too long."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=folder, stdout=silent, stderr=silent, start_new_session=True
    ) as process:
        try:
            process.wait(_SHARE * seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            hint = "save it as docx"
            what = f"LibreOffice did not convert it within {_SHARE * seconds:g} seconds"
            raise ReadError(what, where=document, hint=hint) from error
