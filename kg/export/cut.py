"""A part of a graph as a graph of its own: the plans of a region, of a year, with a program.

The statements of the plans are chosen, then every link is followed forward, to places, documents,
runs, regions and what holds them, concepts and what is broader, decisions. A statement that was not
chosen is never entered, and links to it are dropped; so is a plan's direct link to a program or a
cited document that no chosen statement is about. What comes out keeps to the shapes, and its quotes
are proved by the same kept texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.graph.terms import DCT, EDUPLAN, graph_name
from kg.resolve import program_iri, region_iri, year
from kg.sparql import Term, select
from kg.store import with_union
from kg.tables import Cell

_ONTOLOGY = graph_name("ontology")
_DIRECT = (EDUPLAN["program"], DCT["references"])


@dataclass(frozen=True, slots=True)
class Part:
    """What to take: plans of any of the regions, of any of the years, with any of the programs.

    Regions and programs are given by name, code or IRI; of a kind that is empty, all are taken.
    """

    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.regions or self.years or self.programs)


def cut(store: Store, part: Part) -> Store:
    """Return the part of a graph as a store in memory, its default graph the union.

    A region holds the regions in it. Of plans with a program, the mentions and targets of that
    program are taken with their sections, and the faults of the documents. QueryError where the
    graph has no such region or program, where a year is none, and where nothing is left.
    """
    programs = {program_iri(store, name).value for name in part.programs}
    plans = {_text(row["plan"]): row for row in select(store, _PLANS).records()}
    links = [_Link(*map(_text, row)) for row in select(store, _STATEMENTS).rows]
    wanted = _wanted(store, part, plans)
    if programs:
        wanted &= {link.plan for link in links if link.program in programs}
    if not wanted:
        raise QueryError("no plan is of this part", hint="kg query plans lists what there is")
    chosen = [link for link in links if link.plan in wanted and _is_about(link, programs)]
    everything = plans.keys() | {link.statement for link in links}
    taken = wanted | _with_sections(chosen, links)
    about = {value for link in chosen for value in (link.program, link.work)}
    keeps = _keeper(everything - taken, wanted, about)
    kept = Store()
    kept.bulk_extend(with_union(_reached(store, taken, keeps)))
    return kept


@dataclass(frozen=True, slots=True)
class _Link:
    """A statement of a plan: its class, the section it is part of, what it is about."""

    statement: str
    plan: str
    kind: str
    section: str
    program: str
    work: str


def _wanted(store: Store, part: Part, plans: Mapping[str, Mapping[str, Cell]]) -> set[str]:
    """Return the plans of the regions and of the years that were asked for."""
    found = set(plans)
    if part.regions:
        inside = set(chain.from_iterable(_inside(store, name) for name in part.regions))
        found = {plan for plan in found if _text(plans[plan]["region"]) in inside}
    if part.years:
        years = set(map(year, part.years))
        found = {plan for plan in found if plans[plan]["year"] in years}
    return found


def _is_about(link: _Link, programs: Collection[str]) -> bool:
    return not programs or link.program in programs or link.kind == "Fault"


def _inside(store: Store, name: str) -> Iterator[str]:
    """Yield a region and all that it holds."""
    region = region_iri(store, name)
    for row in select(store, _INSIDE.format(region=region)).records():
        yield _text(row["inside"])


def _with_sections(chosen: Iterable[_Link], links: Iterable[_Link]) -> set[str]:
    """Return the chosen statements and the sections that they stand in."""
    sections = {link.statement: link.section for link in links if link.kind == "Section"}
    taken: set[str] = set()
    for link in chosen:
        node = link.statement
        section = link.section
        while node not in taken:
            taken.add(node)
            if section not in sections:
                break
            node, section = section, sections[section]
    return taken


def _keeper(
    left: Collection[str], plans: Collection[str], about: Collection[str]
) -> Callable[[Quad], bool]:
    """Return the test whether a quad stays: it leads to nothing that was ``left``."""

    def keeps(quad: Quad) -> bool:
        value = _text(quad.object)
        direct = quad.predicate in _DIRECT and _text(quad.subject) in plans
        return value not in left and (not direct or value in about)

    return keeps


def _reached(store: Store, start: Iterable[str], keeps: Callable[[Quad], bool]) -> Iterator[Quad]:
    """Yield the ontology and the quads of all that the statements at the start lead to."""
    yield from store.quads_for_pattern(None, None, None, _ONTOLOGY)
    waiting = [NamedNode(node) for node in start]
    seen = set(waiting)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, None):
            if quad.graph_name in (_ONTOLOGY, DefaultGraph()) or not keeps(quad):
                continue
            yield quad
            if isinstance(quad.object, NamedNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)


def _text(value: Cell | Term) -> str:
    """Return the IRI of a node, nothing where there is none."""
    if isinstance(value, NamedNode):
        return value.value
    return value if isinstance(value, str) else ""


_STATEMENTS = """
SELECT DISTINCT ?statement ?plan ?kind ?section ?program ?work WHERE {
  VALUES ?class {
    eduplan:Section eduplan:Mention eduplan:Target eduplan:Citation eduplan:Fault
  }
  ?statement a ?class ; eduplan:plan ?plan .
  OPTIONAL { ?statement dct:isPartOf ?section }
  OPTIONAL { ?statement eduplan:program ?program }
  OPTIONAL { ?statement dct:references ?work }
  BIND (STRAFTER(STR(?class), "#") AS ?kind)
}
"""
_PLANS = """
SELECT DISTINCT ?plan ?region ?year WHERE {
  ?plan a eduplan:Plan .
  OPTIONAL { ?plan dct:spatial ?region }
  OPTIONAL { ?plan eduplan:year ?year }
}
"""
_INSIDE = "SELECT DISTINCT ?inside WHERE {{ ?inside schema:containedInPlace* {region} }}"
