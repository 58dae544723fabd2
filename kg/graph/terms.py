"""Namespaces, and literals made the same way everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from kg.identifiers import BASE, ONTOLOGY, iri
from kg.records import (
    Action,
    Commitment,
    Comparator,
    DocumentType,
    FaultKind,
    Level,
    Quantity,
    Status,
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEMES: Mapping[type[StrEnum], str] = {
    Action: "action",
    Commitment: "commitment",
    Comparator: "comparator",
    DocumentType: "document-type",
    FaultKind: "fault-kind",
    Quantity: "quantity",
    Status: "status",
}


@dataclass(frozen=True, slots=True)
class Namespace:
    """The terms whose IRIs begin alike.

    >>> EDUPLAN["Target"].value
    'https://w3id.org/eduplan/ontology#Target'
    """

    base: str

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


DCT = Namespace("http://purl.org/dc/terms/")
EDUPLAN = Namespace(ONTOLOGY)
OA = Namespace("http://www.w3.org/ns/oa#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: Mapping[str, str] = {
    "dct": DCT.base,
    "eduplan": EDUPLAN.base,
    "oa": OA.base,
    "owl": OWL.base,
    "prov": PROV.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "schema": SCHEMA.base,
    "skos": SKOS.base,
    "xsd": XSD.base,
}


def encodable(value: str) -> str:
    """Return ``value`` as RDF can hold it: each lone surrogate becomes U+FFFD, the length stays.

    >>> encodable("a" + chr(0xDC80)) == "a" + chr(0xFFFD)
    True
    """
    return _SURROGATE.sub("\ufffd", value)


def text(value: str) -> Literal:
    """Return a plain string."""
    return Literal(encodable(value))


def number(value: Decimal) -> Literal:
    """Return a decimal in its shortest form.

    >>> number(Decimal("88.50")).value, number(Decimal("3.1E+4")).value
    ('88.5', '31000')
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits in ("-0", "") else digits, datatype=XSD["decimal"])


def integer(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=XSD["integer"])


def boolean(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def year(value: int) -> Literal:
    """Return a year as xsd:gYear."""
    return Literal(f"{value:04d}", datatype=XSD["gYear"])


def date(value: str) -> Literal:
    """Return a date like 2023-03-29."""
    return Literal(value, datatype=XSD["date"])


def enumerated(member: StrEnum) -> NamedNode:
    """Return the concept of the ontology that a member of an enumeration stands for.

    >>> enumerated(Level.NATIONAL).value, enumerated(Comparator.GE).value
    ('https://w3id.org/eduplan/ontology#national', 'https://w3id.org/eduplan/comparator/ge')
    """
    if isinstance(member, Level):
        return EDUPLAN[member.value]
    return NamedNode(iri(_SCHEMES[type(member)], member.value))


def graph_name(name: str) -> NamedNode:
    """Return the name of the graph of a vocabulary: ontology, program, region and so on."""
    return NamedNode(BASE + name)
