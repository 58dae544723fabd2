"""A remote store: asked by the SPARQL 1.1 Protocol, filled by the Graph Store HTTP Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse_query_results,
    serialize,
)

from kg.errors import EndpointError, QueryError
from kg.sparql import Answer

if TYPE_CHECKING:
    from requests import Response, Session

_RESULTS = "application/sparql-results+xml"  # Virtuoso's JSON names terms in a way of its own
_TRIPLES = "application/n-triples"
# Virtuoso answers CONSTRUCT only where RDF/XML is what comes after the results.
_ACCEPT = f"{_RESULTS}, application/rdf+xml;q=0.9"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_CONNECT, _READ = 10, 600  # seconds
_LONGEST = 300  # characters of what a server says
_DEFAULT: Mapping[str, str] = {"default": ""}


class Endpoint:
    """A SPARQL endpoint, asked as ``pyoxigraph.Store`` is.

    ``url`` takes queries. EndpointError where it cannot be reached or breaks the protocol,
    QueryError where it refuses a query.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = _session(url)

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Answer:
        """Send a query; ``prefixes`` are declared before it."""
        declared = [f"PREFIX {name}: <{base}> " for name, base in (prefixes or {}).items()]
        response = _sent(
            self._session,
            "POST",
            self.url,
            data={"query": "".join(declared) + query},
            headers={"Accept": _ACCEPT},
        )
        if response.status_code == 400:
            raise QueryError(f"the query does not work: {_reason(response)}", where=self.url)
        _check(response, self.url)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        try:
            if kind == _RESULTS:
                return _as_truth(
                    parse_query_results(response.content, format=QueryResultsFormat.XML)
                )
            held = Store()
            form = RdfFormat.from_media_type(kind) or RdfFormat.N_TRIPLES
            held.load(response.content, format=form)
            return held.query(_ALL)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"its answer cannot be read: {error}", where=self.url) from error


def _as_truth(answer: QuerySolutions | QueryBoolean) -> Answer:
    """Return Virtuoso's answer to ASK, a row of one variable or no row, as the truth that it is."""
    if isinstance(answer, QuerySolutions) and answer.variables == [Variable("__ASK_RETVAL")]:
        return Store().query("ASK {}" if any(True for _ in answer) else "ASK { FILTER (false) }")
    return answer


class GraphStore:
    """The graphs of a remote store, put and dropped one by one.

    ``url`` is that of the Graph Store HTTP Protocol; a graph's name goes into ``?graph=``.
    """

    def __init__(self, url: str, *, user: str = "", password: str = "") -> None:
        self.url = url
        self._session = _session(url, user, password)

    def put(self, graph: str | None, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in the place of a graph, or of the default graph."""
        self._send("PUT", graph, triples)

    def post(self, graph: str | None, triples: Iterable[Triple]) -> None:
        """Add ``triples`` to a graph, or to the default graph."""
        self._send("POST", graph, triples)

    def delete(self, graph: str | None) -> None:
        """Drop a graph; one that is not there is no mistake."""
        response = _sent(self._session, "DELETE", self.url, params=_named(graph))
        if response.status_code != 404:
            _check(response, self.url)

    def _send(self, method: str, graph: str | None, triples: Iterable[Triple]) -> None:
        response = _sent(
            self._session,
            method,
            self.url,
            params=_named(graph),
            data=serialize(triples, format=RdfFormat.N_TRIPLES),
            headers={"Content-Type": _TRIPLES},
        )
        _check(response, self.url)


def _named(graph: str | None) -> Mapping[str, str]:
    return _DEFAULT if graph is None else {"graph": graph}


def _session(url: str, user: str = "", password: str = "") -> Session:
    """Return a session that logs in as the server asks for: it is asked once, with nothing sent.

    A body is never sent before the login is known, for a server may refuse it half-way.
    """
    from requests import Session
    from requests.auth import HTTPDigestAuth

    session = Session()
    if not url.startswith(("http://", "https://")):
        raise EndpointError("is no address of a store", where=url, hint="it begins with http")
    if user:
        asked = _sent(session, "GET", url, params={"graph": "urn:none"})
        digest = asked.headers.get("WWW-Authenticate", "").lower().startswith("digest")
        session.auth = HTTPDigestAuth(user, password) if digest else (user, password)
        if digest:
            _sent(session, "GET", url, params={"graph": "urn:none"})
    return session


def _sent(session: Session, method: str, url: str, **given: object) -> Response:
    from requests import RequestException

    try:
        return session.request(method, url, timeout=(_CONNECT, _READ), **given)  # type: ignore[arg-type]
    except RequestException as error:
        reason = str(error).partition(":")[0] or type(error).__name__
        raise EndpointError(
            f"cannot be reached: {reason}", where=url, hint="is the store running?"
        ) from error


def _check(response: Response, url: str) -> None:
    if response.status_code in (401, 403):
        raise EndpointError(
            "does not let us in", where=url, hint="give --user, and the password in KG_PASSWORD"
        )
    if not response.ok:
        raise EndpointError(f"answers {response.status_code}: {_reason(response)}", where=url)


def _reason(response: Response) -> str:
    """Return the first lines of what a server says, as one line."""
    return " ".join(response.text.split())[:_LONGEST]
