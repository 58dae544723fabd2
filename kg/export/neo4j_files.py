"""Which files an import into Neo4j has: what each holds, its header, and where the rows come from.

The variables of a query are the fields of the header, in that order; the label or the type comes
last and is the same in each row. Of a relationship the first two fields are its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.patterns import PLACE, QUOTED, amount, label, last_part

NODES, RELATIONSHIPS = ":LABEL", ":TYPE"
BETWEEN = "\t"  # what queries put between the items of an array


@dataclass(frozen=True, slots=True)
class File:
    """A file of nodes or relationships: its name, label or type, header and query.

    Where a file is ``of_document``, its query ends in a document more, and of the rows of a plan
    those of the document that stands for it are taken.
    """

    name: str
    kind: str
    label: str
    about: str
    header: tuple[str, ...]
    sparql: str
    of_document: bool = False


def _nodes(
    name: str, label_: str, about: str, header: str, sparql: str, *, of_document: bool = False
) -> File:
    fields = tuple(f"iri:ID({label_}) {header}".split())
    return File(f"nodes-{name}.csv", NODES, label_, about, fields, sparql, of_document)


def _ties(type_: str, ends: tuple[str, str], about: str, sparql: str, header: str = "") -> File:
    start, end = ends
    fields = (f":START_ID({start})", f":END_ID({end})", *header.split())
    name = f"{start}-{type_}-{end}".lower().replace("_", "-")
    return File(f"relationships-{name}.csv", RELATIONSHIPS, type_, about, fields, sparql)


_AT = f"?iri eduplan:evidence ?place ; eduplan:confidence ?confidence . {PLACE}"
_AT_HEADER = "quote sentence section document start:int end:int confidence:double"
_AT_FIELDS = "?quote ?sentence ?section ?document ?start ?end ?confidence"
_SECTION = "OPTIONAL { ?iri eduplan:sectionPath ?section }"
_OTHERS = f'(GROUP_CONCAT(DISTINCT ?other; SEPARATOR="{BETWEEN}") AS ?others)'


def _mentions(link: str, *, also: str = "", fields: str = "") -> str:
    """Return the query of a plan's statements: plan, what they name, their own fields, place."""
    return f"""
SELECT ?plan ?named {fields} {_AT_FIELDS} ?iri WHERE {{
  ?iri {link} ?named ; eduplan:plan ?plan . {_AT} {_SECTION} {also}
}}
"""


def _pairs(pattern: str) -> str:
    return f"SELECT DISTINCT ?start ?end WHERE {{ {pattern} }}"


def _referred(variable: str, link: str) -> str:
    """Return a pattern of the concepts that plans or targets refer to, and what is broader."""
    return f"""
  {{ SELECT DISTINCT {variable} WHERE {{
    {{ SELECT DISTINCT ?named WHERE {{ ?by {link} ?named }} }}
    ?named skos:broader* {variable}
  }} }}
"""


def _broader(kind: str, link: str) -> str:
    """Return the query of the concepts of a kind that are referred to, each with its broader."""
    return _pairs(
        f"{_referred('?start', link)} ?start a eduplan:{kind} ; skos:broader ?end . "
        f"?end a eduplan:{kind}"
    )


def _concepts(kind: str, link: str, fields: Sequence[str], also: str) -> str:
    """Return the query of the concepts of a kind that are referred to: names, further fields."""
    own = " ".join(fields)
    return f"""
SELECT ?iri ?name ?english {_OTHERS} ?definition {own} WHERE {{
  {_referred("?iri", link)}
  ?iri a eduplan:{kind} . {label("?iri", "?name")} {label("?iri", "?english", "en")}
  OPTIONAL {{ ?iri skos:altLabel ?other }}
  OPTIONAL {{ ?iri skos:definition ?definition FILTER (LANGMATCHES(LANG(?definition), "zh")) }}
  {also}
}} GROUP BY ?iri ?name ?english ?definition {own}
"""


_PLANS = f"""
SELECT ?iri ?title ?year ?document_type ?published ?document_number ?reports_on ?region_stated
  ?quote ?sentence ?document ?start ?end ?confidence ?source
WHERE {{
  GRAPH ?source {{
    ?iri a eduplan:Plan ; eduplan:evidence ?place ; eduplan:regionStated ?region_stated ;
      eduplan:confidence ?confidence .
    OPTIONAL {{ ?iri dct:title ?title }}
    OPTIONAL {{ ?iri dct:issued ?published }}
    OPTIONAL {{ ?iri eduplan:documentNumber ?document_number }}
    OPTIONAL {{ ?iri eduplan:reportsOn ?reports_on }}
    OPTIONAL {{ ?iri dct:type ?type }}
  }}
  {PLACE}
  OPTIONAL {{ ?iri eduplan:year ?year }}
  {last_part("?type", "?document_type")}
}}
"""
_TARGETS = f"""
SELECT ?iri ?indicator ?comparator ?value ?value_max ?unit ?quantity ?baseline ?baseline_year
  ?period ?per ?part_of ?commitment ?status ?year ?masked ?readable {_AT_FIELDS}
WHERE {{
  ?iri a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?compared ; eduplan:status ?state ; eduplan:quantity ?kind ;
    eduplan:masked ?masked ; eduplan:readable ?readable .
  {_AT} {_SECTION}
  {amount("?iri")}
  OPTIONAL {{ ?iri eduplan:baselineYear ?baseline_year }}
  OPTIONAL {{ ?iri eduplan:commitment ?firm }}
  OPTIONAL {{ ?iri eduplan:year ?year }}
  {last_part("?compared", "?comparator")} {last_part("?state", "?status")}
  {last_part("?kind", "?quantity")} {last_part("?firm", "?commitment")}
}}
"""
_REGIONS = f"""
SELECT ?iri ?code ?name {_OTHERS} ?level WHERE {{
  ?iri a eduplan:Region ; eduplan:code ?code ; schema:name ?name ; eduplan:regionLevel ?tier .
  OPTIONAL {{ ?iri schema:alternateName ?other }}
  {last_part("?tier", "?level")}
}} GROUP BY ?iri ?code ?name ?level
"""
_FAULTS = f"""
SELECT ?iri ?fault ?note ?quote ?start ?end WHERE {{
  ?iri a eduplan:Fault ; eduplan:faultKind ?kind .
  OPTIONAL {{ ?iri dct:description ?note }}
  OPTIONAL {{
    ?iri a eduplan:Fault ; eduplan:evidence ?place .
    {QUOTED}
  }}
  {last_part("?kind", "?fault")}
}}
"""
_DOCUMENTS = """
SELECT ?iri ?name ?media_type ?digest WHERE {
  ?iri a eduplan:SourceDocument ; schema:name ?name ; schema:encodingFormat ?media_type ;
    eduplan:digest ?digest .
}
"""
_LEVEL = f"OPTIONAL {{ ?iri eduplan:level ?owner }} {last_part('?owner', '?level')}"
_KNOWN = "OPTIONAL { ?iri eduplan:known ?found } BIND (COALESCE(?found, true) AS ?known)"
_UNIT = f"OPTIONAL {{ ?iri eduplan:unit ?measure . {label('?measure', '?unit')} }}"
_BETTER = f"OPTIONAL {{ ?iri eduplan:better ?way }} {last_part('?way', '?better')}"
_NAMED = "name english other_names:string[] definition"
_STATE = f"OPTIONAL {{ ?iri eduplan:status ?state }} {last_part('?state', '?status')}"
_CITED = f"""
  ?iri eduplan:action ?done . {last_part("?done", "?action")}
  OPTIONAL {{ ?iri eduplan:documentNumber ?number }} OPTIONAL {{ ?iri eduplan:year ?year }}
"""

FILES: tuple[File, ...] = (
    _nodes(
        "plans",
        "Plan",
        "what a region intends to do in a year",
        "title year:int document_type published:date document_number reports_on:int "
        "region_stated:boolean quote sentence document start:int end:int confidence:double",
        _PLANS,
        of_document=True,
    ),
    _nodes(
        "targets",
        "Target",
        "a promise or achievement with a number",
        "indicator comparator value:double value_max:double unit quantity baseline:double "
        "baseline_year:int period per part_of commitment status year:int masked:boolean "
        f"readable:boolean {_AT_HEADER}",
        _TARGETS,
    ),
    _nodes(
        "programs",
        "Program",
        "a named policy instrument, of the vocabulary or discovered, that plans name",
        f"{_NAMED} level known:boolean",
        _concepts("Program", "eduplan:program", ("?level", "?known"), f"{_LEVEL} {_KNOWN}"),
    ),
    _nodes(
        "indicators",
        "Indicator",
        "what a target measures",
        f"{_NAMED} unit better",
        _concepts("Indicator", "eduplan:indicator", ("?unit", "?better"), f"{_UNIT} {_BETTER}"),
    ),
    _nodes(
        "regions",
        "Region",
        "an official division",
        "code name other_names:string[] level",
        _REGIONS,
    ),
    _nodes(
        "documents",
        "Document",
        "what plans were read from",
        "name media_type digest",
        _DOCUMENTS,
    ),
    _nodes(
        "cited-documents",
        "CitedDocument",
        "what plans name in 《》",
        "title",
        "SELECT ?iri ?title WHERE { ?iri a schema:CreativeWork ; schema:name ?title }",
    ),
    _nodes(
        "faults",
        "Fault",
        "something wrong with a document",
        "fault note quote start:int end:int",
        _FAULTS,
    ),
    _ties(
        "OF_REGION",
        ("Plan", "Region"),
        "whose plan it is",
        _pairs("?start a eduplan:Plan ; dct:spatial ?end"),
    ),
    _ties(
        "FROM_DOCUMENT",
        ("Plan", "Document"),
        "where it was read",
        _pairs("?start a eduplan:Plan ; prov:wasDerivedFrom ?end"),
        "main:boolean",
    ),
    _ties(
        "HAS_TARGET",
        ("Plan", "Target"),
        "a target of the plan",
        _pairs("?start eduplan:target ?end"),
    ),
    _ties(
        "NAMES",
        ("Plan", "Program"),
        "a mention of a program, one relationship each",
        _mentions("eduplan:program", also=f"?iri a eduplan:Mention . {_STATE}", fields="?status"),
        f"status {_AT_HEADER} iri",
    ),
    _ties(
        "NAMES",
        ("Plan", "Region"),
        "a mention of a region",
        _mentions("eduplan:region"),
        f"{_AT_HEADER} iri",
    ),
    _ties(
        "CITES",
        ("Plan", "CitedDocument"),
        "a citation and what the plan does with the document",
        _mentions("dct:references", also=_CITED, fields="?action ?number ?year"),
        f"action document_number year:int {_AT_HEADER} iri",
    ),
    _ties(
        "OF_PROGRAM",
        ("Target", "Program"),
        "the program that a number belongs to",
        _pairs("?start a eduplan:Target ; eduplan:program ?end"),
    ),
    _ties(
        "MEASURES",
        ("Target", "Indicator"),
        "what a number measures",
        _pairs("?start a eduplan:Target ; eduplan:indicator ?end"),
    ),
    _ties(
        "FOR_REGION",
        ("Target", "Region"),
        "the region that a number holds for, where it is not the plan's",
        _pairs("?start a eduplan:Target ; dct:spatial ?end"),
    ),
    _ties(
        "IN_DOCUMENT",
        ("Target", "Document"),
        "where a number stands",
        _pairs("?start a eduplan:Target ; eduplan:evidence ?place . ?place oa:hasSource ?end"),
    ),
    _ties(
        "IN",
        ("Region", "Region"),
        "the region that holds it",
        _pairs("?start a eduplan:Region ; schema:containedInPlace ?end"),
    ),
    _ties(
        "BROADER",
        ("Program", "Program"),
        "the program that it is a part or kind of",
        _broader("Program", "eduplan:program"),
    ),
    _ties(
        "BROADER",
        ("Indicator", "Indicator"),
        "the indicator that it is a kind of",
        _broader("Indicator", "eduplan:indicator"),
    ),
    _ties(
        "HAS_FAULT",
        ("Document", "Fault"),
        "what is wrong with a document",
        _pairs("?start eduplan:fault ?end"),
    ),
)
