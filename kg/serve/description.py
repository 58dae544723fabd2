"""The description of the service (SPARQL 1.1 Service Description): what it speaks, which graphs."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import NamedNode, Store, Triple

from kg.export.rdf import triple_key
from kg.graph.terms import RDF, Namespace
from kg.serve.answering import written_triples
from kg.serve.forms import RDF_FORMATS, ROWS, TRIPLES, Wanted
from kg.serve.replies import HTML, Content

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def describe(store: Store, endpoint: str, wanted: Wanted, language: str) -> Content:
    """Return the description of the service at ``endpoint``; RequestError 406 for other forms."""
    form, media_type = wanted.of(TRIPLES, "the description of the service")
    triples = sorted(_triples(store, endpoint), key=triple_key)
    if form.name == "html":
        from kg.serve.answer_page import description

        return Content(HTML, description(triples, language))
    return Content(media_type, written_triples(triples, RDF_FORMATS[form.name], {"sd": SD.base}))


def _triples(store: Store, endpoint: str) -> Iterator[Triple]:
    service = NamedNode(endpoint)
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, RDF["type"], SD["Service"])
    yield Triple(service, SD["endpoint"], service)
    yield Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"])
    # kg.store fills the default graph with what the named graphs hold
    yield Triple(service, SD["feature"], SD["UnionDefaultGraph"])
    for form in (*ROWS, *TRIPLES):
        if form.iri:
            yield Triple(service, SD["resultFormat"], NamedNode(form.iri))
    yield Triple(service, SD["defaultDataset"], dataset)
    yield Triple(dataset, RDF["type"], SD["Dataset"])
    yield Triple(dataset, SD["defaultGraph"], default)
    yield Triple(default, RDF["type"], SD["Graph"])
    for name in store.named_graphs():
        if isinstance(name, NamedNode):
            digest = sha256(name.value.encode()).hexdigest()[:16]
            entry = NamedNode(f"{endpoint}#graph-{digest}")
            yield Triple(dataset, SD["namedGraph"], entry)
            yield Triple(entry, RDF["type"], SD["NamedGraph"])
            yield Triple(entry, SD["name"], name)
