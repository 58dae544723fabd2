"""The graph in files: sorted Turtle and TriG, and CSV for spreadsheets.

The same graph gives the same bytes. IRIs of the project stand relative to its base.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.graph.terms import PREFIXES, RDF
from kg.identifiers import BASE
from kg.mirrors import main_sources
from kg.sparql import Term, select
from kg.tables import Table, as_excel_csv

_TYPE = RDF["type"]


def turtle(store: Store) -> bytes:
    """Return the union of all graphs as sorted Turtle."""
    union = store.quads_for_pattern(None, None, None, DefaultGraph())
    triples = sorted((quad.triple for quad in union), key=_triple_key)
    return _serialized(triples, RdfFormat.TURTLE)


def trig(store: Store) -> bytes:
    """Return all named graphs as sorted TriG."""
    named = (quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    quads = sorted(named, key=lambda quad: (str(quad.graph_name), _triple_key(quad.triple)))
    return _serialized(quads, RdfFormat.TRIG)


def targets_csv(store: Store) -> bytes:
    """Return a row a target, by document and place, for spreadsheets; of mirrors one is shown."""
    return as_excel_csv(_by_place(_of_main_sources(store, select(store, _TARGETS))))


def programs_csv(store: Store) -> bytes:
    """Return a row a mention of a program, by document and place; of mirrors one is shown."""
    return as_excel_csv(_by_place(_of_main_sources(store, select(store, _PROGRAMS))))


def quality_csv(store: Store) -> bytes:
    """Return a row a fault of a document, by document and place, for spreadsheets."""
    return as_excel_csv(_by_place(select(store, _QUALITY)))


def _serialized(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    content = serialize(statements, format=form, prefixes=dict(PREFIXES), base_iri=BASE)
    return content if content is not None else b""


def _triple_key(triple: Triple) -> tuple[str, bool, str, tuple[str, str, str]]:
    """Order by subject, its class first, then by predicate and object."""
    subject, predicate = str(triple.subject), triple.predicate
    return subject, predicate != _TYPE, predicate.value, _object_key(triple.object)


def _object_key(term: Term) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        return term.value, term.language or "", term.datatype.value
    return (term.value if isinstance(term, NamedNode) else str(term)), "", ""


def _of_main_sources(store: Store, table: Table) -> Table:
    """Keep the rows of the documents that stand for their plans; take plan and source out."""
    main = main_sources(store)
    kept = [index for index, name in enumerate(table.columns) if name not in ("plan", "source")]
    return Table(
        tuple(table.columns[index] for index in kept),
        tuple(
            tuple(row[index] for index in kept)
            for row, record in zip(table.rows, table.records(), strict=True)
            if main[record["plan"]] == record["source"]
        ),
    )


def _by_place(table: Table) -> Table:
    """Sort rows by document and start, then by all else; what has no place comes first."""
    document, start = table.columns.index("document"), table.columns.index("start")

    def place(row: tuple[object, ...]) -> tuple[str, int, str]:
        at = row[start]
        return str(row[document]), at if isinstance(at, int) else -1, repr(row)

    return Table(table.columns, tuple(sorted(set(table.rows), key=place)))


# what several mirrors say of one plan in different words is taken from the document at hand
_PLAN = """
  ?iri eduplan:plan ?plan .
  OPTIONAL { GRAPH ?source { ?plan dct:title ?plan_title } }
"""
_REGION = """
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL {
    ?plan dct:spatial ?region .
    ?region eduplan:code ?region_code ; schema:name ?region_name .
  }
"""
_PLACE = """
  ?iri eduplan:evidence ?place .
  ?place oa:hasSelector ?position , ?words ; eduplan:sentence ?sentence ; oa:hasSource ?source .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
  ?source schema:name ?document .
  OPTIONAL { ?iri eduplan:sectionPath ?section }
"""


def _label(concept: str, name: str) -> str:
    """Return the SPARQL that binds a concept's label in Chinese to ``name``, if it has one."""
    language = f'LANGMATCHES(LANG({name}), "zh")'
    return f"OPTIONAL {{ {concept} skos:prefLabel {name} FILTER ({language}) }}"


def _name_of(concept: str, name: str) -> str:
    """Return the SPARQL that binds the last part of a concept's IRI to ``name``."""
    return f'BIND (REPLACE(STR({concept}), "^.*[/#]", "") AS {name})'


_TARGETS = f"""
SELECT ?region_code ?region_name ?plan_title ?year ?indicator ?indicator_concept ?comparator ?value
  ?value_max ?unit ?quantity ?baseline ?period ?per ?part_of ?commitment ?deadline ?status ?masked
  ?program ?scope ?quote ?sentence ?section ?document ?start ?end ?confidence ?iri ?plan ?source
WHERE {{
  ?iri a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?comparator_concept ; eduplan:status ?status_concept ;
    eduplan:quantity ?quantity_concept ; eduplan:masked ?masked ;
    eduplan:confidence ?confidence .
  {_PLACE} {_PLAN} {_REGION}
  OPTIONAL {{ ?iri eduplan:value ?value }}
  OPTIONAL {{ ?iri eduplan:valueMax ?value_max }}
  OPTIONAL {{ ?iri eduplan:baseline ?baseline }}
  OPTIONAL {{ ?iri eduplan:period ?period }}
  OPTIONAL {{ ?iri eduplan:per ?per }}
  OPTIONAL {{ ?iri eduplan:partOf ?part_of }}
  OPTIONAL {{ ?iri eduplan:commitment ?commitment_concept }}
  OPTIONAL {{ ?iri eduplan:year ?deadline }}
  OPTIONAL {{
    ?iri a eduplan:Target ; eduplan:program ?concept . {_label("?concept", "?program")}
  }}
  OPTIONAL {{ ?iri eduplan:indicator ?measured . {_label("?measured", "?indicator_concept")} }}
  OPTIONAL {{ ?iri dct:spatial ?part . ?part schema:name ?scope }}
  {_name_of("?comparator_concept", "?comparator")} {_name_of("?status_concept", "?status")}
  {_name_of("?quantity_concept", "?quantity")} {_name_of("?commitment_concept", "?commitment")}
}}
"""
_PROGRAMS = f"""
SELECT ?region_code ?region_name ?plan_title ?year ?program ?known ?level ?status ?quote ?sentence
  ?section ?document ?start ?end ?iri ?plan ?source
WHERE {{
  ?iri a eduplan:Mention ; eduplan:program ?concept ; eduplan:status ?status_concept .
  {_PLACE} {_PLAN} {_REGION}
  {_label("?concept", "?program")}
  OPTIONAL {{ ?concept eduplan:level ?owner }}
  OPTIONAL {{ ?concept eduplan:known ?found }}
  BIND (COALESCE(?found, true) AS ?known)
  {_name_of("?owner", "?level")} {_name_of("?status_concept", "?status")}
}}
"""
_QUALITY = f"""
SELECT ?document ?plan_title ?fault ?label ?note ?quote ?start ?end
WHERE {{
  ?source eduplan:fault ?iri ; schema:name ?document .
  ?iri eduplan:faultKind ?kind .
  {_PLAN}
  OPTIONAL {{ ?iri dct:description ?note }}
  OPTIONAL {{
    ?iri eduplan:faultKind ?kind ; eduplan:evidence ?place .
    ?place oa:hasSelector ?position , ?words .
    ?position oa:start ?start ; oa:end ?end .
    ?words oa:exact ?quote .
  }}
  {_label("?kind", "?label")}
  {_name_of("?kind", "?fault")}
}}
"""
