"""Parts of SPARQL that queries of several modules share."""

from __future__ import annotations

# The place ?place of a fact: its document, offsets and words, and the sentence around it.
PLACE = """
  ?place oa:hasSource ?source ; oa:hasSelector ?position , ?quotation ; eduplan:sentence ?sentence .
  ?position oa:start ?start ; oa:end ?end .
  ?quotation oa:exact ?quote .
  ?source schema:name ?document .
"""


def label(concept: str, name: str, language: str = "zh") -> str:
    """Return the SPARQL that binds a concept's preferred label to ``name``, if it has one.

    >>> label("?program", "?name")
    'OPTIONAL { ?program skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh")) }'
    """
    wanted = f'LANGMATCHES(LANG({name}), "{language}")'
    return f"OPTIONAL {{ {concept} skos:prefLabel {name} FILTER ({wanted}) }}"


def last_part(concept: str, name: str) -> str:
    """Return the SPARQL that binds the last part of a concept's IRI to ``name``.

    >>> last_part("?status", "?word")
    'BIND (REPLACE(STR(?status), "^.*[/#]", "") AS ?word)'
    """
    return f'BIND (REPLACE(STR({concept}), "^.*[/#]", "") AS {name})'
