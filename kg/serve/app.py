"""All routes of the server, and what holds for each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import RequestError
from kg.serve import endpoint, routes
from kg.serve.explorer import Explorer, carried
from kg.serve.guards import KnownHost, SafeHeaders
from kg.serve.html import error_page
from kg.serve.limits import RETRY_SECONDS, Limits
from kg.serve.negotiation import best
from kg.serve.replies import HTML
from kg.serve.requests import Site, accept, language
from kg.serve.sending import Outbox
from kg.serve.workers import Workers


def app(folder: Path, limits: Limits, *, loopback: bool, ready: Callable[[], None]) -> Starlette:
    """Return the server of a built folder; ``ready`` is called when it answers.

    With ``loopback`` it answers to the names of this machine alone.
    """
    workers = Workers(folder, limits)
    explorer = Explorer(carried(workers), folder)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await workers.start()
        ready()
        warming = asyncio.ensure_future(explorer.warm())
        try:
            yield
        finally:
            warming.cancel()
            await workers.stop()

    server = Starlette(
        routes=[
            *(
                Route(path, endpoint.endpoint, methods=["GET", "POST"])
                for path in (endpoint.PATH, f"{endpoint.PATH}/")
            ),
            *explorer.routes(),
            *routes.routes(),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(KnownHost, loopback=loopback),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
            ),
        ],
        exception_handlers={
            RequestError: _refused,
            HTTPException: _refused,
            Exception: _failed,
        },
        lifespan=lifespan,
    )
    server.state.site = Site(folder, limits, workers, Outbox())
    return server


def _refused(request: Request, error: Exception) -> Response:
    """Say in one line why a request is not answered, on a page where a browser asks."""
    headers: dict[str, str] = {"Vary": "Accept"}
    if isinstance(error, HTTPException):
        status, line = error.status_code, error.detail
        headers |= error.headers or {}
    else:
        assert isinstance(error, RequestError)
        status, line = error.status, str(error)
    if status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if best(accept(request.headers), ["text/plain", HTML]) == HTML:
        query = request.query_params.get("query", "")
        body = error_page(status, line, query, language(request))
        return Response(body, status, headers, HTML)
    return PlainTextResponse(f"{line}\n", status, headers)


def _failed(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"the server has failed: {type(error).__name__}\n", 500)
