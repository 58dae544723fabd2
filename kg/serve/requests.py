"""From a request to its reply: its body, the job that it needs, and what is sent back."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import RequestError
from kg.serve.limits import LONGEST_BODY, Limits
from kg.serve.protocol import LANGUAGE
from kg.serve.replies import Content, Job, Refusal, Reply
from kg.serve.sending import Outbox
from kg.serve.wording import LANGUAGES
from kg.serve.workers import Workers
from kg.store import generation
from kg.version import __version__


@dataclass(frozen=True, slots=True)
class Site:
    """What every route needs: the folder, its limits, the processes and the answers under way."""

    folder: Path
    limits: Limits
    workers: Workers
    outbox: Outbox

    async def respond(self, request: Request, job: Job) -> Response:
        """Return the response that a job gives; 304 where the client has it already.

        RequestError where the job is refused. A client that goes away ends its job.
        """
        headers = {"Cache-Control": "no-cache", "Vary": "Accept", "ETag": self._tag(job)}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        reply = await _while_there(request, self.workers, job)
        if isinstance(reply, Refusal):
            raise RequestError(reply.status, reply.line)
        return self.outbox.response(reply, headers if reply.status == 200 else {})

    def _tag(self, job: Job) -> str:
        """Return what stays the same as long as store, job and program do."""
        said = repr((__version__, generation(self.folder), job.function.__name__, job.arguments))
        return f'"{hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def site(request: Request) -> Site:
    """Return what the server of a request has (``kg.serve.app`` puts it there)."""
    found: Site = request.app.state.site
    return found


async def body(request: Request) -> bytes:
    """Return the body of a request; RequestError 413 where it is too long."""
    parts, length = [], 0
    too_long = RequestError(413, f"the request is longer than {LONGEST_BODY // 1024} KiB")
    if int(request.headers.get("content-length", "0")) > LONGEST_BODY:  # digits, says h11
        raise too_long
    async for part in request.stream():
        length += len(part)
        if length > LONGEST_BODY:
            raise too_long
        parts.append(part)
    return b"".join(parts)


def language(request: Request) -> str:
    """Return the language that an address names, Chinese where it names none that we have."""
    wanted = request.query_params.get(LANGUAGE, "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def accept(headers: Mapping[str, str]) -> str:
    """Return what the Accept headers of a request say."""
    return ",".join(value for name, value in headers.items() if name.lower() == "accept")


async def _while_there(request: Request, workers: Workers, job: Job) -> Reply:
    """Return the reply to a job, as long as the client waits for it."""
    asked = asyncio.ensure_future(workers.ask(job))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((asked, gone), return_when=asyncio.FIRST_COMPLETED)
        if asked.done():
            return asked.result()
        return Content("text/plain", b"", 499)  # nobody reads it
    finally:
        asked.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
