"""LibreOffice converts what it is given: it opens nothing else, and outlives nobody."""

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from kg.errors import ReadError
from kg.limits import LIMITS
from kg.readers import Found, decode
from tests.bad_documents import linking, odt

TITLE = "临泽县2024年教育工作要点"
ENDLESS = b"{\\rtf1 Good \\bin2000000000 x}"


def test_libreoffice_opens_no_connection_and_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        met: list[bytes] = []
        threading.Thread(target=_answer, args=(server, met), daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        held = odt(linking(address) + linking(secret.as_uri()))
        text = decode(Found(Path("a.odt"), "a.odt"), held).text
        with socket.create_connection(server.getsockname()) as own:
            own.sendall(b"mine")
            own.recv(9)
    assert TITLE in text
    assert "SECRET" not in text
    assert met == [b"mine"]


def _answer(server: socket.socket, met: list[bytes]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            met.append(connection.recv(99))
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")


def test_libreoffice_that_hangs_is_ended_with_all_that_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    limits = replace(LIMITS, seconds=5.0)
    with pytest.raises(ReadError, match=r"LibreOffice did not convert it within 4 seconds \(a.rtf"):
        decode(Found(Path("a.rtf"), "a.rtf"), ENDLESS, limits)
    assert list(tmp_path.iterdir()) == []
    assert _running_in(tmp_path) == []


def test_libreoffice_ends_where_the_process_that_waits_for_it_is_killed(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(ENDLESS)
    code = (
        "import sys; from kg.cli import main; sys.exit(main(['extract', 'a.rtf', '--jobs', '1']))"
    )
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    reading = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=environment)
    while not (begun := _running_in(tmp_path / "tmp")):
        assert reading.poll() is None
        time.sleep(0.05)
    own = psutil.Process(reading.pid)
    for process in [*own.children(recursive=True), own]:
        if process not in begun:
            process.kill()
    reading.wait()
    for _ in range(200):
        if not _running_in(tmp_path / "tmp"):
            break
        time.sleep(0.05)
    assert _running_in(tmp_path / "tmp") == []
    assert not list((tmp_path / "tmp").glob("kg-*"))


def _running_in(folder: Path) -> list[psutil.Process]:
    """Return the processes that have a place in ``folder`` among their arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(folder) in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found
