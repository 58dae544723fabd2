"""Attacks on a server: requests that are none, and queries of the greatest length that it reads."""

from __future__ import annotations

import socket
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.serve_examples import PATIENCE

REQUESTS: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("serve").joinpath("hostile.toml").read_text("utf-8")
)
_LENGTH = 255 * 1024  # bytes of a query, as many as a request may have


def place(server: str) -> tuple[str, int]:
    """Return host and port of an address."""
    host, _, port = server.removeprefix("http://").partition(":")
    return host, int(port)


def sent(server: str, request: bytes, *, shut: bool = False) -> bytes:
    """Send bytes as they are, and return all that comes back; with ``shut`` nothing follows them.

    A server may end the connection while we still send.
    """
    answer = b""
    with socket.create_connection(place(server), timeout=PATIENCE) as connection:
        try:
            connection.sendall(request)
            if shut:
                connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                answer += part
        except ConnectionError:
            pass
    return answer


def wrong(server: str, case: Mapping[str, Any]) -> str:
    """Send the request of a case, and return what is not as it should be in the answer."""
    request = case["sent"].replace("{fill}", "a" * case.get("fill", 0)).encode("latin-1")
    answer = sent(server, request, shut=case.get("shut", False))
    head, _, body = answer.decode("utf-8", "replace").partition("\r\n\r\n")
    allowed = case["status"] if isinstance(case["status"], list) else [case["status"]]
    status = int(head.split(" ")[1]) if head else 0
    if status not in allowed:
        return f"{status}, and not {allowed}: {body[:200]}"
    if case.get("says", "") not in body:
        return f"says {body[:200]}"
    if "never" in case and case["never"] in head.lower():
        return f"has in its head {case['never']}"
    if answer.count(b"HTTP/1.1 ") != case.get("answers", status != 0):
        return f"is {answer.count(b'HTTP/1.1 ')} answers"
    return ""


def nested(opening: str, closing: str, inside: str, head: str, tail: str) -> str:
    """Return a query of the greatest length by brackets in brackets."""
    left = _LENGTH - len(head) - len(inside) - len(tail)
    count = left // (len(opening) + len(closing))
    return head + opening * count + inside + closing * count + tail


def repeated(unit: str, head: str, tail: str) -> str:
    """Return a query of the greatest length by one thing again and again."""
    return head + unit * ((_LENGTH - len(head) - len(tail)) // len(unit)) + tail


def giants() -> Mapping[str, str]:
    """Return queries that are as long as a request may be."""
    return {
        "groups": nested("{", "}", "?s ?p ?o", "ASK ", ""),
        "brackets": nested("[ <a> ", "]", "[]", "ASK { ?s ?p ", " }"),
        "lists": nested("(", ")", "1", "ASK { ?s ?p ", " }"),
        "parentheses": nested("(", ")", "1", "SELECT (", " AS ?x) {}"),
        "functions": nested("STR(", ")", "1", "SELECT (", " AS ?x) {}"),
        "optional": nested("OPTIONAL {", "}", "?s ?p ?o", "ASK {", "}"),
        "exists": nested("FILTER EXISTS {", "}", "?s ?p ?o", "ASK {", "}"),
        "queries": nested("{SELECT * ", "}", "{}", "ASK ", ""),
        "triples": nested("<<", "?s ?p ?o>> ", "?s ?p ?o", "ASK {", " ?p ?o}"),
        "paths in paths": nested("(", ")*", "<a>", "ASK { ?s ", " ?o }"),
        "from": nested("{", "}", "", "ASK FROM <u:a> FROM <u:b> ", ""),
        "service": nested("{", "}", " ?service ?p ?o", "ASK ", ""),
        "nots": repeated("!", "ASK { FILTER(", "1) }"),
        "unions": repeated(" UNION {?s ?p ?o}", "SELECT * {{?s ?p ?o}", " }"),
        "path": repeated("/<a>", "ASK { ?s <a>", " ?o }"),
        "alternatives": repeated("|<a>", "ASK { ?s <a>", " ?o }"),
        "ands": repeated("&&1", "ASK { FILTER(1", ") }"),
        "sum": repeated("+1", "SELECT (1", " AS ?x) {}"),
        "values": repeated("(1 2)", "SELECT * { VALUES (?a ?b) {", "} }"),
        "graphs": repeated("FROM <u:a>\n", "ASK ", " {}"),
        "order": repeated(" ?a", "SELECT * {?a ?b ?c} ORDER BY", ""),
        "describe": repeated(" <u:a>", "DESCRIBE", ""),
        "joins": "SELECT * {" + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9000)) + "}",
        "doubled": 'SELECT ?n { BIND("aaaaaaaa" AS ?v0) '
        + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
        + " BIND(STRLEN(?v30) AS ?n) }",
        "replaced": f'SELECT (REPLACE("{"a" * 100_000}", "a", "{"b" * 100_000}") AS ?x) {{}}',
        "expression": f'ASK {{ FILTER(REGEX("{"a" * 1000}", "{"(a|a)*" * 2000}b")) }}',
    }
