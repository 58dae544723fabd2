"""The server at its place, until it is ended."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from kg.errors import ServeError
from kg.serve.app import app
from kg.serve.guards import is_loopback
from kg.serve.limits import CONNECTIONS, LONGEST_HEAD, Limits
from kg.serve.patience import PatientProtocol
from kg.store import open_read_only


def serve(folder: Path, host: str, port: int, limits: Limits, ready: Callable[[str], None]) -> None:
    """Serve a built folder until SIGINT or SIGTERM; ``ready`` is told the address.

    StoreError where the folder has no store, ServeError where the place can't be had.
    """
    open_read_only(folder)  # what is wrong with it is said before anything begins
    bound = _bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound.getsockname()[1]}/"
    served = app(folder, limits, loopback=is_loopback(host), ready=lambda: ready(address))
    config = uvicorn.Config(
        served,
        http=PatientProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=2,
    )
    with bound, suppress(KeyboardInterrupt):  # uvicorn raises it again when all has ended
        uvicorn.Server(config).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OverflowError as error:
        raise ServeError("is no port", where=str(port), hint="give 0 to 65535") from error
    except OSError as error:
        unknown = isinstance(error, socket.gaierror) or error.errno is None
        reason = error.strerror if unknown else os.strerror(error.errno or 0)
        raise ServeError(
            f"can't be served there: {reason}",
            where=f"{host}:{port}",
            hint="give another --port; 0 takes one that is free",
        ) from error
