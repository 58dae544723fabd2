"""The SPARQL endpoint, /sparql."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import requests
from kg.serve.answering import answer
from kg.serve.description import describe
from kg.serve.protocol import asked
from kg.serve.replies import Job
from kg.serve.requests import language, site

PATH = "/sparql"


async def endpoint(request: Request) -> Response:
    """Answer a query, or with the description of the service where none is asked."""
    wanted = asked(
        request.method,
        request.scope["query_string"],
        request.headers.get("content-type", ""),
        await requests.body(request),
        requests.accept(request.headers),
    )
    place = address(request)
    spoken = language(request)
    if wanted.query:
        job = Job(answer, (wanted, place, site(request).limits.rows, spoken))
    else:
        job = Job(describe, (place, wanted.wanted, spoken))
    return await site(request).respond(request, job)


def address(request: Request) -> str:
    """Return the address of the endpoint, as the client names the server."""
    return f"{request.url.scheme}://{request.headers['host']}{PATH}"
