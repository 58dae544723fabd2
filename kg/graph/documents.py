"""A reading becomes the named graph of its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.collector import Collector, Run
from kg.graph.sections import Sections
from kg.graph.terms import (
    DCT,
    EDUPLAN,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    boolean,
    date,
    encodable,
    enumerated,
    integer,
    number,
    text,
    year,
)
from kg.identifiers import BASE, digest, found_label, iri, named, normal_name
from kg.records import (
    Citation,
    Fact,
    Fault,
    Level,
    Plan,
    Program,
    Reading,
    Region,
    Section,
    Span,
    Target,
)
from kg.regions import table

# What titles of one plan have or leave out: the year, the office, the whole region, the notice.
_NO_SUBJECT = re.compile(
    r"20\d\d年度?|(?:人民政府)?(?:教育体育|教育和体育|教育科技体育|教体|教科体|教育)[局厅](?:办公室)?"
    r"|[全本][省市县区州旗]|^[省市县区州旗](?=教)|关于|印发|的通知|[（(].{1,8}[)）]$|[《》]"
)


@dataclass(frozen=True, slots=True)
class _Home:
    """A plan's node, where it begins, and within what its organizations' names hold."""

    node: NamedNode
    start: int
    scope: str


def document_quads(reading: Reading, run: Run) -> list[Quad]:
    """Return the graph of one document: its faults, plans and facts, each with its evidence.

    The same reading gives the same quads in the same order. RecordError where facts stand in a
    reading without a plan, or where two of them would share an identifier.
    """
    programs = (fact.content for fact in reading.facts if isinstance(fact.content, Program))
    collector = Collector(reading.source, run, frozenset(program.concept for program in programs))
    _add_document(collector)
    homes = [
        _add_plan(collector, fact, fact.content)
        for fact in reading.facts
        if isinstance(fact.content, Plan)
    ]
    sections = Sections(
        (fact, _at(collector, fact, "section"))
        for fact in reading.facts
        if isinstance(fact.content, Section)
    )
    crowded = Counter(fact.span for fact in reading.facts if isinstance(fact.content, Target))
    for fact in reading.facts:
        if isinstance(fact.content, Plan):
            continue
        home = _home(homes, fact, reading.source.document)
        node = _add_content(collector, fact, home, alone=crowded[fact.span] < 2)
        collector.add(node, EDUPLAN["plan"], home.node)
        collector.add(node, DCT["isPartOf"], sections.section_of(fact) or home.node)
    return collector.quads()


def _home(homes: Sequence[_Home], fact: Fact, document: str) -> _Home:
    """Return the plan that a fact belongs to: the last that begins before it, else the first."""
    if not homes:
        raise RecordError("a reading has facts and no plan", where=document)
    before = [home for home in homes if home.start <= fact.span.start]
    return max(before or homes[:1], key=lambda home: home.start)


def _add_content(collector: Collector, fact: Fact, home: _Home, *, alone: bool) -> NamedNode:
    content = fact.content
    if isinstance(content, Target):
        return _add_target(collector, fact, content, home, alone=alone)
    if isinstance(content, Section):
        return _add_section(collector, fact, content, home)
    if isinstance(content, Program):
        return _add_program_mention(collector, fact, content, home)
    if isinstance(content, Region):
        return _add_region_mention(collector, fact, content)
    if isinstance(content, Citation):
        return _add_citation(collector, fact, content, home)
    raise TypeError(f"no way to write {type(content).__name__}")


def _add_document(collector: Collector) -> None:
    source, node = collector.source, collector.document
    encoding = f";charset={source.encoding}" if source.encoding else ""
    collector.add(node, RDF["type"], EDUPLAN["SourceDocument"])
    collector.add(node, SCHEMA["name"], text(source.document))
    collector.add(node, SCHEMA["encodingFormat"], text(source.media_type + encoding))
    collector.add(node, EDUPLAN["digest"], text(source.digest))
    kept = source.text.encode("utf-8", "surrogatepass")
    collector.add(node, EDUPLAN["textDigest"], text(digest(kept)))


def _add_plan(collector: Collector, fact: Fact, plan: Plan) -> _Home:
    source = collector.source
    home = _Home(
        NamedNode(plan_iri(plan, source.digest, fact.span)),
        fact.span.start,
        plan.region or source.digest,
    )
    node = home.node
    collector.add_fact(node, "Plan", fact)
    collector.add(node, PROV["wasDerivedFrom"], collector.document)
    collector.add(node, DCT["title"], _optional(plan.title))
    collector.add(node, EDUPLAN["year"], year(plan.year) if plan.year else None)
    collector.add(node, EDUPLAN["reportsOn"], year(plan.reports_on) if plan.reports_on else None)
    collector.add(node, DCT["temporal"], _add_period(collector, plan))
    collector.add(node, DCT["publisher"], _add_organization(collector, plan.issuer, home))
    collector.add(node, DCT["issued"], date(plan.published) if plan.published else None)
    collector.add(node, DCT["identifier"], _optional(plan.index_number))
    collector.add(node, EDUPLAN["documentNumber"], _optional(plan.document_number))
    collector.add(node, EDUPLAN["regionStated"], boolean(plan.region_stated))
    if plan.region:
        collector.add(node, DCT["spatial"], _region(plan.region))
    else:
        collector.add(node, DCT["coverage"], _optional(plan.region_name))
    if plan.document_type:
        collector.add(node, DCT["type"], enumerated(plan.document_type))
    for fault in plan.faults:
        _add_fault(collector, fault, home)
    return home


def plan_iri(plan: Plan, source_digest: str, span: Span) -> str:
    """Return a plan's IRI: of its region, year, type and subject where the region is known.

    Two mirrors of one plan share it, however they write its title. Without region or title it is of
    its document and place.
    """
    described = (plan.year or "unknown", plan.document_type or "unknown")
    title = _subject(plan)
    if plan.region and title:
        return iri("plan", plan.region, *described, encodable(title))
    return iri("plan", plan.region or "unknown", *described, source_digest, span.start)


def _subject(plan: Plan) -> str:
    """Return what a plan's title says beside region, office and year: 学前教育工作要点."""
    title = normal_name(plan.title or "")
    periods = table().periods.get(plan.region or "", ())
    names = {name for period in periods for name in (period.name, period.short)}
    for name in sorted(names, key=len, reverse=True):
        title = title.replace(name, "")
    return _NO_SUBJECT.sub("", title) or title


def _add_period(collector: Collector, plan: Plan) -> NamedNode | None:
    if not (plan.period_start or plan.period_end):
        return None
    node = NamedNode(iri("period", plan.period_start or "open", plan.period_end or "open"))
    collector.add(node, RDF["type"], DCT["PeriodOfTime"])
    if plan.period_start:
        collector.add(node, SCHEMA["startDate"], date(plan.period_start))
    if plan.period_end:
        collector.add(node, SCHEMA["endDate"], date(plan.period_end))
    return node


def _add_fault(collector: Collector, fault: Fault, home: _Home) -> None:
    span = fault.span
    place = (span.start, span.end) if span else ()
    said = digest(encodable(fault.note).encode())
    node = NamedNode(iri("fault", collector.source.digest, fault.kind, *place, said))
    collector.add(collector.document, EDUPLAN["fault"], node)
    collector.add(node, RDF["type"], EDUPLAN["Fault"])
    collector.add(node, EDUPLAN["faultKind"], enumerated(fault.kind))
    collector.add(node, DCT["description"], _optional(fault.note))
    collector.add(node, EDUPLAN["plan"], home.node)
    collector.add(node, PROV["wasGeneratedBy"], collector.run.node)
    if span:
        collector.source.prove(span)
        collector.add(node, EDUPLAN["evidence"], collector.add_evidence(span))


def _add_section(collector: Collector, fact: Fact, section: Section, home: _Home) -> NamedNode:
    node = _at(collector, fact, "section")
    collector.add_fact(node, "Section", fact)
    collector.add(node, DCT["title"], _optional(section.title))
    collector.add(node, EDUPLAN["depth"], integer(section.level))
    collector.add(node, EDUPLAN["number"], _optional(section.number))
    for name in section.responsible:
        collector.add(node, EDUPLAN["responsible"], _add_organization(collector, name, home))
    return node


def _add_program_mention(
    collector: Collector, fact: Fact, program: Program, home: _Home
) -> NamedNode:
    node = _at(collector, fact, "mention", "program")
    collector.add_fact(node, "Mention", fact)
    concept = NamedNode(program.concept)
    collector.add(node, EDUPLAN["program"], concept)
    collector.add(node, EDUPLAN["status"], enumerated(program.status))
    collector.add(home.node, EDUPLAN["program"], concept)
    if not program.known:
        _add_found_program(collector, concept, program.name, program.level)
    return node


def _add_found_program(collector: Collector, concept: NamedNode, name: str, level: Level) -> None:
    """Describe a program that no vocabulary has, in the graph of the document that names it."""
    collector.add(concept, RDF["type"], SKOS["Concept"])
    collector.add(concept, RDF["type"], EDUPLAN["Program"])
    label = found_label(encodable(name))
    collector.add(concept, SKOS["prefLabel"], Literal(label, language="zh"))
    collector.add(concept, EDUPLAN["level"], enumerated(level))
    collector.add(concept, EDUPLAN["known"], boolean(False))


def _add_region_mention(collector: Collector, fact: Fact, region: Region) -> NamedNode:
    node = _at(collector, fact, "mention", "region")
    collector.add_fact(node, "Mention", fact)
    collector.add(node, EDUPLAN["region"], _region(region.code))
    collector.add(node, EDUPLAN["codeThen"], _optional(region.code_then))
    return node


def _add_target(
    collector: Collector, fact: Fact, target: Target, home: _Home, *, alone: bool
) -> NamedNode:
    told_apart = () if alone else (encodable(target.indicator) or "none", str(target.value))
    node = _at(collector, fact, "target", more=told_apart)
    collector.add_fact(node, "Target", fact)
    collector.add(home.node, EDUPLAN["target"], node)
    collector.add(node, EDUPLAN["indicatorText"], text(target.indicator))
    collector.add(node, EDUPLAN["indicator"], _node(target.concept))
    collector.add(node, EDUPLAN["value"], _number(target.value))
    collector.add(node, EDUPLAN["valueMax"], _number(target.value_max))
    collector.add(node, EDUPLAN["unitText"], text(target.unit))
    collector.add(node, EDUPLAN["unit"], _node(target.unit_concept))
    collector.add(node, EDUPLAN["comparator"], enumerated(target.comparator))
    collector.add(node, EDUPLAN["quantity"], enumerated(target.quantity))
    collector.add(node, EDUPLAN["baseline"], _number(target.baseline))
    if target.baseline_year:
        collector.add(node, EDUPLAN["baselineYear"], year(target.baseline_year))
    collector.add(node, EDUPLAN["period"], _optional(target.period))
    collector.add(node, EDUPLAN["per"], _optional(target.per))
    collector.add(node, EDUPLAN["partOf"], _optional(target.part_of))
    if target.commitment:
        collector.add(node, EDUPLAN["commitment"], enumerated(target.commitment))
    collector.add(node, EDUPLAN["status"], enumerated(target.status))
    collector.add(node, EDUPLAN["masked"], boolean(target.masked))
    collector.add(node, EDUPLAN["readable"], boolean(target.readable))
    collector.add(node, EDUPLAN["year"], year(target.year) if target.year else None)
    collector.add(node, EDUPLAN["program"], _target_program(collector, target))
    collector.add(node, DCT["spatial"], _region(target.region) if target.region else None)
    collector.add(node, EDUPLAN["stage"], _stage(target.stage))
    return node


def _target_program(collector: Collector, target: Target) -> NamedNode | None:
    """Return the program of a target; one that has only a name is described as found here."""
    if not target.program:
        return None
    found = named("program/found", encodable(target.program))
    concept = NamedNode(target.program_concept or found)
    if concept.value == found and found not in collector.mentioned:
        _add_found_program(collector, concept, target.program, Level.UNKNOWN)
    return concept


def _add_citation(collector: Collector, fact: Fact, citation: Citation, home: _Home) -> NamedNode:
    node = _at(collector, fact, "citation")
    cited = NamedNode(named("cited", encodable(citation.title)))
    collector.add_fact(node, "Citation", fact)
    collector.add(node, DCT["references"], cited)
    collector.add(node, EDUPLAN["action"], enumerated(citation.action))
    collector.add(node, EDUPLAN["documentNumber"], _optional(citation.document_number))
    collector.add(node, EDUPLAN["year"], year(citation.year) if citation.year else None)
    collector.add(home.node, DCT["references"], cited)
    collector.add(cited, RDF["type"], SCHEMA["CreativeWork"])
    collector.add(cited, SCHEMA["name"], text(citation.title))
    return node


def _add_organization(collector: Collector, name: str | None, home: _Home) -> NamedNode | None:
    """Return a body known by its name within a region, or within its document: 市教育局 is many."""
    if not name:
        return None
    node = NamedNode(iri("organization", home.scope, normal_name(encodable(name)) or name))
    collector.add(node, RDF["type"], SCHEMA["Organization"])
    collector.add(node, SCHEMA["name"], text(name))
    return node


def _at(
    collector: Collector, fact: Fact, kind: str, *of: str, more: tuple[str, ...] = ()
) -> NamedNode:
    """Return the identifier of what stands at the place of a fact."""
    span = fact.span
    return NamedNode(iri(kind, *of, collector.source.digest, span.start, span.end, *more))


def _optional(value: str | None) -> Literal | None:
    return text(value) if value else None


def _number(value: Decimal | None) -> Literal | None:
    return None if value is None else number(value)


def _node(value: str | None) -> NamedNode | None:
    return NamedNode(value) if value else None


def _region(code: str) -> NamedNode:
    return NamedNode(iri("region", code))


def _stage(value: str | None) -> NamedNode | None:
    """Return the concept of a stage, given by its IRI or by the last part of it."""
    if not value:
        return None
    return NamedNode(value if value.startswith(BASE) else iri("stage", value))
