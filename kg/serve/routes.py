"""The pages: queries, the ontology, and every identifier of the graph at its own path."""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import resources
from kg.errors import RecordError, RequestError
from kg.explore.ground import ground
from kg.identifiers import BASE, iri
from kg.serve import query_page
from kg.serve.endpoint import address
from kg.serve.forms import THING, Wanted
from kg.serve.html import PAGES
from kg.serve.protocol import AS, LANGUAGE, read_fields
from kg.serve.replies import Content, Job
from kg.serve.requests import accept, language, site
from kg.serve.thing import thing

_KIND = re.compile(r"[a-z][a-z-]*")
_TURTLE = ".ttl"
# pyLODE's page has its style in itself, and no script
_ONTOLOGY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def routes() -> list[Route]:
    """Return the routes of the pages; the last takes every path that is left."""
    return [
        Route("/style.css", _style),
        Route(query_page.PATH, _queries),
        Route(f"{query_page.PATH}/{{name}}", _named),
        Route("/ontology", _ontology),
        Route(f"/ontology{_TURTLE}", _ontology),
        Route("/{path:path}", _thing),
    ]


async def _style(_: Request) -> Response:
    headers = {"Cache-Control": "no-cache"}
    own = (PAGES / "style.css").read_text(encoding="utf-8")
    return Response(f"{ground()}\n{own}", headers=headers, media_type="text/css")


async def _queries(request: Request) -> Response:
    fields = dict(read_fields(request.scope["query_string"]))
    return await site(request).respond(
        request, Job(query_page.queries, (fields.get("query", ""), language(request)))
    )


async def _named(request: Request) -> Response:
    fields = read_fields(request.scope["query_string"])
    given = tuple((name, value) for name, value in fields if name not in (AS, LANGUAGE))
    arguments = (
        request.path_params["name"],
        given,
        Wanted(form=dict(fields).get(AS, "html")),
        address(request),
        site(request).limits.rows,
        language(request),
    )
    return await site(request).respond(request, Job(query_page.named, arguments))


async def _ontology(request: Request) -> Response:
    """Send the ontology's page, or its Turtle."""
    wanted = _wanted(request)
    form, media_type = wanted.of((THING[0], THING[1]), "the ontology")
    name = "eduplan.html" if form.name == "html" else "eduplan.ttl"
    content = Content(media_type, (resources.ontology() / name).read_bytes())
    headers = {"Vary": "Accept", "Content-Security-Policy": _ONTOLOGY_POLICY}
    return site(request).outbox.response(content, headers)


async def _thing(request: Request) -> Response:
    """Send the page of what has the identifier of this path, or its Turtle."""
    named = _identifier(_path(request).removesuffix(_TURTLE))
    return await site(request).respond(
        request, Job(thing, (named, _wanted(request), language(request)))
    )


def _path(request: Request) -> str:
    """Return the path as it was sent: what is percent-encoded in an identifier stays so."""
    raw: bytes = request.scope["raw_path"]
    return raw.decode("ascii")


def _wanted(request: Request) -> Wanted:
    if _path(request).endswith(_TURTLE):
        return Wanted(form="ttl")
    fields = dict(read_fields(request.scope["query_string"]))
    return Wanted(accept(request.headers), fields.get(AS, ""))


def _identifier(path: str) -> str:
    """Return the identifier of a path; RequestError 404 where it is none.

    >>> _identifier("/program/found/%E4%B8%89%E7%BA%A2%2B")
    'https://w3id.org/eduplan/program/found/三红%2B'
    """
    kind, *fields = path.removeprefix("/").split("/")
    if _KIND.fullmatch(kind):
        try:
            return iri(kind, *map(unquote, fields)) if fields else BASE + kind
        except RecordError:
            pass
    raise RequestError(404, "there is no such page")
