"""The SPARQL of the explorer's rows; ``rows`` says what becomes of them.

Concepts come as their IRIs, of which ``rows`` makes ids.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg import patterns
from kg.patterns import CUT, PLACE, QUOTED, amount, label

# What a query is about where it is not cut: the programs that are named, what is measured.
_MENTIONED = """{
    SELECT DISTINCT ?program WHERE { ?mention a eduplan:Mention ; eduplan:program ?program }
  }"""
_MEASURED = """{
    SELECT DISTINCT ?indicator
    WHERE { ?target a eduplan:Target ; eduplan:indicator ?indicator }
  }"""


def cut(sparql: str, variable: str, iris: Iterable[str]) -> str:
    """Return a query of this module for some values of its variable alone, given as IRIs.

    The variable is what the query is about: plan, source (of faults), statement, program,
    indicator or concept. ValueError for what is no IRI.
    """
    for whole in (_MENTIONED, _MEASURED):
        sparql = sparql.replace(whole, CUT)
    return patterns.cut(sparql, variable, iris)


PLANS = f"""
SELECT DISTINCT ?plan ?source ?document ?title ?year ?document_type ?stated ?coverage ?code ?region
  ?issuer ?published
WHERE {{
  {CUT}
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL {{ GRAPH ?source {{ ?plan eduplan:regionStated ?stated }} }}
  OPTIONAL {{ GRAPH ?source {{ ?plan dct:title ?title }} }}
  OPTIONAL {{ GRAPH ?source {{ ?plan dct:issued ?published }} }}
  OPTIONAL {{
    {CUT}
    GRAPH ?source {{ ?plan dct:publisher ?organization }} ?organization schema:name ?issuer
  }}
  OPTIONAL {{ ?plan eduplan:year ?year }}
  OPTIONAL {{ ?plan dct:type ?document_type }}
  OPTIONAL {{ ?plan dct:coverage ?coverage }}
  OPTIONAL {{
    {CUT}
    ?plan dct:spatial ?division . ?division eduplan:code ?code ; schema:name ?region
  }}
}} ORDER BY ?document ?plan ?title
"""
PROGRAMS = f"""
SELECT DISTINCT ?program ?name ?english ?definition ?level ?known WHERE {{
  {_MENTIONED}
  ?program skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  {label("?program", "?english", "en")}
  OPTIONAL {{ ?program skos:definition ?definition FILTER (LANGMATCHES(LANG(?definition), "zh")) }}
  OPTIONAL {{ ?program eduplan:level ?level }}
  OPTIONAL {{ ?program eduplan:known ?known }}
}} ORDER BY ?program ?name ?english ?definition
"""
INDICATORS = f"""
SELECT DISTINCT ?indicator ?name ?english ?better WHERE {{
  {_MEASURED}
  ?indicator skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  {label("?indicator", "?english", "en")}
  OPTIONAL {{ ?indicator eduplan:better ?better }}
}} ORDER BY ?indicator ?name ?english
"""
ALIASES = f"""
SELECT DISTINCT ?concept ?label WHERE {{
  {CUT}
  {{ ?concept a eduplan:Program }} UNION {{ ?concept a eduplan:Indicator }}
  ?concept skos:altLabel ?label FILTER (LANGMATCHES(LANG(?label), "zh") || LANG(?label) = "")
}} ORDER BY ?concept ?label
"""
STAGES = f"""
SELECT DISTINCT ?stage ?name ?english WHERE {{
  ?stage a eduplan:Stage .
  {label("?stage", "?name")}
  {label("?stage", "?english", "en")}
}} ORDER BY ?stage ?name ?english
"""
STAGES_OF = f"""
SELECT DISTINCT ?concept ?stage WHERE {{
  {CUT}
  ?concept a eduplan:Program ; eduplan:stage ?stage .
}} ORDER BY ?concept ?stage
"""
FAULTS = f"""
SELECT DISTINCT ?source ?plan ?kind ?note ?quote ?start ?end WHERE {{
  {CUT}
  ?source eduplan:fault ?fault .
  ?fault eduplan:faultKind ?kind ; eduplan:plan ?plan .
  OPTIONAL {{ ?fault dct:description ?note }}
  OPTIONAL {{
    {CUT}
    ?source eduplan:fault ?fault .
    ?fault eduplan:faultKind ?kind ; eduplan:evidence ?place .
    {QUOTED}
  }}
}} ORDER BY ?source ?plan ?start ?kind ?note
"""
_AT = f"""
  ?statement eduplan:plan ?plan ; eduplan:evidence ?place ; eduplan:confidence ?confidence .
  ?place eduplan:sentenceStart ?sentence_start .
  {PLACE}
  OPTIONAL {{ ?statement eduplan:sectionPath ?section }}
"""
_OF_PLACE = "?statement ?source ?plan ?start ?end ?sentence ?sentence_start ?section ?confidence"
_ORDER = "ORDER BY ?source ?start ?end ?statement"
MENTIONS = f"""
SELECT DISTINCT {_OF_PLACE} ?program ?status WHERE {{
  {CUT}
  ?statement a eduplan:Mention ; eduplan:program ?program ; eduplan:status ?status .
  {_AT}
}} {_ORDER}
"""
TARGETS = f"""
SELECT DISTINCT {_OF_PLACE} ?indicator ?concept ?value ?value_max ?unit ?comparator ?quantity
  ?status ?year ?baseline ?baseline_year ?period ?per ?part_of ?commitment ?masked ?stage ?program
  ?scope ?scope_code ?unit_concept
WHERE {{
  {CUT}
  ?statement a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?comparator ; eduplan:quantity ?quantity ; eduplan:status ?status ;
    eduplan:masked ?masked .
  {_AT}
  OPTIONAL {{ ?statement eduplan:indicator ?concept }}
  OPTIONAL {{ ?statement eduplan:unit ?unit_concept }}
  {amount("?statement")}
  OPTIONAL {{
    {CUT}
    ?statement a eduplan:Target ; eduplan:year ?year
  }}
  OPTIONAL {{ ?statement eduplan:baselineYear ?baseline_year }}
  OPTIONAL {{ ?statement eduplan:commitment ?commitment }}
  OPTIONAL {{
    {CUT}
    ?statement a eduplan:Target ; eduplan:stage ?stage
  }}
  OPTIONAL {{
    {CUT}
    ?statement a eduplan:Target ; eduplan:program ?program
  }}
  OPTIONAL {{
    {CUT}
    ?statement a eduplan:Target ; eduplan:region ?division .
    ?division schema:name ?scope ; eduplan:code ?scope_code
  }}
}} {_ORDER}
"""
REGIONS_NAMED = f"""
SELECT DISTINCT {_OF_PLACE} ?says WHERE {{
  {CUT}
  ?statement a eduplan:Mention ; eduplan:region ?division .
  ?division schema:name ?says .
  {_AT}
}} {_ORDER}
"""
CITATIONS = f"""
SELECT DISTINCT {_OF_PLACE} ?says WHERE {{
  {CUT}
  ?statement a eduplan:Citation ; dct:references ?cited .
  ?cited schema:name ?says .
  {_AT}
}} {_ORDER}
"""
PLAN_PLACES = f"""
SELECT DISTINCT ?plan ?source ?start ?end ?quote ?sentence ?sentence_start ?section WHERE {{
  {CUT}
  ?plan a eduplan:Plan ; eduplan:evidence ?place .
  ?place eduplan:sentenceStart ?sentence_start .
  {PLACE}
}} ORDER BY ?source ?start ?end ?plan
"""
HEADINGS = f"""
SELECT DISTINCT ?statement ?source ?plan ?start ?end ?depth ?number ?title WHERE {{
  {CUT}
  ?statement a eduplan:Section ; eduplan:plan ?plan ; eduplan:evidence ?place ;
    dct:title ?title ; eduplan:depth ?depth .
  ?place oa:hasSource ?source ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?statement eduplan:number ?number }}
}} {_ORDER}
"""

# The light queries of a served page: what there is, before rows of some of it are asked for.
EVERY_PLAN = f"""
SELECT DISTINCT ?plan ?year ?code WHERE {{
  {CUT}
  ?plan a eduplan:Plan .
  OPTIONAL {{ ?plan eduplan:year ?year }}
  OPTIONAL {{
    {CUT}
    ?plan dct:spatial ?division . ?division eduplan:code ?code
  }}
}} ORDER BY ?plan ?year ?code
"""
TIES = f"""
SELECT ?statement ?source ?plan ?program ?status ?confidence WHERE {{
  {CUT}
  GRAPH ?source {{
    ?statement eduplan:plan ?plan ; a eduplan:Mention ; eduplan:program ?program ;
      eduplan:status ?status ; eduplan:confidence ?confidence
  }}
}}
"""
NUMBERS = f"""
SELECT ?plan ?source (COUNT(?target) AS ?numbers) WHERE {{
  {CUT}
  GRAPH ?source {{ ?target eduplan:plan ?plan ; a eduplan:Target }}
}} GROUP BY ?plan ?source
"""
MEASURED = f"""
SELECT ?source ?plan ?concept ?indicator ?unit WHERE {{
  {CUT}
  GRAPH ?source {{
    ?target eduplan:plan ?plan ; a eduplan:Target ; eduplan:indicatorText ?indicator ;
      eduplan:unitText ?unit
  }}
  OPTIONAL {{ ?target eduplan:indicator ?concept }}
}}
"""
OF_PLAN = f"""
SELECT DISTINCT ?statement ?kind WHERE {{
  {CUT}
  VALUES ?kind {{ eduplan:Mention eduplan:Target eduplan:Citation }}
  ?statement eduplan:plan ?plan ; a ?kind .
}}
"""
_OF_CONCEPT = """
SELECT DISTINCT ?statement ?source ?plan WHERE {{
  GRAPH ?source {{ ?statement eduplan:{relation} {term} ; a eduplan:{kind} ; eduplan:plan ?plan }}
  {of_year}
}} ORDER BY ?plan ?statement
"""
_NAMES = """
SELECT DISTINCT ?kind ?concept ?name ?label WHERE {{
  {{
    VALUES (?kind ?type ?relation) {{
      ("program" eduplan:Program eduplan:program) ("indicator" eduplan:Indicator eduplan:indicator)
    }}
    ?concept a ?type ; skos:prefLabel|skos:altLabel ?label .
    FILTER (CONTAINS(LCASE(STR(?label)), {words}))
    FILTER EXISTS {{ ?statement ?relation ?concept }}
    ?concept skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  }} UNION {{
    ?division a eduplan:Region ; eduplan:code ?concept ; schema:name ?label
    FILTER (CONTAINS(?label, {words}))
    FILTER EXISTS {{ ?plan dct:spatial ?division }}
    BIND ("region" AS ?kind) BIND (?label AS ?name)
  }}
}} ORDER BY STRLEN(STR(?label)) ?label ?concept LIMIT {most}
"""
_HOME = """
SELECT ?plan WHERE {{ {pattern} }} ORDER BY DESC(?plan) LIMIT 1
"""


def plans_where(pattern: str) -> str:
    """Return EVERY_PLAN for the plans that fit a pattern."""
    return EVERY_PLAN.replace(CUT, pattern)


def of_concept(relation: str, term: str, kind: str, year: str = "") -> str:
    """Return the query of the statements of a kind that a term is the program or indicator of.

    ``term`` and ``year`` are written as SPARQL writes them.
    """
    of_year = f"?plan eduplan:year {year} ." if year else ""
    return _OF_CONCEPT.format(relation=relation, term=term, kind=kind, of_year=of_year)


def names(words: str, most: int) -> str:
    """Return the query of what plans speak of and is called so, the shortest names first."""
    return _NAMES.format(words=words, most=most)


def plan_with(pattern: str) -> str:
    """Return the query of one plan, the last by its IRI, of those that fit a pattern."""
    return _HOME.format(pattern=pattern)


def plans_in(source: object) -> str:
    """Return the query of the plans that a document, an IRI as SPARQL writes it, holds."""
    return f"SELECT DISTINCT ?plan WHERE {{ ?plan prov:wasDerivedFrom {source} ; a eduplan:Plan }}"
