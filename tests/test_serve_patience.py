"""Clients that are slow on purpose are dropped, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.serve import patience
from kg.serve.patience import PatientProtocol
from kg.serve.replies import Content
from kg.serve.sending import Outbox

LENGTH = 32 << 20


async def answer(request: Request) -> Response:
    await request.body()
    if request.url.path == "/long":
        return Outbox().response(Content("text/plain", b"a" * LENGTH), {})
    return PlainTextResponse("here")


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """Run a server with the protocol in a thread, and yield where it is."""
    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    config = uvicorn.Config(app, http=PatientProtocol, ws="none", log_level="critical")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([bound])))
        thread.start()
        yield bound.getsockname()
        server.should_exit = True
        thread.join()


def read_to_end(connection: socket.socket) -> int:
    """Return how many bytes come before the connection ends."""
    count = 0
    try:
        while part := connection.recv(1 << 20):
            count += len(part)
    except ConnectionResetError:
        pass
    return count


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: loc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc",
    ],
)
def test_request_that_never_arrives_is_dropped(
    monkeypatch: pytest.MonkeyPatch, beginning: bytes
) -> None:
    monkeypatch.setattr(patience, "ARRIVAL_SECONDS", 0.3)
    with serving() as place, socket.create_connection(place, timeout=30) as connection:
        connection.sendall(beginning)
        assert read_to_end(connection) == 0


def test_answer_that_is_not_taken_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TAKING_SECONDS", 0.5)
    with serving() as place, socket.create_connection(place, timeout=30) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        url = f"http://127.0.0.1:{place[1]}"
        assert requests.get(url, timeout=30).text == "here"
        threading.Event().wait(1.5)
        assert read_to_end(connection) < LENGTH


def test_answer_that_is_taken_comes_whole_and_the_connection_is_kept() -> None:
    with serving() as place, requests.Session() as session:
        url = f"http://127.0.0.1:{place[1]}"
        for _ in range(3):
            assert len(session.get(f"{url}/long", timeout=30).content) == LENGTH
            assert session.post(url, b"abc", timeout=30).text == "here"
