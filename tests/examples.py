"""An invented plan of two cities, as the readings of three documents, and its reference tables.

Every kind of fact and every field of it occurs at least once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import Quad, Store

from kg.corrections.decision import Accept
from kg.corrections.names import decided
from kg.graph import Run, decision_quads, document_quads, reference_quads, used_regions
from kg.identifiers import digest, iri, named
from kg.records import (
    Action,
    Citation,
    Commitment,
    Comparator,
    Content,
    DocumentType,
    Evidence,
    Fact,
    Fault,
    FaultKind,
    Level,
    Plan,
    Program,
    Quantity,
    Reading,
    Region,
    Section,
    Source,
    Status,
    Target,
)
from kg.regions import Period, Regions, Tier
from kg.store import with_union
from kg.vocabulary import Scheme

RUN = Run("0.1.0", "0" * 32)
NATIONAL = iri("program", "shuang-jian")
FOUND = named("program/found", "青蓝课程")
COVERAGE = iri("indicator", "coverage")

EAST = (
    "2023年东海市教育工作要点\r\n"
    "一、办好学前教育\r\n"
    "深入推进“双减”，实施“青蓝课程”。普惠性幼儿园覆盖率由85%提高到88%以上。"
    "每周在每个镇确保安排2—3场辅导，其中线上力争1场。\r\n"
    "2022年已在赣榆县建成幼儿园20所。落实《评价指南》（教基〔2021〕3号）。（责任处室：基教处）\r\n"
)
WEST = (
    "西山市2023年教育工作计划\n推进双减工作。普惠性幼儿园覆盖率达到90%。新建学校XX所。"
    "全年开展家访约3.1万人次。\n"
)
ANONYMOUS = "某市教育工作总结\n去年落实“双减”。\n"


def source(document: str, text: str) -> Source:
    return Source(document, digest(text.encode()), "text/plain", "utf-8", text)


def fact(
    of: Source,
    quote: str,
    content: Content,
    *,
    section: tuple[str, ...] = (),
    confidence: float = 1.0,
    evidence: tuple[Evidence, ...] = (),
) -> Fact:
    """Make the fact that ``quote`` states where it first stands, its line being the sentence."""
    start = of.text.index(quote)
    end = start + len(quote)
    first = of.text.rfind("\n", 0, start) + 1
    last = next((i for i in range(end, len(of.text)) if of.text[i] in "\r\n"), len(of.text))
    ends = [i + 1 for i in range(first, start) if of.text[i] == "。"]
    stop = of.text.find("。", end - 1, last)
    first = max([first, *ends])
    last = stop + 1 if stop >= 0 else last
    sentence = of.span(first, last)
    return Fact(of, of.span(start, end), sentence, content, section, confidence, evidence)


def plan(title: str | None, year: int | None, region: str | None, kind: DocumentType) -> Plan:
    return Plan(title, year, None, None, None, None, region, None, True, None, kind, None, None)


def east() -> Reading:
    of = source("cities/east.txt", EAST)
    at = EAST.index("赣榆县")
    whole = Plan(
        title="2023年东海市教育工作要点",
        year=2023,
        period_start="2023-01-01",
        period_end="2023-12-31",
        reports_on=2022,
        issuer="东海市教育局",
        region="320700",
        region_name="连云港市",
        region_stated=False,
        published="2023-03-29",
        document_type=DocumentType.WORK_POINTS,
        index_number="014/2023-00012",
        document_number="东教发〔2023〕1号",
        faults=(
            Fault(FaultKind.REGION_INFERRED, "东海 is not a city", of.span(at, at + 3)),
            Fault(FaultKind.MIRROR, "=the page is a mirror"),
        ),
    )
    shows = (Evidence(of.span(at, at + 3), "names a county of 连云港市"),)
    return Reading(
        of,
        (
            fact(of, "2023年东海市教育工作要点", whole, confidence=0.8, evidence=shows),
            fact(of, "一、办好学前教育", Section(1, "一", "办好学前教育", ("基教处",))),
            *_east_programs(of),
            *_east_targets(of),
            fact(of, "赣榆县", Region("赣榆区", "320707", "320721", "320700"), section=(_HEAD,)),
            fact(
                of,
                "《评价指南》",
                Citation("评价指南", Action.IMPLEMENT, "教基〔2021〕3号", 2021),
                section=(_HEAD,),
            ),
        ),
    )


_HEAD = "办好学前教育"


def _east_programs(of: Source) -> Iterator[Fact]:
    known = Program("双减", NATIONAL, Level.NATIONAL, True, Status.PLANNED)
    found = Program("青蓝课程", FOUND, Level.LOCAL, False, Status.PLANNED)
    yield fact(of, "双减", known, section=(_HEAD,))
    yield fact(of, "青蓝课程", found, section=(_HEAD,), confidence=0.75)


def _east_targets(of: Source) -> Iterator[Fact]:
    coverage = Target(
        "普惠性幼儿园覆盖率",
        Decimal(88),
        "%",
        Comparator.GE,
        Status.PLANNED,
        concept=COVERAGE,
        unit_concept=iri("unit", "percent"),
        baseline=Decimal(85),
        baseline_year=2022,
        year=2023,
        stage="preschool",
    )
    tutoring = Target(
        "辅导",
        Decimal(2),
        "场",
        Comparator.RANGE,
        Status.PLANNED,
        value_max=Decimal(3),
        period="每周",
        per="每个镇",
        commitment=Commitment.ENSURE,
        program="青蓝课程",
        program_concept=FOUND,
        year=2023,
    )
    online = Target(
        "线上辅导",
        Decimal(1),
        "场",
        Comparator.EQ,
        Status.PLANNED,
        part_of="辅导",
        commitment=Commitment.STRIVE,
        year=2023,
    )
    built = Target(
        "建成幼儿园",
        Decimal(20),
        "所",
        Comparator.EQ,
        Status.ACHIEVED,
        quantity=Quantity.INCREASE,
        region="320707",
        year=2022,
    )
    for quote, target in (
        ("普惠性幼儿园覆盖率由85%提高到88%以上", coverage),
        ("2—3场辅导", tutoring),
        ("线上力争1场", online),
        ("建成幼儿园20所", built),
    ):
        yield fact(of, quote, target, section=(_HEAD,), confidence=0.9)


def west() -> Reading:
    of = source("cities/west.txt", WEST)
    kind = DocumentType.WORK_PLAN
    known = Program("双减", NATIONAL, Level.NATIONAL, True, Status.PLANNED)
    coverage = Target(
        "普惠性幼儿园覆盖率",
        Decimal("90.0"),
        "%",
        Comparator.EQ,
        Status.PLANNED,
        concept=COVERAGE,
        year=2023,
    )
    masked = Target("新建学校", None, "所", Comparator.EQ, Status.PLANNED, masked=True, year=2023)
    visits = Target("家访", Decimal("3.1E+4"), "人次", Comparator.APPROX, Status.PLANNED, year=2023)
    return Reading(
        of,
        (
            fact(
                of,
                "西山市2023年教育工作计划",
                plan("西山市2023年教育工作计划", 2023, "421200", kind),
            ),
            fact(of, "双减", known),
            fact(of, "普惠性幼儿园覆盖率达到90%", coverage),
            fact(of, "新建学校XX所", masked),
            fact(of, "家访约3.1万人次", visits),
        ),
    )


def anonymous() -> Reading:
    of = source("anonymous.txt", ANONYMOUS)
    whole = Plan(
        title=None,
        year=None,
        period_start=None,
        period_end=None,
        reports_on=2022,
        issuer=None,
        region=None,
        region_name="某市",
        region_stated=False,
        published=None,
        document_type=None,
        index_number=None,
        document_number=None,
        faults=(Fault(FaultKind.REGION_UNKNOWN, "no region is named"),),
    )
    done = Program("双减", NATIONAL, Level.NATIONAL, True, Status.ACHIEVED)
    return Reading(of, (fact(of, "某市教育工作总结", whole), fact(of, "双减", done)))


def readings() -> tuple[Reading, ...]:
    return east(), west(), anonymous()


def regions() -> Regions:
    return Regions(
        (
            Period("320000", "320000", "江苏省", "江苏", Tier.PROVINCE, None, None, None),
            Period("320700", "320700", "连云港市", "连云港", Tier.PREFECTURE, "320000", None, None),
            Period("320707", "320721", "赣榆县", "赣榆", Tier.COUNTY, "320700", 1983, 2013),
            Period("320707", "320707", "赣榆区", "赣榆", Tier.COUNTY, "320700", 2014, None),
            Period("420000", "420000", "湖北省", "湖北", Tier.PROVINCE, None, None, None),
            Period("421200", "422300", "咸宁地区", "咸宁", Tier.PREFECTURE, "420000", None, 1997),
            Period("421200", "421200", "咸宁市", "咸宁", Tier.PREFECTURE, "420000", 1998, None),
            Period("110000", "110000", "北京市", "北京", Tier.PROVINCE, None, None, None),
        )
    )


_HEADER = """@base <https://w3id.org/eduplan/> .
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
VOCABULARY = {
    "programs.ttl": """
<program/shuang-jian> a eduplan:Program , skos:Concept ;
  skos:prefLabel "双减"@zh , "Double Reduction"@en ; skos:altLabel "“双减”政策"@zh ;
  skos:definition "减轻作业负担和校外培训负担。"@zh ; eduplan:level eduplan:national .
<program/double> a eduplan:Program , skos:Concept ; skos:prefLabel "双师课堂"@zh ;
  skos:altLabel "课堂"@zh ; eduplan:level eduplan:provincial .
<program/triple> a eduplan:Program , skos:Concept ; skos:prefLabel "三个课堂"@zh ;
  skos:altLabel "课堂"@zh ; eduplan:level eduplan:provincial .
""",
    "indicators.ttl": """
<indicator/coverage> a eduplan:Indicator , skos:Concept ;
  skos:prefLabel "普惠性幼儿园覆盖率"@zh , "Affordable kindergarten coverage"@en ;
  skos:altLabel "普惠园覆盖率"@zh ; eduplan:unit <unit/percent> ; eduplan:better eduplan:higher ;
  eduplan:stage <stage/preschool> .
""",
    "units.ttl": """
<unit/percent> a eduplan:Unit , skos:Concept ; skos:prefLabel "%"@zh , "percent"@en ;
  eduplan:unitKind eduplan:ratio .
""",
    "stages.ttl": """
<stage/preschool> a eduplan:Stage , skos:Concept ; skos:prefLabel "学前教育"@zh .
""",
}


def reference(ontology: bytes, used: frozenset[str]) -> list[Quad]:
    files = {name: (_HEADER + text).encode() for name, text in VOCABULARY.items()}
    return reference_quads({"eduplan.ttl": ontology, **files}, regions(), used)


def quads() -> list[Quad]:
    """Return the whole graph of the example, over the project's ontology."""
    from kg import resources

    found = [quad for reading in readings() for quad in document_quads(reading, RUN)]
    ontology = (resources.ontology() / "eduplan.ttl").read_bytes()
    return [*found, *reference(ontology, used_regions(found)), *decisions()]


def decisions() -> list[Quad]:
    """Return what a person has decided about the example: that a discovered name is a program."""
    made = [Accept(program="青蓝课程", level="local", by="王敏", on=date(2026, 11, 22))]
    before = Scheme([])
    return decision_quads(made, {made[0].id}, before, decided(before, made))


def store() -> Store:
    """Return the example as a store in memory."""
    held = Store()
    held.bulk_extend(with_union(quads()))
    return held
