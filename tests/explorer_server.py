"""The explorer of a built folder behind a real server, as several tests ask it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from kg.serve.explorer import Explorer
from kg.store import open_read_only


@dataclass
class Served:
    """A server in a thread: its address, and the functions that it has been asked for."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve the explorer of a built folder on a free port, until the block ends or ``stop``."""
    served = Served()

    async def run(function: Callable[..., bytes], /, *args: object) -> bytes:
        served.asked.append(function.__name__)
        return await asyncio.to_thread(lambda: function(open_read_only(folder), *args))

    explorer = Explorer(run, folder)

    @asynccontextmanager
    async def warmed(_app: Starlette) -> AsyncIterator[None]:
        await explorer.warm()
        yield

    app = Starlette(routes=explorer.routes(), lifespan=warmed)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)

    def stop() -> None:
        server.should_exit = True
        thread.join()

    served.stop = stop
    thread.start()
    try:
        while not server.started:
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        served.url = f"http://127.0.0.1:{port}/explorer"
        yield served
    finally:
        stop()
