"""The one place that chains read -> clean -> extract -> link -> graph -> store -> exports.

A build reads every document, keeps its decoded text beside the graph, builds the store anew and
writes the exports from it. A document that cannot be read is named and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, resources
from kg.errors import KgError, OutputError, ReadError
from kg.identifiers import digest
from kg.read import Found, Search, find, read
from kg.records import Reading, Source

if TYPE_CHECKING:
    from pyoxigraph import Quad

TEXTS = "texts"
PAGE = "explorer.html"


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why."""

    document: str
    error: KgError


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many of each kind of fact, and what went wrong.

    ``same`` are documents whose content another one has already given, ``copies`` mirrors whose
    plan another document stands for, by name.
    """

    documents: int
    counts: Mapping[str, int]
    failures: tuple[Failure, ...]
    passed_over: tuple[Path, ...]
    same: tuple[str, ...]
    copies: Mapping[str, str]
    violations: tuple[str, ...]


def extract_source(source: Source) -> Reading:
    """Return all that a source says: clean, find, link."""
    from kg.clean import clean
    from kg.extract import document, pipeline
    from kg.extract.reading import reading
    from kg.link import link

    nlp = pipeline()
    return link(reading(nlp(document.make(nlp, clean(source)))))


def readings(search: Search) -> Iterator[Reading | Failure]:
    """Yield the reading of each document that was found, or why there is none, in order."""
    for error in search.errors:
        yield Failure(error.where, error)
    for found in search.found:
        yield _reading(found)


def _reading(found: Found) -> Reading | Failure:
    try:
        return extract_source(read(found))
    except KgError as error:
        return Failure(found.document, error)


def build(
    paths: Iterable[Path],
    out: Path,
    *,
    progress: Callable[[Iterator[Reading | Failure], int], Iterable[Reading | Failure]],
) -> Built:
    """Build the graph of the documents below ``paths`` into the folder ``out``.

    ``progress`` wraps the readings and their number to show how far the work is.
    Where nothing can be read nothing is written, and what stood in ``out`` stays.
    Raises ReadError then, and OutputError where ``out`` cannot be written.
    """
    from kg.graph import Run, document_quads

    search = find(paths, leave_out=out)
    run = Run(__version__, _vocabulary_digest())
    quads: list[Quad] = []
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    texts: dict[str, str] = {}
    same: list[str] = []
    for result in progress(readings(search), len(search.errors) + len(search.found)):
        if isinstance(result, Failure):
            failures.append(result)
        elif result.source.digest in texts:
            same.append(result.source.document)
        else:
            try:
                quads.extend(document_quads(result, run))
            except KgError as error:
                failures.append(Failure(result.source.document, error))
                continue
            texts[result.source.digest] = result.source.text
            counts.update(fact.content.kind for fact in result.facts)
    if not texts:
        reasons = "; ".join(str(failure.error) for failure in failures)
        raise ReadError("no document could be read", hint=reasons or "there is none")
    _keep_texts(texts, out / TEXTS)
    copied, violations = _write_graph(quads, out)
    _drop_texts(texts, out / TEXTS)
    passed = search.passed_over
    return Built(len(texts), counts, tuple(failures), passed, tuple(same), copied, violations)


def _keep_texts(texts: dict[str, str], folder: Path) -> None:
    """Write each decoded text under its digest, line ends as they are."""
    from kg.files import replace_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(folder)) from error
    for name, text in texts.items():
        replace_file(folder / f"{name}.txt", [text])


def _drop_texts(texts: dict[str, str], folder: Path) -> None:
    """Drop the texts of a build before, once no store refers to them any more."""
    for path in folder.glob("*.txt"):
        if path.stem not in texts:
            path.unlink()


def _write_graph(quads: list[Quad], out: Path) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Write store, exports and page; return the mirrors and what violates the shapes."""
    from kg import export, store
    from kg.explore.loading import load
    from kg.explore.page import render
    from kg.files import replace_file
    from kg.graph import VOCABULARIES, reference_quads, used_regions
    from kg.mirrors import copies
    from kg.regions import table
    from kg.validate import validate

    files = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    everything = [*quads, *reference_quads(files, table(), used_regions(quads))]
    store.write(everything, out)
    opened = store.open_read_only(out)
    replace_file(out / "graph.ttl", export.turtle(opened))
    replace_file(out / "graph.trig", export.trig(opened))
    replace_file(out / "targets.csv", export.targets_csv(opened))
    replace_file(out / "programs.csv", export.programs_csv(opened))
    replace_file(out / "quality.csv", export.quality_csv(opened))
    replace_file(out / PAGE, [render(load(opened))])
    return copies(opened), tuple(map(str, validate(everything)))


def _vocabulary_digest() -> str:
    """Return the digest of all tables that decide what is extracted."""
    folder = resources.ontology()
    names = sorted(path for path in folder.iterdir() if path.suffix in (".ttl", ".csv"))
    return digest(b"\0".join(path.read_bytes() for path in names))
