"""What a thing of the graph is called in a language: its label, its title, or its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg.graph.terms import DCT, EDUPLAN, OA, RDFS, SCHEMA, SKOS
from kg.serve.shown import short
from kg.serve.wording import known, word
from kg.sparql import Term

_NAMES = (
    SKOS["prefLabel"],
    SCHEMA["name"],
    DCT["title"],
    RDFS["label"],
    OA["exact"],
    DCT["description"],
)
_TO_WORDS = (EDUPLAN["evidence"], OA["hasSelector"])  # from a fact to the words that say it

Node = NamedNode | BlankNode


class Labels:
    """The labels of a store in one language, or in another where it has none."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language

    def of(self, term: Term) -> str:
        """Return what an IRI is called; empty where nothing names it, and for literals."""
        if not isinstance(term, NamedNode):
            return ""
        key = f"property.{short(term.value)}"
        return word(key, self._language) if known(key) else self._named(term, len(_TO_WORDS))

    def _named(self, node: NamedNode, steps: int) -> str:
        said: dict[NamedNode, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(node, None, None, DefaultGraph()):
            said[quad.predicate].append(quad.object)
        for name in _NAMES:
            texts = [term for term in said.get(name, ()) if isinstance(term, Literal)]
            if texts:
                return min(texts, key=self._foreignness).value
        further = (
            self._named(place, steps - 1)
            for way in _TO_WORDS
            for place in sorted(said.get(way, ()), key=str)
            if steps and isinstance(place, NamedNode)
        )
        return next(filter(None, further), "")

    def values(self, node: Node, predicate: NamedNode) -> Iterator[Term]:
        """Yield what a thing has as the values of a property, in the order of their text."""
        found = self._store.quads_for_pattern(node, predicate, None, DefaultGraph())
        yield from sorted((quad.object for quad in found), key=str)

    def _foreignness(self, text: Literal) -> tuple[bool, bool, str]:
        """Order texts: those in the language, then those in none, then the others."""
        language = (text.language or "").partition("-")[0]
        return language != self._language, language != "", text.value
