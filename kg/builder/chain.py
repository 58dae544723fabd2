"""The one place that chains read -> clean -> extract -> link -> graph -> store -> exports.

A build reads the documents that are new or have changed, and links again what a changed vocabulary
or decision concerns; the rest stays as it stands. What it writes is what a build into an empty
folder would write. A document that cannot be read is named and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import outputs
from kg.builder.digests import code_digest
from kg.builder.document import NO_RULES, Done, Failure, graph_of, job
from kg.builder.holding import held
from kg.builder.ledger import Ledger, Standing
from kg.builder.rules import Rules
from kg.builder.survey import Changes, Survey, Wanted, survey
from kg.builder.workers import HERE, Means
from kg.corrections.decision import Decision, OfPlan, PlaceDecision
from kg.errors import KgError, ReadError
from kg.kept import TEXTS, drop_texts
from kg.mirrors import copies
from kg.progress import SILENT, Progress
from kg.readers import find
from kg.store import generation, open_read_only

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.explore.fitting import Extent

# Documents from which on the files of the whole corpus are written only when asked for: they take
# longer than the reading, and a table of 50,000 rows is the last that a person still looks through.
MOST_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many of each kind of fact, and what went wrong.

    ``read`` documents were read, ``linked`` only linked again, ``dropped`` ones are no longer
    there; the rest of ``documents`` stood in the store already. ``same`` are documents whose
    content another one has already given, ``copies`` mirrors whose plan another document stands
    for, by name. ``unmet`` are the decisions that nothing in the documents is about any more, each
    with the reason; ``forgotten`` counts those of the build before that this one was not given;
    ``unchecked`` counts the documents that were not held against the shapes.
    ``page`` tells how much of the graph the explorer holds, None where the files of the whole
    corpus were not written; ``stale`` are those that were dropped and not written anew.
    """

    documents: int
    read: int
    linked: int
    dropped: int
    counts: Mapping[str, int]
    failures: tuple[Failure, ...]
    passed_over: tuple[Path, ...]
    same: tuple[str, ...]
    copies: Mapping[str, str]
    violations: tuple[str, ...]
    unchecked: int
    unmet: tuple[str, ...]
    forgotten: int
    page: Extent | None
    stale: tuple[str, ...]


def build(
    paths: Iterable[Path],
    out: Path,
    *,
    progress: Progress = SILENT,
    rules: Rules = NO_RULES,
    means: Means = HERE,
    whole: bool | None = None,
) -> Built:
    """Build the graph of the documents below ``paths`` into the folder ``out``.

    ``whole`` tells whether the files of the whole corpus are written, by default up to
    ``MOST_FILES`` documents. Where nothing can be read nothing is written, and what stood in
    ``out`` stays. Raises ReadError then, OutputError where ``out`` cannot be written, and HeldError
    where another build writes there.
    """
    search = find(paths, leave_out=out)
    if not search.found:
        raise _nothing([Failure(error.where, error) for error in search.errors])
    with held(out), Ledger(out) as ledger:
        found = survey(search, rules, means.limits)
        before = outputs.present(out)
        stood = ledger.standing(generation(out))
        changes = Changes.between(stood, found.wanted)
        results = Results(changes.put, ledger, rules, means, progress)
        standing = _update(out, ledger, changes, found, results)
        store, opened = generation(out), open_read_only(out)
        ledger.forget(store, (item.draft_key for item in found.wanted.values()))
        drop_texts(out / TEXTS, standing.keys())
        written = len(standing) <= MOST_FILES if whole is None else whole
        page = _write_files(opened, out, ledger, progress) if written else None
        return Built(
            documents=len(standing),
            read=results.read,
            linked=results.linked,
            dropped=len(set(changes.drop) - found.wanted.keys()),
            counts=sum((Counter(graph.facts) for graph in standing.values()), Counter()),
            failures=(*found.failures, *results.failures),
            passed_over=search.passed_over,
            same=found.same,
            copies=copies(opened),
            violations=_violations(ledger.violations(store), standing),
            unchecked=sum(graph.violations is None for graph in standing.values()),
            unmet=tuple(_unmet(rules.corrections.decisions, standing)),
            forgotten=len(_met(stood) - {one.id for one in rules.corrections.decisions}),
            page=page,
            stale=tuple(name for name in before if not (out / name).is_file()),
        )


@dataclass
class Results:
    """What the documents give, as the workers have it, and how many of them gave what."""

    put: Sequence[Wanted]
    ledger: Ledger
    rules: Rules
    means: Means
    progress: Progress
    failures: list[Failure] = field(default_factory=list)
    read: int = 0
    linked: int = 0

    def __iter__(self) -> Iterator[tuple[Wanted, Done]]:
        """Yield the graph of each document; its draft is kept before anything else happens."""
        limits = self.means.limits
        jobs = (
            job(item.found, limits, item.digest, self.ledger.draft(item.draft_key))
            for item in self.put
        )
        workers = self.means.reading(len(self.put))
        done = workers(partial(graph_of, self.rules, limits), jobs)
        over = self.progress.over(done, len(self.put), "reading")
        for item, result in zip(self.put, over, strict=True):
            if isinstance(result, KgError):
                self.failures.append(Failure(item.found.document, result))
            elif isinstance(result, Failure):
                self.failures.append(result)
            else:
                self._keep(item, result)
                yield item, result

    def _keep(self, item: Wanted, result: Done) -> None:
        if result.draft is None:
            self.linked += 1
        else:
            self.ledger.keep(item.draft_key, result.draft)
            self.read += 1


def _update(
    out: Path, ledger: Ledger, changes: Changes, found: Survey, results: Results
) -> Mapping[str, Standing]:
    """Let the store of ``out`` hold what was found, and return that; unchanged it stays."""
    from kg.builder.renewal import renew

    given = iter(results)
    first = next(given, None)
    if first is None and not changes.kept:
        raise _nothing([*found.failures, *results.failures])
    if first is None and not changes.drop:
        return changes.kept
    filling = chain([first] if first else [], given)
    checking = results.means.checking
    return renew(out, ledger, results.rules, changes, filling, checking, results.progress)


def _write_files(opened: Store, out: Path, ledger: Ledger, progress: Progress) -> Extent | None:
    """Write the files of the whole corpus, unless they stand there as this code writes them."""
    store, key = generation(out), code_digest(whole=True)
    if outputs.complete(out) and ledger.files(store) == key:
        return None
    extent = outputs.write(opened, out, progress.at)
    progress.at("")
    ledger.wrote(store, key)
    return extent


def _violations(of_none: Sequence[str], standing: Mapping[str, Standing]) -> tuple[str, ...]:
    found = (violation for graph in standing.values() for violation in graph.violations or ())
    return tuple(sorted({*found, *of_none}))


def _nothing(failures: Sequence[Failure]) -> ReadError:
    reasons = "; ".join(str(failure.error) for failure in failures)
    return ReadError("no document could be read", hint=reasons or "there is none")


def _unmet(decisions: Iterable[Decision], standing: Mapping[str, Standing]) -> Iterator[str]:
    """Yield the decisions that no document is about any more, and why."""
    met = _met(standing)
    for decision in decisions:
        if decision.id not in met:
            yield f"{decision.said}: {_reason(decision, standing)}"


def _met(standing: Mapping[str, Standing]) -> set[str]:
    """Return the ids of the decisions that something in the documents is about."""
    return {name for graph in standing.values() for name in graph.met}


def _reason(decision: Decision, standing: Mapping[str, Standing]) -> str:
    if not isinstance(decision, PlaceDecision | OfPlan):
        return "no document names it"
    if decision.source not in standing:
        return "no document with this digest; has it been changed or left out?"
    return "nothing that it fits is read at this place any more; review again"
