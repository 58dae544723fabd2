"""A thing of the graph by its IRI: what is said of it, what points to it, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.errors import RequestError
from kg.export.rdf import triple_key
from kg.graph.terms import DCT, EDUPLAN, OA, PROV, RDF
from kg.identifiers import BASE
from kg.serve.answering import written_triples
from kg.serve.forms import RDF_FORMATS, THING, Wanted
from kg.serve.html import page
from kg.serve.labels import Labels
from kg.serve.protocol import AS
from kg.serve.replies import HTML, Content
from kg.serve.shown import Shown, short, shown

_MOST = 100  # values of one property on a page; the longest plan of the seeds has 62 programs
_POINTING = 20_000  # statements about a thing as the object; a year may have millions
_DOCUMENT = f"{BASE}document/"
_EVIDENCE = (EDUPLAN["evidence"], EDUPLAN["furtherEvidence"])


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values, as many as a page shows, and where all are listed."""

    name: Shown
    values: tuple[Shown, ...]
    count: int
    more: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The sentence that says something, with the words of it before, in and after the quote."""

    before: str
    quote: str
    after: str
    document: Shown
    evidence: Shown


def thing(store: Store, iri: str, wanted: Wanted, language: str) -> Content:
    """Return a thing's page, or what is said of it as RDF.

    RDF has its statements and those of the evidence for it. RequestError 404 where the graph has
    no statement with it, 406 where no form fits.
    """
    form, media_type = wanted.of(THING, "a thing")
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise _missing(iri) from error
    said = [quad.triple for quad in _quads(store, node, None)]
    pointing = list(islice(_quads(store, None, node), _POINTING))
    if not said and not pointing:
        raise _missing(iri)
    if form.name != "html":
        triples = sorted({*said, *_evidence(store, said)}, key=triple_key)
        return Content(media_type, written_triples(triples, RDF_FORMATS[form.name]))
    return Content(HTML, _page(store, node, said, pointing, language))


def _missing(iri: str) -> RequestError:
    return RequestError(404, f"the graph says nothing of {iri}")


def _quads(store: Store, subject: NamedNode | None, of: NamedNode | None) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, None, of, DefaultGraph())


def _evidence(store: Store, said: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the statements of the places that prove a thing, and of their selectors."""
    for triple in said:
        if triple.predicate in (*_EVIDENCE, OA["hasSelector"]):
            assert isinstance(triple.object, NamedNode)
            further = [quad.triple for quad in _quads(store, triple.object, None)]
            yield from further
            yield from _evidence(store, further)


def _page(
    store: Store, node: NamedNode, said: list[Triple], pointing: list[Quad], language: str
) -> bytes:
    labels = Labels(store, language)
    path = f"/{node.value.removeprefix(BASE)}"
    return page(
        "thing",
        language,
        path,
        iri=node.value,
        name=labels.of(node) or short(node.value),
        kinds=[shown(kind, labels.of(kind)) for kind in labels.values(node, RDF["type"])],
        quotations=[*_quotations(labels, node)],
        explorer=_explorer(labels, node, pointing, language),
        said=_properties(labels, ((t.predicate, t.object) for t in said), node, "?value"),
        pointing=_properties(labels, ((q.predicate, q.subject) for q in pointing), node, "?thing"),
        many=len(pointing) == _POINTING,
        downloads=[(form.name, f"{path}?{AS}={form.name}") for form in THING if form.iri],
    )


def _properties(
    labels: Labels, pairs: Iterable[tuple[NamedNode, object]], node: NamedNode, asked: str
) -> list[Property]:
    """Return values by property: the class, those of the ontology, others; all by their IRIs."""
    values: dict[NamedNode, list[object]] = defaultdict(list)
    for predicate, value in pairs:
        values[predicate].append(value)
    ordered = sorted(values, key=_rank)
    return [
        Property(
            name=shown(predicate, labels.of(predicate)),
            values=tuple(
                shown(value, labels.of(value))  # type: ignore[arg-type]
                for value in sorted(values[predicate], key=str)[:_MOST]
            ),
            count=len(values[predicate]),
            more=_listing(node, predicate, asked),
        )
        for predicate in ordered
    ]


def _rank(predicate: NamedNode) -> tuple[bool, bool, str]:
    own = predicate.value.startswith(EDUPLAN.base)
    return predicate != RDF["type"], not own, predicate.value


def _listing(node: NamedNode, predicate: NamedNode, asked: str) -> str:
    """Return the address of a query that lists all values of a property."""
    ends = (node, asked) if asked == "?value" else (asked, node)
    query = f"SELECT {asked} {{ {ends[0]} {predicate} {ends[1]} }} ORDER BY {asked}"
    return f"/sparql?{urlencode({'query': query, AS: 'html'})}"


def _quotations(labels: Labels, node: NamedNode) -> Iterator[Quotation]:
    """Yield the sentences that prove a thing, and the one in which a place itself stands."""
    places = [place for way in _EVIDENCE for place in labels.values(node, way)]
    for place in [*places, node]:
        if not isinstance(place, NamedNode):
            continue
        parts = {
            name: found.value
            for selector in labels.values(place, OA["hasSelector"])
            if isinstance(selector, NamedNode)
            for name in ("exact", "start", "end")
            for found in labels.values(selector, OA[name])
            if isinstance(found, Literal)
        }
        document = next(labels.values(place, OA["hasSource"]), None)
        if "exact" not in parts or document is None:
            continue
        before, after = _around(labels, place, parts)
        yield Quotation(
            before,
            parts["exact"],
            after,
            shown(document, labels.of(document)),
            shown(place),
        )


def _around(labels: Labels, place: NamedNode, parts: dict[str, str]) -> tuple[str, str]:
    """Return what stands in the sentence before and after the quote."""
    sentence = next(labels.values(place, EDUPLAN["sentence"]), None)
    start = next(labels.values(place, EDUPLAN["sentenceStart"]), None)
    if not isinstance(sentence, Literal) or not isinstance(start, Literal):
        return "", ""
    at = int(parts["start"]) - int(start.value)
    end = at + len(parts["exact"])
    if at < 0 or sentence.value[at:end] != parts["exact"]:
        return "", ""
    return sentence.value[:at], sentence.value[end:]


def _explorer(labels: Labels, node: NamedNode, pointing: Iterable[Quad], language: str) -> str:
    """Return where the explorer shows a thing; empty where it does not."""
    kind, _, rest = node.value.removeprefix(BASE).partition("/")
    ways = {quad.predicate for quad in pointing}
    if (kind == "region" and DCT["spatial"] in ways) or (
        kind == "program" and EDUPLAN["program"] in ways
    ):
        return _state(language, open=f"{kind}:{rest}")
    if kind == "target" or (kind == "mention" and rest.startswith("program/")):
        return _state(language, open=f"fact:{kind}/{rest}")
    sources = [node] if kind == "document" else labels.values(node, PROV["wasDerivedFrom"])
    for source in sources:
        if isinstance(source, NamedNode) and source.value.startswith(_DOCUMENT):
            return _state(language, view="reading", source=source.value.removeprefix(_DOCUMENT))
    return ""


def _state(language: str, **fields: str) -> str:
    """Return the address of a state of the explorer (kg/explore/script/state.js)."""
    spoken = {} if language == "zh" else {"lang": language}
    return f"/#{urlencode({**fields, **spoken})}"
