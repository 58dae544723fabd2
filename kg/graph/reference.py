"""The ontology, the vocabularies and the regions become graphs of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import VocabularyError
from kg.graph.terms import EDUPLAN, RDF, SCHEMA, graph_name, text, year
from kg.identifiers import REGION, iri
from kg.regions import Period, Regions
from kg.vocabulary import FILES, File, statements

# file in ontology/ -> the last part of its graph's name
VOCABULARIES: Mapping[str, str] = {"eduplan.ttl": "ontology", **FILES}
REGIONS = graph_name("region")
OWN_VOCABULARY = graph_name("own-vocabulary")


def reference_quads(
    files: Mapping[str, bytes],
    regions: Regions,
    used: Iterable[str],
    own: Iterable[File] = (),
) -> list[Quad]:
    """Return ontology and vocabularies whole, and the regions ``used`` with all that hold them.

    ``files`` are the Turtle files of ``VOCABULARIES`` by name, ``used`` the regions that
    ``used_regions`` gives, ``own`` the vocabularies of a user, in one graph.
    VocabularyError for a file that is missing, does not parse or has a blank node, and for a region
    that the table lacks.
    """
    quads: list[Quad] = []
    for file, name in VOCABULARIES.items():
        if file not in files:
            raise VocabularyError("a vocabulary is missing", where=file)
        quads.extend(_vocabulary(File(file, files[file]), graph_name(name)))
    for more in own:
        quads.extend(_vocabulary(more, OWN_VOCABULARY))
    for region in sorted(_with_ancestors(regions, used)):
        quads.extend(
            Quad(triple.subject, triple.predicate, triple.object, REGIONS)
            for triple in _region_triples(region, regions)
        )
    return quads


def used_regions(quads: Iterable[Quad]) -> frozenset[str]:
    """Return the codes of the regions that statements speak of."""
    return frozenset(
        quad.object.value.removeprefix(REGION)
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(REGION)
    )


def _vocabulary(file: File, graph: NamedNode) -> Iterator[Quad]:
    for quad in statements(file):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _with_ancestors(regions: Regions, used: Iterable[str]) -> set[str]:
    wanted: set[str] = set()
    for region in used:
        if region not in regions.periods:
            raise VocabularyError(f"no region {region}", where="regions.csv")
        wanted.update(regions.chain(region))
    return wanted


def _region_triples(region: str, regions: Regions) -> Iterator[Triple]:
    """Describe one region by its last period, and each of its periods as a designation."""
    node, last = NamedNode(iri("region", region)), regions.now(region)
    level = last.tier.name.lower()
    yield Triple(node, RDF["type"], EDUPLAN["Region"])
    yield Triple(node, RDF["type"], SCHEMA["AdministrativeArea"])
    yield Triple(node, SCHEMA["name"], text(last.name))
    yield Triple(node, EDUPLAN["code"], text(last.code))
    yield Triple(node, EDUPLAN["regionLevel"], NamedNode(iri("region-level", level)))
    for parent in regions.chain(region)[1:2]:
        yield Triple(node, SCHEMA["containedInPlace"], NamedNode(iri("region", parent)))
    for name in sorted({period.name for period in regions.periods[region]} - {last.name}):
        yield Triple(node, SCHEMA["alternateName"], text(name))
    for period in regions.periods[region]:
        yield from _designation(node, period)


def _designation(region: NamedNode, period: Period) -> Iterator[Triple]:
    """Describe one period of a region: its code and name then, first and last year."""
    since = period.first_year if period.first_year is not None else "open"
    node = NamedNode(iri("designation", period.region, period.code, since))
    yield Triple(region, EDUPLAN["designation"], node)
    yield Triple(node, RDF["type"], EDUPLAN["Designation"])
    yield Triple(node, EDUPLAN["code"], text(period.code))
    yield Triple(node, SCHEMA["name"], text(period.name))
    if period.first_year is not None:
        yield Triple(node, EDUPLAN["firstYear"], year(period.first_year))
    if period.last_year is not None:
        yield Triple(node, EDUPLAN["lastYear"], year(period.last_year))
