"""What a request to the endpoint asks: the query operation of the SPARQL 1.1 Protocol, 2.1.

Updates are refused with 403, for a server that only reads; what the protocol does not allow with
another status of the four hundreds, each with one line that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from kg.errors import RequestError
from kg.serve.forms import Wanted

FORM_BODY = "application/x-www-form-urlencoded"
QUERY_BODY = "application/sparql-query"
UPDATE_BODY = "application/sparql-update"
_MOST_FIELDS = 1000  # parameters of one request
_LONGEST_SHOWN = 100  # characters of a name that a refusal repeats
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_DATASET = ("default-graph-uri", "named-graph-uri")
# of our own, for links, which have no headers: the form, and the language of pages
AS = "as"
LANGUAGE = "lang"

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that it is asked of, and the form in which its answer is wanted.

    A bare GET has no query: it asks for the description of the service.
    """

    query: str
    wanted: Wanted
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    title: str = ""  # of the answer as a page

    @property
    def has_dataset(self) -> bool:
        """Whether the request says of which graphs it asks, which then are all that there are."""
        return bool(self.default_graphs or self.named_graphs)


def asked(method: str, search: bytes, kind: str, body: bytes, accept: str) -> Asked:
    """Return what a request asks.

    ``search`` is the part of the address after ``?``, ``kind`` the Content-Type of the body.
    RequestError where the protocol or this server does not allow it.
    """
    fields = read_fields(search)
    query = ""
    if method == "POST":
        media_type, charset = _content_type(kind)
        _refuse_update(fields, media_type)
        if charset not in ("", "utf-8", "utf8"):
            raise RequestError(415, f"a request in {charset} is not read", hint="send UTF-8")
        if media_type == FORM_BODY:
            fields += read_fields(body)
        elif media_type == QUERY_BODY:
            if any(name == "query" for name, _ in fields):
                raise RequestError(400, "the query is given twice", hint="in address and body")
            query = _decoded(body)
        else:
            named = media_type or "no media type"
            raise RequestError(
                415, f"a body with {named} is not read", hint=f"send {QUERY_BODY} or {FORM_BODY}"
            )
    _refuse_update(fields, "")
    wanted = Wanted(accept, _last(fields, AS))
    if method != "POST" and all(name in (AS, LANGUAGE) for name, _ in fields):
        return Asked("", wanted)
    return Asked(
        query or _only_query(fields),
        wanted,
        _graphs(fields, _DATASET[0]),
        _graphs(fields, _DATASET[1]),
    )


def read_fields(encoded: bytes) -> Fields:
    """Return the fields of a form or an address; RequestError where they are not UTF-8.

    >>> read_fields(b"query=ASK+%7B%7D&as=csv")
    [('query', 'ASK {}'), ('as', 'csv')]
    """
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise RequestError(400, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise RequestError(400, f"there are more than {_MOST_FIELDS} parameters") from error


def _content_type(header: str) -> tuple[str, str]:
    """Return the media type of a Content-Type and its charset, in small letters."""
    kind, *parameters = header.lower().split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    said = [value.strip(' \t"') for name, _, value in pairs if name.strip().startswith("charset")]
    return kind.strip(), ",".join(said)


def _refuse_update(fields: Fields, media_type: str) -> None:
    if media_type == UPDATE_BODY or any(name in _UPDATES for name, _ in fields):
        raise RequestError(403, "updates are refused: this server only reads")


def _only_query(fields: Fields) -> str:
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise RequestError(400, "there is more than one query")
    if not queries or not queries[0].strip():
        raise RequestError(400, "the parameter query is missing or empty")
    return queries[0]


def _graphs(fields: Fields, parameter: str) -> tuple[str, ...]:
    names = dict.fromkeys(value for name, value in fields if name == parameter)
    for name in names:
        try:
            NamedNode(name)
        except ValueError as error:
            raise RequestError(400, f"{parameter} is no IRI", where=_short(name)) from error
    return tuple(names)


def _last(fields: Sequence[tuple[str, str]], name: str) -> str:
    values = [value for given, value in fields if given == name]
    return values[-1] if values else ""


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "the query is not UTF-8") from error


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
