"""The open questions of a built graph: what a person should look at, the most telling first.

=============  ==================================================================
``region``      a plan whose region is inferred, doubtful or not known
``year``        a plan whose year is doubtful
``alike``       a discovered name, and another program that it may be
``discovered``  a name that no vocabulary has, with the sentences that hold it
``number``      a number that is masked or damaged in the document
``candidate``   a coined word that several documents share and no reading has taken
``indicator``   words of several targets that link to no indicator, and why
=============  ==================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import Store

from kg.corrections.facts import OF_REGION
from kg.graph.terms import enumerated
from kg.link import indicator
from kg.patterns import PLACE, label
from kg.records import FaultKind
from kg.review.alike import alike
from kg.review.candidates import candidates
from kg.sparql import select
from kg.tables import Cell
from kg.vocabulary import current

_SENTENCES = 3  # that a question shows
# A coined word, or words of an indicator, in fewer documents is nobody's common name.
_LEAST_DOCUMENTS = 3

_Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question arises: the document, its digest and the offsets in its text."""

    document: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide: ``subject`` is what it is about, ``proposal`` what may be right."""

    kind: str
    subject: str
    proposal: str = ""
    note: str = ""
    mentions: int = 0
    documents: int = 0
    sentences: tuple[str, ...] = ()
    place: Place | None = None


def questions(store: Store, texts: Iterable[str]) -> Iterator[Question]:
    """Yield the open questions of a graph; ``texts`` are those of its documents."""
    programs = list(select(store, _PROGRAMS).records())
    yield from _doubtful(select(store, _PLANS).records())
    yield from _alike(programs)
    yield from _discovered(programs)
    yield from _numbers(select(store, _NUMBERS).records())
    yield from _candidates(programs, texts)
    yield from _indicators(select(store, _INDICATORS).records())


def _discovered(programs: Iterable[_Row]) -> Iterator[Question]:
    """Yield the names that no vocabulary has, with how sure the grammar is of them."""
    found = [row for row in programs if row["known"] is False]
    sure: dict[str, Decimal] = {}
    for row in found:
        name, value = str(row["name"]), Decimal(str(row["confidence"]))
        sure[name] = max(value, sure.get(name, value))
    for question in _grouped("discovered", found, "name"):
        yield replace(question, note=f"confidence {sure[question.subject]}")


def _grouped(kind: str, rows: Iterable[_Row], by: str) -> list[Question]:
    """Return a question for each value of ``by``, what most documents have first."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (str(row["document"]), row["start"] or 0)):
        groups[str(row[by])].append(row)
    found = [
        Question(
            kind,
            subject,
            mentions=len(group),
            documents=len({row["source"] for row in group}),
            sentences=tuple(dict.fromkeys(str(row["sentence"]) for row in group))[:_SENTENCES],
            place=_place(group[0]),
        )
        for subject, group in groups.items()
    ]
    return sorted(found, key=lambda item: (-item.documents, -item.mentions, item.subject))


def _alike(programs: Iterable[_Row]) -> Iterator[Question]:
    rows: dict[str, list[_Row]] = defaultdict(list)
    for row in programs:
        rows[str(row["name"])].append(row)
    found = sorted(name for name, group in rows.items() if group[0]["known"] is False)
    known = sorted({concept.name for concept in current().program.concepts.values()})
    for pair in sorted(alike(found, known), key=lambda pair: (-pair.likeness, pair.name)):
        (question,) = _grouped("alike", rows[pair.name], "name")
        beside = [str(row["sentence"]) for row in rows.get(pair.other, ())]
        sentences = (*question.sentences[:1], *beside[:1])
        note = f"likeness {pair.likeness:.2f}"
        yield replace(question, proposal=pair.other, note=note, sentences=sentences)


def _candidates(programs: Iterable[_Row], texts: Iterable[str]) -> Iterator[Question]:
    taken = {str(row["quote"]) for row in programs}
    for item in candidates(texts, _LEAST_DOCUMENTS):
        if not any(item.words in quote for quote in taken):
            note = f"{item.cohesion} bits"
            yield Question("candidate", item.words, note=note, documents=item.documents)


def _doubtful(plans: Iterable[_Row]) -> Iterator[Question]:
    for row in sorted(plans, key=lambda row: (str(row["document"]), str(row["note"]))):
        kind, _, _ = str(row["fault"]).rpartition("/")[2].partition("_")
        yield Question(
            kind,
            str(row["title"] or row["document"]),
            proposal=str(row["region" if kind == "region" else "year"] or ""),
            note=str(row["note"] or ""),
            sentences=(str(row["sentence"]),),
            place=_place(row),
        )


def _numbers(targets: Iterable[_Row]) -> Iterator[Question]:
    for row in sorted(targets, key=lambda row: (str(row["document"]), row["start"] or 0)):
        yield Question(
            "number",
            str(row["quote"]),
            note="masked" if row["masked"] else "unreadable",
            sentences=(str(row["sentence"]),),
            place=_place(row),
        )


def _indicators(targets: Iterable[_Row]) -> Iterator[Question]:
    rows = list(targets)
    units = {str(row["words"]): row["unit"] for row in rows}
    for item in _grouped("indicator", rows, "words"):
        if item.documents >= _LEAST_DOCUMENTS:
            unit = units[item.subject]
            note = indicator(item.subject, str(unit) if unit else None).reason
            yield replace(item, note=note)


def _place(row: _Row) -> Place:
    start, end = row["start"], row["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("a place has offsets")
    return Place(str(row["document"]), str(row["digest"]), start, end)


_DOUBTS = " ".join(str(enumerated(kind)) for kind in (*OF_REGION, FaultKind.YEAR_DOUBTFUL))
_AT = f"{PLACE} ?source eduplan:digest ?digest ."
_PROGRAMS = f"""
SELECT ?name ?known ?confidence ?quote ?sentence ?document ?source ?digest ?start ?end
WHERE {{
  ?iri a eduplan:Mention ; eduplan:program ?concept ; eduplan:evidence ?place ;
    eduplan:confidence ?confidence .
  {_AT}
  OPTIONAL {{ ?concept eduplan:known ?found }}
  {label("?concept", "?name")}
  BIND (COALESCE(?found, true) AS ?known)
}}
"""
_PLANS = f"""
SELECT ?fault ?note ?title ?region ?year ?quote ?sentence ?document ?source ?digest ?start ?end
WHERE {{
  VALUES ?fault {{ {_DOUBTS} }}
  ?problem eduplan:faultKind ?fault ; eduplan:plan ?plan .
  ?source eduplan:fault ?problem .
  OPTIONAL {{ ?problem dct:description ?note }}
  GRAPH ?source {{
    ?plan eduplan:evidence ?place .
    OPTIONAL {{ ?plan dct:title ?title }}
    OPTIONAL {{ ?plan eduplan:year ?year }}
  }}
  OPTIONAL {{ ?plan dct:spatial ?where . ?where eduplan:code ?region }}
  {_AT}
}}
"""
_NUMBERS = f"""
SELECT ?masked ?quote ?sentence ?document ?source ?digest ?start ?end
WHERE {{
  ?iri a eduplan:Target ; eduplan:masked ?masked ; eduplan:readable ?readable ;
    eduplan:evidence ?place .
  FILTER (?masked || !?readable)
  {_AT}
}}
"""
_INDICATORS = f"""
SELECT ?words ?unit ?quote ?sentence ?document ?source ?digest ?start ?end
WHERE {{
  ?iri a eduplan:Target ; eduplan:indicatorText ?words ; eduplan:evidence ?place .
  OPTIONAL {{ ?iri eduplan:unit ?unit }}
  FILTER NOT EXISTS {{ ?iri eduplan:indicator ?concept }}
  {_AT}
}}
"""
