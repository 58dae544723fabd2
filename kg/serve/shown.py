"""Terms as a page shows them: a short text, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import PREFIXES, XSD
from kg.identifiers import BASE
from kg.sparql import Term

_PLAIN = (XSD["string"], XSD["integer"], XSD["decimal"], XSD["boolean"], XSD["gYear"], XSD["date"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, where it leads, its language, and a note: a language or datatype that is unusual."""

    text: str
    href: str = ""
    lang: str = ""
    note: str = ""


def shown(term: Term | None, label: str = "") -> Shown:
    """Return how a term is shown; ``label`` stands for an IRI that has one."""
    if term is None:
        return Shown("")
    if isinstance(term, NamedNode):
        return Shown(label or short(term.value), address(term.value))
    if isinstance(term, Literal):
        language = term.language or ""
        kind = "" if language or term.datatype in _PLAIN else short(term.datatype.value)
        return Shown(term.value, lang=language, note=kind or language.removeprefix("zh"))
    return Shown(str(term))


def short(iri: str) -> str:
    """Return an IRI with a prefix for its beginning, where it has one of the project's.

    >>> short("https://w3id.org/eduplan/region/320400"), short("http://purl.org/dc/terms/title")
    ('region/320400', 'dct:title')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE) or iri


def address(iri: str) -> str:
    """Return where an IRI leads: the project's own to the page here, others on the web.

    Nowhere, where a browser might run it or cannot open it.

    >>> address("https://w3id.org/eduplan/plan/a"), address("javascript:alert(1)")
    ('/plan/a', '')
    """
    if iri.startswith(BASE):
        return f"/{iri.removeprefix(BASE)}"
    return iri if iri.startswith(("http://", "https://")) else ""
