"""The plans, programs, targets and faults of a graph as tables, the sentence beside each.

Of a plan that several mirrors hold, one document is shown (``kg.mirrors``), so that no number is
counted twice; faults are those of every document.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store

from kg.mirrors import Sources, of_main
from kg.patterns import PLACE, QUOTED, amount, label, last_part
from kg.sparql import select
from kg.tables import Cell, Table


def plans(store: Store, main: Sources) -> Table:
    """Return a row a plan, by document and place, with how much was found in it."""
    table = _of_main_sources(select(store, _PLANS), main)
    counts = [_counts(store, pattern, main) for pattern in _COUNTED.values()]
    iri = table.columns.index("iri")
    rows = ((*row, *(count.get(row[iri], 0) for count in counts)) for row in table.rows)
    return _by_place(_arranged(Table((*table.columns, *_COUNTED), tuple(rows)), _PLAN_COLUMNS))


def programs(store: Store, main: Sources) -> Table:
    """Return a row a mention of a program, by document and place."""
    return _by_place(_of_main_sources(select(store, _PROGRAMS), main))


def targets(store: Store, main: Sources) -> Table:
    """Return a row a target, by document and place."""
    return _by_place(_of_main_sources(select(store, _TARGETS), main))


def quality(store: Store) -> Table:
    """Return a row a fault of a document, by document and place."""
    return _by_place(select(store, _QUALITY))


def _of_main_sources(table: Table, main: Sources) -> Table:
    """Keep the rows of the documents that stand for their plans; take plan and source out."""
    wanted = tuple(name for name in table.columns if name not in ("plan", "source"))
    kept = of_main(table.records(), main)
    return Table(wanted, tuple(tuple(record[name] for name in wanted) for record in kept))


def _arranged(table: Table, columns: tuple[str, ...]) -> Table:
    """Return the columns of a table that are named, in that order."""
    order = [table.columns.index(name) for name in columns]
    return Table(columns, tuple(tuple(row[index] for index in order) for row in table.rows))


def _by_place(table: Table) -> Table:
    """Sort rows by document and start, then by all else; what has no place comes first."""
    document, start = table.columns.index("document"), table.columns.index("start")

    def place(row: tuple[object, ...]) -> tuple[str, int, str]:
        at = row[start]
        return str(row[document]), at if isinstance(at, int) else -1, repr(row)

    return Table(table.columns, tuple(sorted(set(table.rows), key=place)))


def _counts(store: Store, pattern: str, main: Sources) -> Mapping[Cell, int]:
    """Return how many different things each plan's main document says, by the plan's IRI."""
    counted = of_main(select(store, _COUNT.format(pattern=pattern)).records(), main)
    return {row["plan"]: row["number"] for row in counted if isinstance(row["number"], int)}


_PLAN_COLUMNS = (
    "region_code",
    "region_name",
    "plan_title",
    "year",
    "document_type",
    "issuer",
    "published",
    "document_number",
    "reports_on",
    "region_stated",
    "programs",
    "targets",
    "faults",
    "quote",
    "sentence",
    "document",
    "start",
    "end",
    "iri",
)
_COUNTED: Mapping[str, str] = {
    "programs": "?it a eduplan:Mention ; eduplan:plan ?plan ; eduplan:program ?counted .",
    "targets": "?counted a eduplan:Target ; eduplan:plan ?plan .",
    "faults": "?it a eduplan:Fault ; eduplan:plan ?plan ; eduplan:faultKind ?counted .",
}
_COUNT = """
SELECT ?plan ?source (COUNT(DISTINCT ?counted) AS ?number) WHERE {{
  GRAPH ?source {{ {pattern} }}
}} GROUP BY ?plan ?source
"""
_AT = f"?iri eduplan:evidence ?place . {PLACE}"
_SECTION = "OPTIONAL { ?iri eduplan:sectionPath ?section }"
# what several mirrors say of one plan in different words is taken from the document at hand
_TITLE = "OPTIONAL { GRAPH ?source { ?plan dct:title ?plan_title } }"
_PLAN = f"?iri eduplan:plan ?plan . {_TITLE}"
_REGION = """
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL {
    ?plan dct:spatial ?region .
    ?region eduplan:code ?region_code ; schema:name ?region_name .
  }
"""
_PLANS = f"""
SELECT ?region_code ?region_name ?plan_title ?year ?document_type ?issuer ?published
  ?document_number ?reports_on ?region_stated ?quote ?sentence ?document ?start ?end ?iri ?plan
  ?source
WHERE {{
  GRAPH ?source {{
    ?plan a eduplan:Plan ; eduplan:evidence ?place ; eduplan:regionStated ?region_stated .
    OPTIONAL {{ ?plan dct:title ?plan_title }}
    OPTIONAL {{ ?plan eduplan:reportsOn ?reports_on }}
    OPTIONAL {{ ?plan dct:issued ?published }}
    OPTIONAL {{ ?plan eduplan:documentNumber ?document_number }}
    OPTIONAL {{ ?plan dct:publisher ?body . ?body schema:name ?issuer }}
    OPTIONAL {{ ?plan dct:type ?type }}
  }}
  {PLACE} {_REGION}
  BIND (?plan AS ?iri)
  {last_part("?type", "?document_type")}
}}
"""
_TARGETS = f"""
SELECT ?region_code ?region_name ?plan_title ?year ?indicator ?indicator_concept ?comparator ?value
  ?value_max ?unit ?quantity ?baseline ?period ?per ?part_of ?commitment ?deadline ?status ?masked
  ?readable ?program ?scope ?quote ?sentence ?section ?document ?start ?end ?confidence ?iri ?plan
  ?source
WHERE {{
  ?iri a eduplan:Target ; eduplan:indicatorText ?indicator ; eduplan:unitText ?unit ;
    eduplan:comparator ?comparator_concept ; eduplan:status ?status_concept ;
    eduplan:quantity ?quantity_concept ; eduplan:masked ?masked ;
    eduplan:readable ?readable ; eduplan:confidence ?confidence .
  {_AT} {_SECTION} {_PLAN} {_REGION}
  {amount("?iri")}
  OPTIONAL {{ ?iri eduplan:commitment ?commitment_concept }}
  OPTIONAL {{ ?iri eduplan:year ?deadline }}
  OPTIONAL {{
    ?iri a eduplan:Target ; eduplan:program ?concept . {label("?concept", "?program")}
  }}
  OPTIONAL {{ ?iri eduplan:indicator ?measured . {label("?measured", "?indicator_concept")} }}
  OPTIONAL {{ ?iri dct:spatial ?part . ?part schema:name ?scope }}
  {last_part("?comparator_concept", "?comparator")} {last_part("?status_concept", "?status")}
  {last_part("?quantity_concept", "?quantity")} {last_part("?commitment_concept", "?commitment")}
}}
"""
_PROGRAMS = f"""
SELECT ?region_code ?region_name ?plan_title ?year ?program ?known ?level ?status ?quote ?sentence
  ?section ?document ?start ?end ?confidence ?iri ?plan ?source
WHERE {{
  ?iri a eduplan:Mention ; eduplan:program ?concept ; eduplan:status ?status_concept ;
    eduplan:confidence ?confidence .
  {_AT} {_SECTION} {_PLAN} {_REGION}
  {label("?concept", "?program")}
  OPTIONAL {{ ?concept eduplan:level ?owner }}
  OPTIONAL {{ ?concept eduplan:known ?found }}
  BIND (COALESCE(?found, true) AS ?known)
  {last_part("?owner", "?level")} {last_part("?status_concept", "?status")}
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
    {QUOTED}
  }}
  {label("?kind", "?label")}
  {last_part("?kind", "?fault")}
}}
"""
