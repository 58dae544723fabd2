"""Real SPARQL stores, started empty for the tests on ports of this machine alone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

_PATIENCE = 60  # seconds for a store to come up

# Without StopCompilerWhenXOverRunTime it plans a long query for up to 20 s.
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a store takes queries and graphs, and who is let in; the password is the user."""

    endpoint: str
    store: str
    user: str = ""


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run an Oxigraph server over an empty store in ``folder``."""
    [port] = _free_ports(1)
    program = Path(sys.executable).with_name("oxigraph")
    command: list[str | Path] = [
        program,
        "serve",
        "--location",
        folder / "data",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    base = f"http://127.0.0.1:{port}"
    with _running(command, f"{base}/query", folder):
        yield Server(f"{base}/query", f"{base}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run a Virtuoso over an empty database in ``folder``; who is let in is its administrator."""
    sql, http = _free_ports(2)
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, sql=sql, http=http))
    base = f"http://127.0.0.1:{http}"
    command: list[str | Path] = ["virtuoso-t", "+foreground", "+configfile", settings]
    with _running(command, f"{base}/sparql", folder):
        yield Server(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", "dba")


@contextmanager
def _running(command: list[str | Path], url: str, folder: Path) -> Iterator[None]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            _wait_for(url, process, folder / "output")
            yield
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait_for(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"it has ended: {output.read_text(errors='replace')}")
        try:
            requests.get(url, timeout=5, params={"query": "ASK {}"}).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"it does not answer: {output.read_text(errors='replace')}")


def _free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on, all different."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [held.getsockname()[1] for held in sockets]
    for held in sockets:
        held.close()
    return ports
