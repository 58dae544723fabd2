"""The quads of one document as they are collected: statements, their places, who made them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.sections import section_path
from kg.graph.terms import DCT, EDUPLAN, OA, PROV, RDF, SCHEMA, integer, number, text
from kg.identifiers import digest, iri
from kg.records import Fact, Source, Span

CONTEXT = 32  # characters of prefix and suffix, as the Web Annotation examples have them


@dataclass(frozen=True, slots=True)
class Run:
    """What made the statements: version of the program, digest of its vocabularies. No clock."""

    version: str
    vocabulary: str

    @property
    def node(self) -> NamedNode:
        """The activity's IRI."""
        return NamedNode(iri("run", self.version, self.vocabulary))


class Collector:
    """Collects the quads of one document; the same statement twice counts once.

    ``mentioned`` are the programs that the document names, each described where it is named.
    """

    def __init__(self, source: Source, run: Run, mentioned: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.run = run
        self.document = NamedNode(iri("document", source.digest))
        self._quads: dict[Quad, None] = {}
        self._sentences: dict[NamedNode, Span] = {}
        self._claimed: set[NamedNode] = set()
        self.mentioned = mentioned
        self.add_run()

    def quads(self) -> list[Quad]:
        """Return what was collected, in the order of its first mention."""
        return list(self._quads)

    def add(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None
    ) -> None:
        """Add one statement; none where there is no value."""
        if value is not None:
            self._quads[Quad(subject, predicate, value, self.document)] = None

    def claim(self, node: NamedNode) -> None:
        """Take ``node`` for one fact; RecordError where another fact of the document has it."""
        if node in self._claimed:
            raise RecordError(
                f"two facts of one kind share the identifier {node.value}",
                where=self.source.document,
            )
        self._claimed.add(node)

    def add_fact(self, node: NamedNode, kind: str, fact: Fact) -> None:
        """Add what every fact has: class, place, further places, confidence, section, run."""
        self.claim(node)
        self.add(node, RDF["type"], EDUPLAN[kind])
        self.add(node, EDUPLAN["evidence"], self.add_evidence(fact.span, sentence=fact.sentence))
        for item in fact.evidence:
            place = self.add_evidence(item.span, shows=item.shows)
            self.add(node, EDUPLAN["furtherEvidence"], place)
        self.add(node, EDUPLAN["confidence"], confidence(fact.confidence))
        if fact.section:
            self.add(node, EDUPLAN["sectionPath"], text(section_path(fact.section)))
        self.add(node, PROV["wasGeneratedBy"], self.run.node)
        for decision in fact.decided:
            self.add(node, PROV["wasInfluencedBy"], NamedNode(iri("decision", decision)))

    def add_evidence(
        self, span: Span, *, sentence: Span | None = None, shows: str = ""
    ) -> NamedNode:
        """Add a place with both its selectors and return it; ``shows`` is part of its identity."""
        fields = (self.source.digest, span.start, span.end)
        said = (digest(text(shows).value.encode()),) if shows else ()
        node = NamedNode(iri("evidence", *fields, *said))
        position = NamedNode(iri("selector", *fields, "position"))
        quote = NamedNode(iri("selector", *fields, "quote"))
        self.add(node, RDF["type"], OA["SpecificResource"])
        self.add(node, OA["hasSource"], self.document)
        self.add(node, OA["hasSelector"], position)
        self.add(node, OA["hasSelector"], quote)
        self.add(node, DCT["description"], text(shows) if shows else None)
        self.add(position, RDF["type"], OA["TextPositionSelector"])
        self.add(position, OA["start"], integer(span.start))
        self.add(position, OA["end"], integer(span.end))
        whole = self.source.text
        self.add(quote, RDF["type"], OA["TextQuoteSelector"])
        self.add(quote, OA["exact"], text(span.quote))
        self.add(quote, OA["prefix"], text(whole[max(0, span.start - CONTEXT) : span.start]))
        self.add(quote, OA["suffix"], text(whole[span.end : span.end + CONTEXT]))
        if sentence:
            self._add_sentence(node, sentence)
        return node

    def add_run(self) -> None:
        """Add the activity that generated the statements and the software behind it."""
        software = NamedNode(iri("software", "eduplan-kg", self.run.version))
        vocabulary = NamedNode(iri("vocabulary", self.run.vocabulary))
        self.add(self.run.node, RDF["type"], PROV["Activity"])
        self.add(self.run.node, PROV["wasAssociatedWith"], software)
        self.add(self.run.node, PROV["used"], vocabulary)
        self.add(software, RDF["type"], PROV["SoftwareAgent"])
        self.add(software, SCHEMA["name"], text("eduplan-kg"))
        self.add(software, SCHEMA["softwareVersion"], text(self.run.version))
        self.add(vocabulary, RDF["type"], PROV["Entity"])
        self.add(vocabulary, EDUPLAN["digest"], text(self.run.vocabulary))

    def _add_sentence(self, node: NamedNode, sentence: Span) -> None:
        if self._sentences.setdefault(node, sentence) != sentence:
            raise RecordError(
                f"one place has two sentences: {node.value}", where=self.source.document
            )
        self.add(node, EDUPLAN["sentence"], text(sentence.quote))
        self.add(node, EDUPLAN["sentenceStart"], integer(sentence.start))


def confidence(value: float) -> Literal:
    """Return a confidence as a decimal, with the digits that it is written with."""
    return number(Decimal(repr(value)))
