"""A store with what has changed, put in the place of the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg import resources, store
from kg.builder import outputs
from kg.builder.document import Done
from kg.builder.ledger import Ledger, Standing
from kg.builder.rules import Rules
from kg.builder.survey import Changes, Wanted
from kg.builder.workers import Workers
from kg.errors import KgError
from kg.files import make_folder, settle
from kg.graph import (
    DECISIONS,
    OWN_VOCABULARY,
    REGIONS,
    VOCABULARIES,
    decision_quads,
    reference_quads,
    without_changed,
)
from kg.graph.terms import graph_name
from kg.identifiers import iri
from kg.kept import TEXTS, keep_text
from kg.progress import Progress
from kg.regions import table

# Bytes of N-Quads that go into the store at once, some 120,000 statements: it is filled half as
# fast by 5 million (757,000 statements on 2 cores), and 64 million take 300 MB more of memory.
_BATCH = 32_000_000
# New documents that are held against the shapes; of more, those with the lowest digests. It takes
# 0.4 s a document, five times its reading, and finds mistakes of the program, which are in all.
_MOST_CHECKED = 500
_REFERENCE = (*map(graph_name, VOCABULARIES.values()), REGIONS, OWN_VOCABULARY, DECISIONS)

Graphs = Iterable[tuple[Wanted, Done]]


def renew(
    out: Path,
    ledger: Ledger,
    rules: Rules,
    changes: Changes,
    results: Graphs,
    checking: Callable[[int], Workers],
    progress: Progress,
) -> Mapping[str, Standing]:
    """Put a store in the place of that of ``out``: ``changes`` made, with what ``results`` give.

    Return what it holds, which the ledger tells as soon as it stands there. Files of the whole
    corpus that would say something else are dropped.
    """
    with store.renewed(out, copied=bool(changes.kept)) as beside:
        new = _filled(beside, out, rules, changes, results)
        checked = sorted(new)[:_MOST_CHECKED]
        checks = _check(beside, checked, checking(len(checked)))
        *found, of_none = progress.over(checks, len(checked) + 1, "checking")
        for digest, violations in zip(checked, found, strict=True):
            new[digest] = replace(new[digest], violations=_said(violations))
        standing = {**changes.kept, **new}
        ledger.stand(store.generation(beside), standing.values(), _said(of_none))
        outputs.drop(out)
    return standing


def _filled(
    beside: Path, out: Path, rules: Rules, changes: Changes, results: Graphs
) -> dict[str, Standing]:
    """Fill the store in ``beside``; return what was put there, by the digest of its document."""
    make_folder(out / TEXTS)
    filled = store.open_to_write(beside)
    for digest in changes.drop:
        store.drop(filled, _node(digest))
    new = _put(filled, results, out / TEXTS)
    standing = [*changes.kept.values(), *new.values()]
    quads = defaultdict(list)
    for quad in _reference(rules, standing):
        quads[quad.graph_name].append(quad)
    for graph in _REFERENCE:
        if graph in quads:
            store.replace(filled, graph, quads[graph])
        else:
            store.drop(filled, graph)
    if not changes.kept:
        filled.optimize()
    filled.flush()
    return new


def _put(filled: Store, results: Graphs, texts: Path) -> dict[str, Standing]:
    """Put the graphs of documents into a store, and their texts into a folder."""
    new: dict[str, Standing] = {}
    batch = bytearray()

    def load() -> None:  # what our own serialiser has written need not be checked
        filled.bulk_load(bytes(batch), RdfFormat.N_QUADS, lenient=True)
        batch.clear()

    for item, done in results:
        keep_text(texts, done.digest, done.text)
        batch += done.quads
        if len(batch) > _BATCH:
            load()
        new[done.digest] = Standing(
            done.digest, item.graph_key, done.document, done.facts, done.regions, done.met
        )
    load()
    settle(texts)
    return new


def _reference(rules: Rules, standing: Sequence[Standing]) -> Iterable[Quad]:
    """Return ontology, vocabularies and regions, as the decisions of people have changed them."""
    given = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    used = {code for graph in standing for code in graph.regions}
    quads = reference_quads(given, table(), used, rules.own)
    decisions = rules.corrections.decisions
    if not decisions:
        return quads
    before, after = rules.given.program, rules.vocabularies.program
    met = {decision for graph in standing for decision in graph.met}
    kept = without_changed(quads, before, after)
    return [*kept, *decision_quads(decisions, met, before, after)]


def _check(
    beside: Path, digests: Sequence[str], workers: Workers
) -> Iterator[tuple[str, ...] | KgError]:
    """Yield what breaks a shape in the graph of each document, and last in what is of none.

    The project's own vocabularies are tested.
    """
    checks = _Checks(beside)
    yield from workers(checks, ((_node(digest).value,) for digest in digests))
    yield checks((DECISIONS.value, OWN_VOCABULARY.value))


@dataclass(frozen=True)
class _Checks:
    """Holds graphs of a store against the shapes; another process opens the store itself."""

    folder: Path

    @cached_property
    def _store(self) -> Store:
        return store.open_read_only(self.folder)

    def __call__(self, graphs: tuple[str, ...]) -> tuple[str, ...]:
        from kg.validate import validate

        return tuple(map(str, validate(self._store, map(NamedNode, graphs))))

    def __reduce__(self) -> tuple[type[_Checks], tuple[Path]]:
        return _Checks, (self.folder,)


def _said(violations: tuple[str, ...] | KgError) -> tuple[str, ...]:
    """Return the violations; where the shapes themselves are wrong nothing else counts."""
    if isinstance(violations, KgError):
        raise violations
    return violations


def _node(digest: str) -> NamedNode:
    return NamedNode(iri("document", digest))
