"""The SPARQL of the explorer's rows; ``loading`` says what becomes of them."""

from __future__ import annotations

from kg.patterns import PLACE, label, last_part

PLANS = f"""
SELECT DISTINCT ?plan ?source ?document ?title ?year ?document_type ?stated ?coverage ?code ?region
  ?issuer ?published
WHERE {{
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL {{ GRAPH ?source {{ ?plan eduplan:regionStated ?stated }} }}
  OPTIONAL {{ GRAPH ?source {{ ?plan dct:title ?title }} }}
  OPTIONAL {{ GRAPH ?source {{ ?plan dct:issued ?published }} }}
  OPTIONAL {{ GRAPH ?source {{ ?plan dct:publisher ?organization }}
             ?organization schema:name ?issuer }}
  OPTIONAL {{ ?plan eduplan:year ?year }}
  OPTIONAL {{ ?plan dct:type ?type }}
  OPTIONAL {{ ?plan dct:coverage ?coverage }}
  OPTIONAL {{ ?plan dct:spatial ?division . ?division eduplan:code ?code ; schema:name ?region }}
  {last_part("?type", "?document_type")}
}} ORDER BY ?document ?plan ?title
"""
PROGRAMS = f"""
SELECT DISTINCT ?program ?name ?english ?definition ?level ?known WHERE {{
  {{ SELECT DISTINCT ?program WHERE {{ ?mention a eduplan:Mention ; eduplan:program ?program }} }}
  ?program skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  {label("?program", "?english", "en")}
  OPTIONAL {{ ?program skos:definition ?definition FILTER (LANGMATCHES(LANG(?definition), "zh")) }}
  OPTIONAL {{ ?program eduplan:level ?level }}
  OPTIONAL {{ ?program eduplan:known ?known }}
}} ORDER BY ?program ?name ?english ?definition
"""
INDICATORS = f"""
SELECT DISTINCT ?indicator ?name ?english ?better WHERE {{
  {{
    SELECT DISTINCT ?indicator
    WHERE {{ ?target a eduplan:Target ; eduplan:indicator ?indicator }}
  }}
  ?indicator skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh"))
  {label("?indicator", "?english", "en")}
  OPTIONAL {{ ?indicator eduplan:better ?direction }}
  {last_part("?direction", "?better")}
}} ORDER BY ?indicator ?name ?english
"""
ALIASES = """
SELECT DISTINCT ?concept ?label WHERE {
  { ?concept a eduplan:Program } UNION { ?concept a eduplan:Indicator }
  ?concept skos:altLabel ?label FILTER (LANGMATCHES(LANG(?label), "zh") || LANG(?label) = "")
} ORDER BY ?concept ?label
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
  ?concept a eduplan:Program ; eduplan:stage ?of .
  {last_part("?of", "?stage")}
}} ORDER BY ?concept ?stage
"""
FAULTS = """
SELECT DISTINCT ?source ?plan ?kind ?note ?quote ?start ?end WHERE {
  ?source eduplan:fault ?fault .
  ?fault eduplan:faultKind ?kind ; eduplan:plan ?plan .
  OPTIONAL { ?fault dct:description ?note }
  OPTIONAL {
    ?fault eduplan:faultKind ?kind ; eduplan:evidence ?place .
    ?place oa:hasSelector ?position , ?words .
    ?position oa:start ?start ; oa:end ?end .
    ?words oa:exact ?quote .
  }
} ORDER BY ?source ?plan ?start ?kind ?note
"""
_AT = f"""
  ?statement eduplan:plan ?plan ; eduplan:evidence ?place ; eduplan:confidence ?confidence .
  ?place eduplan:sentenceStart ?sentence_start .
  {PLACE}
  OPTIONAL {{ ?statement eduplan:sectionPath ?section }}
"""
_OF_PLACE = """?statement ?source ?plan ?start ?end ?quote ?sentence ?sentence_start ?section
  ?confidence"""
_ORDER = "ORDER BY ?source ?start ?end ?statement"
MENTIONS = f"""
SELECT DISTINCT {_OF_PLACE} ?program ?status WHERE {{
  ?statement a eduplan:Mention ; eduplan:program ?program ; eduplan:status ?of .
  {_AT}
  {last_part("?of", "?status")}
}} {_ORDER}
"""
TARGETS = f"""
SELECT DISTINCT {_OF_PLACE} ?indicator ?concept ?value ?value_max ?unit ?comparator ?quantity
  ?status ?year ?baseline ?baseline_year ?period ?per ?part_of ?commitment ?masked ?stage ?program
  ?scope ?scope_code ?unit_concept
WHERE {{
  ?statement a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?comparator ; eduplan:quantity ?quantity ; eduplan:status ?status ;
    eduplan:masked ?masked .
  {_AT}
  OPTIONAL {{ ?statement eduplan:indicator ?concept }}
  OPTIONAL {{ ?statement eduplan:unit ?unit_concept }}
  OPTIONAL {{ ?statement eduplan:value ?value }}
  OPTIONAL {{ ?statement eduplan:valueMax ?value_max }}
  OPTIONAL {{ ?statement a eduplan:Target ; eduplan:year ?year }}
  OPTIONAL {{ ?statement eduplan:baseline ?baseline }}
  OPTIONAL {{ ?statement eduplan:baselineYear ?baseline_year }}
  OPTIONAL {{ ?statement eduplan:period ?period }}
  OPTIONAL {{ ?statement eduplan:per ?per }}
  OPTIONAL {{ ?statement eduplan:partOf ?part_of }}
  OPTIONAL {{ ?statement eduplan:commitment ?commitment }}
  OPTIONAL {{ ?statement a eduplan:Target ; eduplan:stage ?stage }}
  OPTIONAL {{ ?statement a eduplan:Target ; eduplan:program ?program }}
  OPTIONAL {{
    ?statement a eduplan:Target ; eduplan:region ?division .
    ?division schema:name ?scope ; eduplan:code ?scope_code
  }}
}} {_ORDER}
"""
REGIONS_NAMED = f"""
SELECT DISTINCT {_OF_PLACE} ?says WHERE {{
  ?statement a eduplan:Mention ; eduplan:region ?division .
  ?division schema:name ?says .
  {_AT}
}} {_ORDER}
"""
CITATIONS = f"""
SELECT DISTINCT {_OF_PLACE} ?says ?action WHERE {{
  ?statement a eduplan:Citation ; dct:references ?cited ; eduplan:action ?of .
  ?cited schema:name ?says .
  {_AT}
  {last_part("?of", "?action")}
}} {_ORDER}
"""
PLAN_PLACES = f"""
SELECT DISTINCT ?plan ?source ?start ?end ?quote ?sentence ?sentence_start ?section WHERE {{
  ?plan a eduplan:Plan ; eduplan:evidence ?place .
  ?place eduplan:sentenceStart ?sentence_start .
  {PLACE}
}} ORDER BY ?source ?start ?end ?plan
"""
HEADINGS = """
SELECT DISTINCT ?statement ?source ?plan ?start ?end ?depth ?number ?title WHERE {
  ?statement a eduplan:Section ; eduplan:plan ?plan ; eduplan:evidence ?place ;
    dct:title ?title ; eduplan:depth ?depth .
  ?place oa:hasSource ?source ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?statement eduplan:number ?number }
} ORDER BY ?source ?start ?end ?statement
"""
