"""The one place that chains read -> clean -> extract -> link -> graph -> store -> exports.

A build reads every document, keeps its decoded text beside the graph, builds the store anew and
writes the exports from it. A document that cannot be read is named and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.corrections import Corrections, read_decisions
from kg.corrections.decision import Decision, OfPlan, PlaceDecision
from kg.errors import KgError, ReadError
from kg.graph import (
    DECISIONS,
    OWN_VOCABULARY,
    VOCABULARIES,
    Run,
    decision_quads,
    document_quads,
    reference_quads,
    used_regions,
    without_changed,
)
from kg.identifiers import digest, iri
from kg.readers import Found, Search, find, read
from kg.records import Reading, Source
from kg.regions import table
from kg.version import __version__
from kg.vocabulary import File, Vocabularies, own_files, using, vocabularies

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

    from kg.explore.fitting import Extent

TEXTS = "texts"
PAGE = "explorer.html"


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why."""

    document: str
    error: KgError


@dataclass(frozen=True)
class Rules:
    """What a user adds to the rules of the project: vocabularies of their own, and decisions."""

    own: tuple[File, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)

    @classmethod
    def read(cls, folders: Iterable[Path] = (), decisions: Path | None = None) -> Rules:
        """Read both; VocabularyError or CorrectionError with every mistake in them."""
        own = own_files(folders)
        with using(vocabularies(own)):
            found = read_decisions(decisions) if decisions else ()
        return cls(own, Corrections(found))

    @cached_property
    def given(self) -> Vocabularies:
        """The vocabularies before any decision."""
        return vocabularies(self.own)

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies that documents are read with."""
        return self.corrections.vocabularies(self.given)

    def digest(self) -> str:
        """Return the digest of all tables and decisions that decide what is extracted.

        The shapes judge it, and a stricter one leaves every statement as it is.
        """
        tables = (
            path for path in resources.ontology().iterdir() if path.suffix in (".ttl", ".csv")
        )
        names = sorted(path for path in tables if path.name != "shapes.ttl")
        own = [file.content for file in self.own]
        ids = [decision.id.encode() for decision in self.corrections.decisions]
        return digest(b"\0".join([*(path.read_bytes() for path in names), *own, *ids]))


_NONE = Rules()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many of each kind of fact, and what went wrong.

    ``same`` are documents whose content another one has already given, ``copies`` mirrors whose
    plan another document stands for, by name. ``unmet`` are the decisions that nothing in the
    documents is about any more, each with the reason; ``page`` tells how much of the graph the
    explorer holds.
    """

    documents: int
    counts: Mapping[str, int]
    failures: tuple[Failure, ...]
    passed_over: tuple[Path, ...]
    same: tuple[str, ...]
    copies: Mapping[str, str]
    violations: tuple[str, ...]
    unmet: tuple[str, ...]
    page: Extent


def extract_source(source: Source, corrections: Corrections = _NONE.corrections) -> Reading:
    """Return all that a source says: clean, find, correct, link."""
    from kg.clean import clean
    from kg.corrections.facts import corrected
    from kg.extraction import document, pipeline
    from kg.extraction.reading import reading
    from kg.link import link

    nlp = pipeline()
    plans, places = corrections.plans(source.digest), corrections.places(source.digest)
    text = clean(source)
    found = corrected(reading(nlp(document.make(nlp, text, plans))), plans, places)
    return link(replace(found, decided=found.decided | corrections.named_in(text.text)))


def readings(search: Search, rules: Rules = _NONE) -> Iterator[Reading | Failure]:
    """Yield the reading of each document that was found, or why there is none, in order."""
    for error in search.errors:
        yield Failure(error.where, error)
    for found in search.found:
        with using(rules.vocabularies):
            result = _reading(found, rules.corrections)
        yield result


def _reading(found: Found, corrections: Corrections) -> Reading | Failure:
    try:
        return extract_source(read(found), corrections)
    except KgError as error:
        return Failure(found.document, error)


def build(
    paths: Iterable[Path],
    out: Path,
    *,
    progress: Callable[
        [Iterator[Reading | Failure], int], Iterable[Reading | Failure]
    ] = lambda results, _total: results,
    rules: Rules = _NONE,
) -> Built:
    """Build the graph of the documents below ``paths`` into the folder ``out``.

    ``progress`` wraps the readings and their number to show how far the work is.
    Where nothing can be read nothing is written, and what stood in ``out`` stays.
    Raises ReadError then, and OutputError where ``out`` cannot be written.
    """
    search = find(paths, leave_out=out)
    taken = _Taken(rules)
    for result in progress(readings(search, rules), len(search.errors) + len(search.found)):
        taken.take(result)
    if not taken.texts:
        reasons = "; ".join(str(failure.error) for failure in taken.failures)
        raise ReadError("no document could be read", hint=reasons or "there is none")
    _keep_texts(taken.texts, out / TEXTS)
    copied, violations, extent = _write_graph(taken, out)
    _drop_texts(taken.texts, out / TEXTS)
    return Built(
        len(taken.texts),
        taken.counts,
        tuple(taken.failures),
        search.passed_over,
        tuple(taken.same),
        copied,
        violations,
        tuple(taken.unmet()),
        extent,
    )


class _Taken:
    """What the documents have given so far."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.run = Run(__version__, rules.digest())
        self.quads: list[Quad] = []
        self.counts: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.texts: dict[str, str] = {}
        self.same: list[str] = []
        self.met: set[str] = set()

    def take(self, result: Reading | Failure) -> None:
        """Add a document, unless it failed or says what another one has said."""
        if isinstance(result, Failure):
            self.failures.append(result)
            return
        source = result.source
        if source.digest in self.texts:
            self.same.append(source.document)
            return
        try:
            self.quads.extend(document_quads(result, self.run))
        except KgError as error:
            self.failures.append(Failure(source.document, error))
            return
        self.texts[source.digest] = source.text
        self.counts.update(fact.content.kind for fact in result.facts)
        self.met |= result.decided

    def unmet(self) -> Iterator[str]:
        """Yield the decisions that no document is about any more, and why."""
        for decision in self.rules.corrections.decisions:
            if decision.id not in self.met:
                yield f"{decision.said}: {self._reason(decision)}"

    def _reason(self, decision: Decision) -> str:
        if not isinstance(decision, PlaceDecision | OfPlan):
            return "no document names it"
        if decision.source not in self.texts:
            return "no document with this digest; has it been changed or left out?"
        return "nothing that it fits is read at this place any more; review again"


def _keep_texts(texts: dict[str, str], folder: Path) -> None:
    """Write each decoded text under its digest, line ends as they are."""
    from kg.files import make_folder, replace_file

    make_folder(folder)
    for name, text in texts.items():
        replace_file(folder / f"{name}.txt", [text])


def _drop_texts(texts: dict[str, str], folder: Path) -> None:
    """Drop the texts of a build before, once no store refers to them any more."""
    for path in folder.glob("*.txt"):
        if path.stem not in texts:
            path.unlink()


def write_page(store: Store, out: Path, path: Path) -> Extent:
    """Write the explorer of a store, texts from the folder ``out``; return how much it holds."""
    from kg.explore.fitting import fitted
    from kg.explore.loading import load
    from kg.explore.page import render
    from kg.files import replace_file

    data, extent = fitted(load(store, out / TEXTS))
    replace_file(path, [render(data, extent)])
    return extent


def _write_graph(taken: _Taken, out: Path) -> tuple[Mapping[str, str], tuple[str, ...], Extent]:
    """Write store, exports and page; return the mirrors and what violates the shapes."""
    from kg import store
    from kg.export.rdf import trig, turtle
    from kg.export.tables import tables
    from kg.export.workbook import workbook
    from kg.files import replace_file
    from kg.mirrors import copies
    from kg.tables import as_excel_csv
    from kg.validate import validate

    store.write([*taken.quads, *_reference(taken)], out)
    opened = store.open_read_only(out)
    replace_file(out / "graph.ttl", turtle(opened))
    replace_file(out / "graph.trig", trig(opened))
    found = tables(opened)
    for name in ("targets", "programs", "quality"):
        replace_file(out / f"{name}.csv", as_excel_csv(found[name]))
    replace_file(out / "targets.xlsx", workbook(opened, found))
    extent = write_page(opened, out, out / PAGE)
    return copies(opened), tuple(map(str, validate(opened, _new(taken)))), extent


def _new(taken: _Taken) -> Iterator[NamedNode]:
    """Yield the graphs that this build has made; the project's own vocabularies are tested."""
    from pyoxigraph import NamedNode

    for name in taken.texts:
        yield NamedNode(iri("document", name))
    yield DECISIONS
    yield OWN_VOCABULARY


def _reference(taken: _Taken) -> list[Quad]:
    """Return ontology, vocabularies and regions, as the decisions of people have changed them."""
    rules = taken.rules
    files = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    quads = reference_quads(files, table(), used_regions(taken.quads), rules.own)
    decisions = rules.corrections.decisions
    if not decisions:
        return quads
    before, after = rules.given.program, rules.vocabularies.program
    kept = without_changed(quads, before, after)
    return [*kept, *decision_quads(decisions, taken.met, before, after)]
