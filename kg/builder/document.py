"""One document on its way to facts: what is done where it is read, here or in another process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, TypeVar

from kg.builder.rules import Rules
from kg.corrections import Corrections
from kg.errors import DefectError, KgError, ReadError
from kg.limits import LIMITS, Limits
from kg.readers import Found, content, decode
from kg.records import Reading, Source
from kg.version import __version__
from kg.vocabulary import using

if TYPE_CHECKING:
    from kg.extraction.draft import Draft

_Result = TypeVar("_Result")

NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why."""

    document: str
    error: KgError


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: where it was found, and the bytes of its file or its packed draft.

    ``digest`` is what its bytes had before, where they must not have changed since; ``error`` why
    there are none.
    """

    found: Found
    digest: str = ""
    content: bytes = field(default=b"", repr=False)
    draft: bytes | None = field(default=None, repr=False)
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The graph of a document, and what is kept of it.

    ``draft`` is None where the job had one. ``quads`` are N-Quads: the graph and, as the store
    holds them, its triples in the default graph. ``facts`` counts them by kind.
    """

    document: str
    digest: str
    text: str = field(repr=False)
    draft: bytes | None = field(repr=False)
    quads: bytes = field(repr=False)
    facts: dict[str, int]
    regions: tuple[str, ...]
    met: tuple[str, ...]


def draft_of(source: Source, corrections: Corrections = NO_RULES.corrections) -> Draft:
    """Return what a source says whatever the vocabularies hold: clean, find its structure."""
    from kg.clean import clean
    from kg.extraction.draft import drafted

    cleaned = clean(source)
    if not cleaned.text:
        raise ReadError("has no text but markup", where=source.document)
    return drafted(cleaned, corrections.plans(source.digest))


def reading_of(draft: Draft, corrections: Corrections = NO_RULES.corrections) -> Reading:
    """Return all that a document says, by the vocabularies in use: name, correct, link."""
    from kg.corrections.facts import corrected
    from kg.extraction.draft import finished
    from kg.extraction.reading import reading
    from kg.link import link

    source = draft.clean.source
    plans, places = corrections.plans(source.digest), corrections.places(source.digest)
    found = corrected(reading(finished(draft)), plans, places)
    named = corrections.named_in(draft.clean.text)
    return link(replace(found, decided=found.decided | named))


def extract_source(source: Source, corrections: Corrections = NO_RULES.corrections) -> Reading:
    """Return all that a source says: clean, find, correct, link."""
    return reading_of(draft_of(source, corrections), corrections)


def job(found: Found, limits: Limits = LIMITS, digest: str = "", draft: bytes | None = None) -> Job:
    """Return the work on a document, of the ``digest`` where it has been looked at before."""
    if draft is not None:
        return Job(found, digest, draft=draft)
    try:
        return Job(found, digest, content(found, limits))
    except ReadError as error:
        return Job(found, digest, error=error)


def facts_of(rules: Rules, limits: Limits, work: Job) -> list[str] | Failure:
    """Return the facts of a document as lines of JSON, or why there are none."""
    from kg.facts import as_line

    def found() -> list[str]:
        with using(rules.vocabularies):
            reading = extract_source(_source(work, limits), rules.corrections)
            return [as_line(fact) for fact in reading.facts]

    return _or_failure(work.found.document, found)


def graph_of(rules: Rules, limits: Limits, work: Job) -> Done | Failure:
    """Return the graph of a document, from its draft where the job has one."""
    from kg.builder.packing import packed

    def done() -> Done:
        with using(rules.vocabularies):
            draft = _draft(rules, limits, work)
            found = reading_of(draft, rules.corrections)
            new = packed(draft) if work.draft is None else None
            return _done(found, rules, new)

    return _or_failure(work.found.document, done)


def _or_failure(document: str, read: Callable[[], _Result]) -> _Result | Failure:
    """Return what is read, or why nothing is: whatever happens over one stops no other document."""
    try:
        return read()
    except KgError as error:
        return Failure(document, error)
    except MemoryError:
        hint = "split it, or allow more with --limit memory=BYTES"
        return Failure(document, ReadError("needs too much memory", where=document, hint=hint))
    except RecursionError:
        hint = "save it anew"
        return Failure(document, ReadError("is nested too deeply", where=document, hint=hint))
    except Exception as error:
        return Failure(document, _defect(error, document))


def _defect(error: Exception, document: str) -> DefectError:
    """Return what is said of an exception that nobody has thought of, and where in the code."""
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return DefectError(
        f"is not understood, by a mistake of kg: {type(error).__name__} in {place}",
        where=document,
        hint="please report it, if you can with the document",
    )


def _source(work: Job, limits: Limits) -> Source:
    if work.error:
        raise work.error
    source = decode(work.found, work.content, limits)
    if work.digest and source.digest != work.digest:
        where = work.found.document
        raise ReadError("has changed while others were read", where=where, hint="build again")
    return source


def _draft(rules: Rules, limits: Limits, work: Job) -> Draft:
    from kg.builder.packing import unpacked

    if work.draft is None:
        return draft_of(_source(work, limits), rules.corrections)
    try:
        draft = unpacked(work.draft)
    except ValueError as error:
        hint = "delete readings.sqlite in the built folder, and build again"
        where = work.found.document
        raise ReadError("what was read of it before is broken", where=where, hint=hint) from error
    source = replace(draft.clean.source, document=work.found.document)
    return replace(draft, clean=replace(draft.clean, source=source))


def _done(found: Reading, rules: Rules, draft: bytes | None) -> Done:
    from pyoxigraph import RdfFormat, serialize

    from kg.graph import Run, document_quads, used_regions
    from kg.store import with_union

    quads = document_quads(found, Run(__version__, rules.digest))
    return Done(
        found.source.document,
        found.source.digest,
        found.source.text,
        draft,
        serialize(with_union(quads), format=RdfFormat.N_QUADS) or b"",
        dict(Counter(fact.content.kind for fact in found.facts)),
        tuple(sorted(used_regions(quads))),
        tuple(sorted(found.decided)),
    )
