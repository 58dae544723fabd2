"""Real servers for the tests: `kg serve` in a process of its own, on a port that is free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg import store

PATIENCE = 30  # seconds for a server to come up, or to end
DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass(frozen=True, slots=True)
class Server:
    """A process of `kg serve`, and its address without the last slash."""

    process: subprocess.Popen[str]
    address: str

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it as Ctrl-C does, or by another signal, to it and all that it has begun.

        Return its exit code and what it complained of.
        """
        os.killpg(self.process.pid, by)
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Server]:
    """Run `kg serve` over a built folder, and end it."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(folder), "--port", "0", *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # what is sent to its group reaches nobody else
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline().split()
        [address] = [word for word in said if word.startswith("http")]
        yield Server(process, address.rstrip("/"))
    finally:
        process.kill()
        process.communicate()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Serve a built folder, and yield the address without its last slash.

    The server must go on to its end, and complain of nothing.
    """
    with started(folder, *options) as server:
        yield server.address
        assert server.process.poll() is None, server.process.communicate()
        assert server.end() == (0, "")


def three_graphs(folder: Path) -> Path:
    """Fill a folder with the store of the protocol's cases: three graphs with a triple each."""
    names = [NamedNode(f"urn:{name}") for name in ("one", "two", "three")]
    store.write([Quad(name, TYPE, DOCUMENT, name) for name in names], folder)
    return folder


def many(folder: Path, count: int) -> Path:
    """Fill a folder with a store of ``count`` triples, whose pairs are too many to be counted."""
    value, graph = NamedNode("urn:value"), NamedNode("urn:graph")
    quads = [Quad(NamedNode(f"urn:{n}"), value, Literal(str(n)), graph) for n in range(count)]
    store.write(quads, folder)
    return folder
