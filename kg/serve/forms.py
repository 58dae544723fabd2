"""The forms in which an answer can be had, with their media types and the names of the W3C."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import RdfFormat

from kg.errors import RequestError
from kg.serve.negotiation import best
from kg.serve.replies import HTML

_W3C = "http://www.w3.org/ns/formats/"  # https://www.w3.org/ns/formats/


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name in an address, its media types, the first its own, and its IRI."""

    name: str
    media_types: tuple[str, ...]
    iri: str = ""


# Of equals that a client likes the first is sent. The page for the eye is last: a browser names it
# first, and a program that takes anything wants data.
ROWS = (
    Form(
        "json",
        ("application/sparql-results+json", "application/json"),
        f"{_W3C}SPARQL_Results_JSON",
    ),
    Form(
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        f"{_W3C}SPARQL_Results_XML",
    ),
    Form("csv", ("text/csv",), f"{_W3C}SPARQL_Results_CSV"),
    Form("tsv", ("text/tab-separated-values",), f"{_W3C}SPARQL_Results_TSV"),
    Form("excel", ("text/csv",)),  # CSV in which no cell is a formula, had by its name alone
    Form("html", (HTML,)),
)
TRIPLES = (
    Form("ttl", ("text/turtle",), f"{_W3C}Turtle"),
    Form("nt", ("application/n-triples",), f"{_W3C}N-Triples"),
    Form("rdf", ("application/rdf+xml", "application/xml", "text/xml"), f"{_W3C}RDF_XML"),
    Form("jsonld", ("application/ld+json", "application/json"), f"{_W3C}JSON-LD"),
    Form("html", (HTML,)),
)
# The page of a thing is for readers: whoever says nothing gets it.
THING = (TRIPLES[-1], *TRIPLES[:-1])

RDF_FORMATS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a client wants an answer in: a form by its name, or else what its Accept header says."""

    accept: str = ""
    form: str = ""

    def of(self, forms: tuple[Form, ...], what: str) -> tuple[Form, str]:
        """Return the form for ``what`` and its media type; RequestError 406 where none fits."""
        if self.form:
            found = [form for form in forms if form.name == self.form]
            if not found:
                names = ", ".join(form.name for form in forms)
                raise RequestError(
                    406, f"{what} have no form {self.form!r}", hint=f"give one of {names}"
                )
            return found[0], found[0].media_types[0]
        by_type = {name: form for form in reversed(forms) for name in form.media_types}
        offered = [name for form in forms for name in form.media_types]
        media_type = best(self.accept, offered)
        if media_type is None:
            own = ", ".join(dict.fromkeys(form.media_types[0] for form in forms))
            raise RequestError(406, f"{what} can't be had in what Accept asks for", hint=own)
        return by_type[media_type], media_type
