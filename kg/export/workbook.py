"""One workbook for Excel, in the words of a Chinese office.

Its first sheet says what the sheets and columns mean and which documents they come from; the others
are the tables of ``kg.export.tables`` under Chinese heads, the words of the ontology for its
comparators, statuses and so on. ``workbook.toml`` is the table of all names. Region and year stay
in view, and paper has the columns up to the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Store

from kg import resources
from kg.export.tables import tables
from kg.sparql import select
from kg.tables import Cell, Table
from kg.workbook import MOST_ROWS, as_workbook

GUIDE = "说明"
_GUIDE_COLUMNS = ("工作表", "列", "说明", "Sheet", "Column", "Meaning")
_YES_NO = ("否", "是")
_FROZEN = ("region_code", "region_name", "year")
_PRINTED_TO = "sentence"
_DATES = ("published",)
# column -> the concept scheme of the ontology whose labels are its words
_SCHEMES: Mapping[str, str] = {
    "comparator": "comparator",
    "commitment": "commitment",
    "document_type": "document-type",
    "fault": "fault-kind",
    "level": "level",
    "quantity": "quantity",
    "status": "status",
}

Words = Mapping[tuple[str, str], str]  # (column, last part of a concept's IRI) -> its label


def workbook(
    store: Store, found: Mapping[str, Table] | None = None, *, most_rows: int = MOST_ROWS
) -> bytes:
    """Return the graph as a workbook; ``found`` are its tables where they are at hand.

    A table with more than ``most_rows`` rows, its head included, goes on in further sheets.
    """
    names, labels = _names(), _words(store)
    sheets = {GUIDE: Table(_GUIDE_COLUMNS, tuple(_guide(store)))}
    for name, table in (found or tables(store)).items():
        sheet = names["sheets"][name]
        sheets[sheet["zh"]] = _in_chinese(table, sheet["columns"], labels)
    heads = {column: words[0] for column, words in names["columns"].items()}
    return as_workbook(
        sheets,
        frozen=[heads[column] for column in _FROZEN],
        printed_to=heads[_PRINTED_TO],
        dates=[heads[column] for column in _DATES],
        most_rows=most_rows,
    )


def _names() -> dict[str, Any]:
    return resources.words("kg.export", "workbook")


def _words(store: Store) -> Words:
    columns = {scheme: column for column, scheme in _SCHEMES.items()}
    return {
        (columns[str(row["scheme"])], str(row["word"])): str(row["label"])
        for row in select(store, _LABELS).records()
        if row["scheme"] in columns
    }


def _in_chinese(table: Table, columns: list[str], words: Words) -> Table:
    """Return ``columns`` of a table, in that order, with Chinese heads and words."""
    heads = _names()["columns"]
    order = [(table.columns.index(name), name) for name in columns]
    return Table(
        tuple(heads[name][0] for name in columns),
        tuple(tuple(_said(name, row[index], words) for index, name in order) for row in table.rows),
    )


def _said(column: str, cell: Cell, words: Words) -> Cell:
    if isinstance(cell, bool):
        return _YES_NO[cell]
    return words.get((column, str(cell)), cell) if column in _SCHEMES else cell


def _guide(store: Store) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the first sheet: all, each sheet with its columns, the documents."""
    names = _names()
    yield None, None, names["about"]["zh"], None, None, names["about"]["en"]
    for english, sheet in names["sheets"].items():
        chinese, about = sheet["zh"], sheet["about"]
        yield chinese, None, about[0], english, None, about[1]
        for column in sheet["columns"]:
            head, meaning, in_english = names["columns"][column]
            yield chinese, head, meaning, english, column, in_english
    documents = names["documents"]
    for row in select(store, _DOCUMENTS).records():
        plan = " ".join(str(row[part]) for part in ("region", "year", "title") if row[part])
        yield documents["zh"], row["document"], plan, documents["en"], row["document"], None


_LABELS = """
SELECT ?scheme ?word ?label WHERE {
  ?concept skos:inScheme ?in ; skos:prefLabel ?label FILTER (LANGMATCHES(LANG(?label), "zh"))
  FILTER (STRSTARTS(STR(?in), "https://w3id.org/eduplan/"))
  BIND (REPLACE(STR(?in), "^.*/", "") AS ?scheme)
  BIND (REPLACE(STR(?concept), "^.*[/#]", "") AS ?word)
}
"""
_DOCUMENTS = """
SELECT DISTINCT ?document ?region ?year ?title WHERE {
  ?plan a eduplan:Plan ; prov:wasDerivedFrom ?source .
  ?source schema:name ?document .
  OPTIONAL { GRAPH ?source { ?plan dct:title ?title } }
  OPTIONAL { ?plan eduplan:year ?year }
  OPTIONAL { ?plan dct:spatial ?in . ?in schema:name ?region }
} ORDER BY ?document ?title ?year
"""
