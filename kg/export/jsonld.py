"""The graph as JSON-LD for people who know JSON: short names, one object a thing.

The context is ``ontology/context.jsonld``, written into the file so that no network is needed. A
value that does not fit its short name, such as a title with a language, stands under the prefixed
name with its type or language beside it; so nothing changes on the way. Decimals are strings, since
JSON's numbers are binary.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg import resources
from kg.export.rdf import sorted_triples
from kg.graph.terms import RDF, XSD
from kg.sparql import Term

_LANGUAGE = "@language"
_KEYWORDS = ("id", "type")  # would not be read as relative IRIs
_LOCAL = re.compile(r"[\w-]+")
_RELATIVE = re.compile(r"[\w%~-]+(?:/[\w%~-][\w%~.-]*)*")
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")  # as JSON readers keep it, and canonical


def jsonld(store: Store) -> bytes:
    """Return the union of all graphs as JSON-LD, sorted."""
    context = json.loads((resources.ontology() / "context.jsonld").read_bytes())["@context"]
    names = _Names.of(context)
    things = groupby(sorted_triples(store), key=lambda triple: triple.subject)
    graph = [names.thing(subject, triples) for subject, triples in things]
    text = json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


@dataclass(frozen=True)
class _Names:
    """What a context calls things: its prefixes, and its name and coercion for each property."""

    base: str
    vocabulary: str
    prefixes: Mapping[str, str]
    properties: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> _Names:
        plain = {name: iri for name, iri in context.items() if isinstance(iri, str)}
        prefixes = {name: iri for name, iri in plain.items() if iri[-1] in "/#" and name[0] != "@"}
        properties = {}
        for name, said in context.items():
            term = said if isinstance(said, dict) else {"@id": said}
            prefix, _, local = str(term["@id"]).partition(":") if "@id" in term else ("", "", "")
            if prefix in prefixes:
                coercion = _whole(term.get("@type", ""), prefixes) or term.get("@container", "")
                properties[prefixes[prefix] + local] = (name, coercion)
        return cls(context["@base"], context["@vocab"], prefixes, properties)

    def thing(self, subject: Term, triples: Iterable[Triple]) -> dict[str, Any]:
        """Return the object of one subject."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        languages: defaultdict[str, defaultdict[str, list[str]]]
        languages = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            predicate, value = triple.predicate, triple.object
            name, coercion = self.properties.get(predicate.value, ("", ""))
            if predicate == RDF["type"] and isinstance(value, NamedNode):
                found["type"].append(self.short(value, of_type=True))
            elif coercion == _LANGUAGE and isinstance(value, Literal) and value.language:
                languages[name][value.language].append(value.value)
            elif name and (fitting := self.fitting(value, coercion)) is not None:
                found[name].append(fitting)
            else:
                found[self.short(predicate, in_vocabulary=True)].append(self.explicit(value))
        values = {name: _one_or_all(items) for name, items in found.items()}
        for name, by_language in languages.items():
            values[name] = {tag: _one_or_all(by_language[tag]) for tag in sorted(by_language)}
        return {"id": self.short(subject), **values}

    def fitting(self, value: Term, coercion: str) -> str | int | bool | None:
        """Return a value as it stands under a short name; None where it does not fit."""
        if isinstance(value, Literal):
            if value.language or value.datatype.value != (coercion or XSD["string"].value):
                return None
            if coercion == XSD["boolean"].value and value.value in ("true", "false"):
                return value.value == "true"
            if coercion == XSD["integer"].value and _INTEGER.fullmatch(value.value):
                return int(value.value)
            return value.value
        return self.short(value) if coercion == "@id" else None

    def explicit(self, value: Term) -> dict[str, str]:
        """Return a value with all that it is."""
        if not isinstance(value, Literal):
            return {"id": self.short(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == XSD["string"]:
            return {"@value": value.value}
        return {"@value": value.value, "type": self.short(value.datatype, in_vocabulary=True)}

    def short(self, term: Term, *, of_type: bool = False, in_vocabulary: bool = False) -> str:
        """Return an IRI as the context allows: a word of the vocabulary, prefixed, relative.

        Those of properties, classes and datatypes are never relative to the base.
        """
        if not isinstance(term, NamedNode):
            return str(term)
        relative = term.value.removeprefix(self.base)
        absolute = relative == term.value or relative in _KEYWORDS or of_type or in_vocabulary
        if not absolute and _RELATIVE.fullmatch(relative):
            return relative
        for prefix, namespace in self.prefixes.items():
            local = term.value.removeprefix(namespace)
            if local != term.value and _LOCAL.fullmatch(local):
                return local if of_type and namespace == self.vocabulary else f"{prefix}:{local}"
        return term.value


def _whole(name: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of a prefixed name, a keyword as it is."""
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
