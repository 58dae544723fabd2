"""A server under 50 clients, half of them costly, and under attack: it goes on, and leaves nothing.

python -m tests.stress.server [SECONDS]        60 s of clients by default, on loopback alone

What may come back is an answer or a limit that the server announces (403, 503). Afterwards come
each request of tests/serve/hostile.toml, each giant query of tests/serve_attacks.py, and clients
that are slow. Printed: how long cheap queries took, how many answers had which status, and the most
memory that all processes of the server held together.
"""

from __future__ import annotations

import contextlib
import random
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import requests

from tests.serve_attacks import REQUESTS, giants, place, wrong
from tests.serve_examples import PATIENCE, Server, many, started

_CLIENTS = 50
_SEED = 20261122
_LIMITS = (200, 403, 503)
_MEMORY = 12 << 30  # bytes: 1 GiB for each of at most 4 processes in 3 lanes
_CHEAP = "SELECT ?o {{ <urn:{n}> ?p ?o }} # {n}"
_COSTLY = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {n}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?c ?f ?a ?d OFFSET {n}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f FILTER(CONTAINS(?c, STR({n})) && ?c < ?f) }}",
    "ASK {{ ?a ((<urn:value>|!<urn:{n}>)*)* ?b . ?b ?c ?d }}",
)


@dataclass
class Seen:
    """What the clients saw: seconds of cheap queries, statuses, and what was wrong."""

    cheap: list[float] = field(default_factory=list)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    flaws: list[str] = field(default_factory=list)


def main(seconds: float) -> int:
    """Run all, print what was seen, and return 1 where something was wrong."""
    seen = Seen()
    with tempfile.TemporaryDirectory() as name, started(many(Path(name), 3000)) as server:
        most = _under_load(server, seconds, seen)
        seen.flaws += _attacked(server)
        processes = psutil.Process(server.process.pid).children(recursive=True)
        if (ended := server.end()) != (0, ""):
            seen.flaws.append(f"ended with {ended}")
        left = psutil.wait_procs(processes, timeout=PATIENCE)[1]
        seen.flaws += [f"was left behind: {one}" for one in left]
    if most > _MEMORY:
        seen.flaws.append("took more memory than its processes may")
    _print(seen, most)
    return 1 if seen.flaws else 0


def _print(seen: Seen, most: int) -> None:
    times = sorted(seen.cheap)
    last = times[int(len(times) * 0.95)]
    print(
        f"{len(times)} cheap queries: median {statistics.median(times):.3f} s, "
        f"95 % within {last:.3f} s, longest {times[-1]:.3f} s"
    )
    for (kind, status), count in sorted(seen.statuses.items()):
        print(f"{kind}: {count} with status {status}")
    print(f"at most {most / (1 << 20):.0f} MiB in all processes")
    for flaw in seen.flaws:
        print(flaw)
    print(f"{len(seen.flaws)} flaws")


def _under_load(server: Server, seconds: float, seen: Seen) -> int:
    """Let the clients ask for so long; return the most bytes that the server held meanwhile."""
    end = time.monotonic() + seconds
    clients = [
        threading.Thread(target=_ask, args=(server.address, number, end, seen))
        for number in range(_CLIENTS)
    ]
    for client in clients:
        client.start()
    most = 0
    while any(client.is_alive() for client in clients):
        most = max(most, _held(server))
        time.sleep(0.2)
    return most


def _ask(address: str, number: int, end: float, seen: Seen) -> None:
    """Be one client: every second one is costly, and no two of its queries are alike."""
    chance = random.Random(_SEED + number)
    kind = ("cheap", "costly")[number % 2]
    with requests.Session() as session:
        while time.monotonic() < end:
            form = _CHEAP if kind == "cheap" else chance.choice(_COSTLY)
            query = form.format(n=chance.randrange(3000))
            begun = time.monotonic()
            try:
                answer = session.post(f"{address}/sparql", {"query": query}, timeout=120)
            except requests.RequestException as error:
                seen.flaws.append(f"{kind}: {error!r}")
                return
            seen.statuses[kind, answer.status_code] += 1
            if answer.status_code not in _LIMITS or (kind, answer.status_code) == ("cheap", 403):
                seen.flaws.append(f"{kind}: {answer.status_code} {answer.text[:200]}")
            elif kind == "cheap" and answer.ok:
                seen.cheap.append(time.monotonic() - begun)


def _held(server: Server) -> int:
    """Return how many bytes the processes of a server hold by themselves."""
    held = 0
    own = psutil.Process(server.process.pid)
    for process in [own, *own.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # it has been ended meanwhile
            held += process.memory_info().rss
    return held


def _attacked(server: Server) -> Iterator[str]:
    """Attack a server in every way, and yield what was wrong."""
    for name, case in REQUESTS.items():
        if flaw := wrong(server.address, case):
            yield f"{name}: {flaw}"
        yield from _lives(server, name)
    for name, query in giants().items():
        headers = {"Content-Type": "application/sparql-query"}
        answer = requests.post(f"{server.address}/sparql", query, headers=headers, timeout=120)
        if answer.status_code not in (*_LIMITS, 400):
            yield f"{name}: {answer.status_code} {answer.text[:200]}"
        yield from _lives(server, name)
    with contextlib.ExitStack() as held:
        for beginning in _SLOW * 12:
            one = held.enter_context(socket.create_connection(place(server.address), timeout=60))
            one.sendall(beginning)
        yield from _lives(server, "slow clients")


_SLOW = (
    b"",
    b"GET /sparql?query=ASK",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nquery=",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",  # and nothing of the page is read
)


def _lives(server: Server, after: str) -> Iterator[str]:
    """Yield what is wrong with the answer to a cheap query."""
    try:
        answer = requests.get(f"{server.address}/sparql?query=ASK{{?s ?p ?o}}", timeout=PATIENCE)
        if not answer.ok or answer.json()["boolean"] is not True:
            yield f"after {after}: {answer.status_code} {answer.text[:200]}"
    except requests.RequestException as error:
        yield f"after {after}: {error!r}"


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
