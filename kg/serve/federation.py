"""No query asks another server: SERVICE is found by the engine's own parser, and refused.

The engine has no switch for it, and would connect. So where the letters of the word stand in a
query they are replaced by others, with which no keyword is spelt, and what comes out is parsed over
an empty store. If that succeeds, the letters stood in a name, a text, an IRI or a comment, all of
which the change leaves what they are; where a keyword stood, nothing parses.
"""

from __future__ import annotations

import re

from pyoxigraph import Store

from kg.errors import RequestError
from kg.graph.terms import PREFIXES

# SPARQL 1.1, 19.2 lets any character be written so; IGNORECASE also takes ſ for s, which is safe
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(s)(ervice)", re.IGNORECASE)
_INSTEAD = "zqxjkvwy"  # the first of these letters with which the word is not yet in the query


def refuse_service(query: str, base: str) -> None:
    """Raise RequestError where a query asks another server, or may.

    >>> refuse_service("SELECT * { ?service ?p 'SERVICE' } # service", "http://localhost/")
    >>> refuse_service("ASK { SERVICE SILENT <http://localhost/> {} }", "http://localhost/")
    Traceback (most recent call last):
    kg.errors.RequestError: SERVICE is refused: this server asks its own graph alone
    """
    plain = _ESCAPE.sub(_character, query)
    if not _SERVICE.search(plain):
        return
    letter = next((one for one in _INSTEAD if f"{one}ervice" not in plain.lower()), "")
    try:
        masked = _SERVICE.sub(lambda match: _like(letter, match[1]) + match[2], plain)
        if letter:
            Store().query(masked, base_iri=base, prefixes=dict(PREFIXES))
            return
    except (SyntaxError, ValueError, RuntimeError):
        pass
    raise RequestError(403, "SERVICE is refused: this server asks its own graph alone")


def _like(letter: str, other: str) -> str:
    return letter.upper() if other.isupper() else letter


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point < 0x110000 else match[0]
