"""LibreOffice as a converter: alone with the file, without a network, ended when it takes too long.

A document may ask it to open other files and pages, to run macros, to update links. Its profile,
made for this one conversion, forbids all of that.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import ReadError
from kg.files import file_bytes
from kg.limits import Limits

_OFFICE = ("soffice", "libreoffice")
# Of a document's time, so that LibreOffice is ended before the process that waits for it.
_SHARE = 0.8
# Beside LibreOffice waits a process until the pipe is closed that we hold: even where we are killed
# it then ends all that we have begun here.
_WATCHED = """folder=$1; shift; exec 3<&0 </dev/null
(read -r _ <&3; rm -rf -- "$folder"; kill -KILL 0) &
exec "$@" 3<&-"""
_COMMON = "org.openoffice.Office.Common"
# Links of a document that lies in no trusted place are not followed, and none does; what asks for
# a page all the same is sent to a port of this machine where nobody listens.
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Load", "UpdateDocMode", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


def convert(content: bytes, ending: str, document: str, limits: Limits) -> bytes:
    """Return the docx that LibreOffice makes of the bytes of a file with ``ending``.

    ReadError where it is not installed, makes none, or takes longer than it may.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    if office is None:
        raise ReadError(
            f"is a .{ending} file, which needs LibreOffice to be read",
            where=document,
            hint="install LibreOffice, or save the file as docx",
        )
    with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _forbid(folder / "profile")
        (folder / f"source.{ending}").write_bytes(content)
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", "docx", "--outdir", name, f"source.{ending}"]
        with _running(command, folder) as process:
            try:
                process.wait(_SHARE * limits.seconds)
            except subprocess.TimeoutExpired as error:
                what = f"LibreOffice did not convert it within {_SHARE * limits.seconds:g} seconds"
                raise ReadError(what, where=document, hint="save it as docx") from error
        made = folder / "source.docx"
        if not made.is_file():
            hint = "it is damaged or encrypted; save it as docx"
            raise ReadError("could not be converted by LibreOffice", where=document, hint=hint)
        return file_bytes(made, document, limits.size)


def _forbid(profile: Path) -> None:
    """Write the settings of a profile that is not there yet."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n",
        "utf-8",
    )


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give LibreOffice at work; it and what it has started end with the block, or with us."""
    silent = subprocess.DEVNULL
    theirs, ours = os.pipe()
    try:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _WATCHED, "sh", str(folder), *command],
            cwd=folder,
            stdin=theirs,
            stdout=silent,
            stderr=silent,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    finally:
        os.close(theirs)
        os.close(ours)
