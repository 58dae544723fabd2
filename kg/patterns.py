"""Parts of SPARQL that queries of several modules share."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

# Where a query may be cut to some values of a variable. An OPTIONAL of several patterns is answered
# for the whole store and joined then, so that it needs the cut as well.
CUT = "# cut"

# What the place ?place quotes: its offsets and words.
QUOTED = """
  ?place oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start ; oa:end ?end .
  ?quotation oa:exact ?quote .
"""

# The place ?place of a fact: its document, offsets and words, and the sentence around it.
PLACE = f"""
  ?place oa:hasSource ?source ; eduplan:sentence ?sentence .
  {QUOTED}
  ?source schema:name ?document .
"""


def label(concept: str, name: str, language: str = "zh") -> str:
    """Return the SPARQL that binds a concept's preferred label to ``name``, if it has one.

    >>> label("?program", "?name")
    'OPTIONAL { ?program skos:prefLabel ?name FILTER (LANGMATCHES(LANG(?name), "zh")) }'
    """
    wanted = f'LANGMATCHES(LANG({name}), "{language}")'
    return f"OPTIONAL {{ {concept} skos:prefLabel {name} FILTER ({wanted}) }}"


def amount(target: str) -> str:
    """Return the SPARQL that binds what a target may say of its number besides its unit.

    Its value, the end of a range, where a change starts, for what time and by what it is counted,
    and whether it is a part of another: each under the name of its field.
    """
    fields = {
        "value": "value",
        "valueMax": "value_max",
        "baseline": "baseline",
        "period": "period",
        "per": "per",
        "partOf": "part_of",
    }
    return "\n  ".join(
        f"OPTIONAL {{ {target} eduplan:{name} ?{field} }}" for name, field in fields.items()
    )


def last_part(concept: str, name: str) -> str:
    """Return the SPARQL that binds the last part of a concept's IRI to ``name``.

    >>> last_part("?status", "?word")
    'BIND (REPLACE(STR(?status), "^.*[/#]", "") AS ?word)'
    """
    return f'BIND (REPLACE(STR({concept}), "^.*[/#]", "") AS {name})'


def cut(sparql: str, variable: str, iris: Iterable[str]) -> str:
    r"""Return a query for some values of a variable alone; ValueError for what is no IRI.

    >>> print(cut("SELECT * { # cut\n ?plan a eduplan:Plan }", "plan", ["https://x.org/1"]))
    SELECT * { VALUES ?plan { <https://x.org/1> }
     ?plan a eduplan:Plan }
    """
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    return sparql.replace(CUT, f"VALUES ?{variable} {{ {values} }}")
