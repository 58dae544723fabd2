"""The explorer over HTTP: a page that begins as an overview and loads what is looked at.

``GET /`` is the page, of the plans that ``year``, ``province`` and ``region`` choose;
``/explorer/data``, ``/explorer/home`` and ``/explorer/search`` are the JSON that it asks for. What
they answer is worked out by kg.explore.served, in whatever process ``run`` gives it to.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, QueryError, RequestError
from kg.explore import served
from kg.explore.scope import asked
from kg.kept import TEXTS
from kg.serve.replies import HTML, Content, Job, Refusal
from kg.serve.workers import Workers
from kg.store import generation

_MOST_KEPT = 16  # pages and lists of indicators: a few million bytes each
_HOMES = ("program", "source", "plan", "region")


class Run(Protocol):
    """What carries a function of the store: ``await run(function, *args)`` is its bytes."""

    def __call__(self, function: Callable[..., bytes], /, *args: object) -> Awaitable[bytes]:
        """Return what ``function(store, *args)`` returns; raise what it raises."""
        ...


def carried(workers: Workers) -> Run:
    """Return what gives a function to the processes of a server; RequestError as they refuse."""

    async def run(function: Callable[..., bytes], /, *args: object) -> bytes:
        reply = await workers.ask(Job(_content, (function, args)))
        if isinstance(reply, Refusal):
            raise RequestError(reply.status, reply.line)
        return reply.body

    return run


def _content(store: Store, function: Callable[..., bytes], args: tuple[object, ...]) -> Content:
    try:
        return Content("application/octet-stream", function(store, *args))
    except QueryError as error:
        raise RequestError(400, str(error)) from error


class Explorer:
    """The endpoints over a built folder.

    Overviews and lists of indicators are kept until the store of the folder is another one.
    """

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder
        self._texts = folder / TEXTS
        self._kept: OrderedDict[object, asyncio.Task[bytes]] = OrderedDict()

    def routes(self) -> list[Route]:
        """Return the routes, to be mounted at the root of a server."""
        return [
            Route("/", self.page),
            Route("/explorer", self.page),
            Route("/explorer/data", self.data),
            Route("/explorer/home", self.home),
            Route("/explorer/search", self.search),
        ]

    async def warm(self) -> None:
        """Work out the page that one comes to first, so that it is there when one comes.

        Where that fails, who comes is told why.
        """
        with suppress(KgError):
            await self._once(served.page, asked(()))

    async def page(self, request: Request) -> Response:
        """Answer with the page of a scope."""
        try:
            content = await self._once(served.page, asked(request.query_params.multi_items()))
        except KgError as error:
            return PlainTextResponse(f"{error}\n", _status(error))
        # the page says in itself what it may do, but for this, which only a header may say
        headers = _HEADERS | {"Content-Security-Policy": "frame-ancestors 'none'"}
        return Response(content, headers=headers, media_type=HTML)

    async def data(self, request: Request) -> Response:
        """Answer with rows: of plans, a source, a program, an indicator, or all indicators."""
        return await _answered(self._data(request))

    async def _data(self, request: Request) -> bytes:
        scope = asked(request.query_params.multi_items())
        kind, values = _one_of(request, "plan", "source", "program", "indicator", "indicators")
        if kind == "plan":
            return await self._run(served.plans, values)
        if kind == "source":
            return await self._run(served.document, values[0], self._texts)
        if kind == "program":
            return await self._run(served.program, values[0], scope)
        if kind == "indicator":
            return await self._run(served.indicator, values[0], scope)
        return await self._once(served.indicators, scope)

    async def home(self, request: Request) -> Response:
        """Answer with the region whose plans have something that a page does not hold."""

        async def found() -> bytes:
            kind, values = _one_of(request, *_HOMES)
            return await self._run(served.home, kind, values[0])

        return await _answered(found())

    async def search(self, request: Request) -> Response:
        """Answer with names of the whole graph, and words in the texts of the scope's plans."""

        async def found() -> bytes:
            scope = asked(request.query_params.multi_items())
            words = request.query_params.get("q", "")
            return await self._run(served.search, words, scope, self._texts)

        return await _answered(found())

    async def _once(self, function: Callable[..., bytes], scope: object) -> bytes:
        """Return an answer that is worked out once for each store; failures are not kept."""
        key = (function, scope, generation(self._folder))
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._run(function, scope))
            self._kept[key].add_done_callback(_seen)
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        try:
            return await asyncio.shield(self._kept[key])
        except BaseException:
            task = self._kept.get(key)
            if task and task.done():
                self._kept.pop(key, None)
            raise


_HEADERS = {"Cache-Control": "no-cache"}


def _seen(task: asyncio.Task[bytes]) -> None:
    """Take note of how a task ended, also where nobody waits for it any more."""
    if not task.cancelled():
        task.exception()


def _one_of(request: Request, *kinds: str) -> tuple[str, tuple[str, ...]]:
    """Return the one parameter of these that is given, and its values; QueryError for any else."""
    given = [kind for kind in kinds if kind in request.query_params]
    if len(given) != 1:
        raise QueryError(f"one of {', '.join(kinds)} must be given")
    return given[0], tuple(request.query_params.getlist(given[0]))


async def _answered(answer: Awaitable[bytes]) -> Response:
    """Return JSON, or what is wrong with what was asked as JSON."""
    try:
        content, status = await answer, 200
    except KgError as error:
        content = json.dumps({"error": str(error)}, ensure_ascii=False).encode()
        status = _status(error)
    return Response(content, status, headers=_HEADERS, media_type="application/json")


def _status(error: KgError) -> int:
    return error.status if isinstance(error, RequestError) else 400
