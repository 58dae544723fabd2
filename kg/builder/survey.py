"""What there is to do: the documents as they are now, beside what the store was made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.builder.document import Failure
from kg.builder.ledger import Standing
from kg.builder.rules import Rules
from kg.errors import KgError
from kg.identifiers import digest as digest_of
from kg.limits import LIMITS, Limits
from kg.readers import Found, Search, content
from kg.readers.kinds import fits


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that belongs into the store, and what its draft and its graph depend on."""

    found: Found
    digest: str
    draft_key: str
    graph_key: str


@dataclass(frozen=True, slots=True)
class Survey:
    """The documents by digest, in order; those that say the same as another; what fails."""

    wanted: Mapping[str, Wanted]
    same: tuple[str, ...]
    failures: tuple[Failure, ...]


def survey(search: Search, rules: Rules, limits: Limits = LIMITS) -> Survey:
    """Return what was found, by what its files hold now: dates of files are not believed.

    Of files that hold the same, one is wanted whose ending says what they hold.
    """
    wanted: dict[str, Wanted] = {}
    same: list[str] = []
    failures = [Failure(error.where, error) for error in search.errors]
    for found in search.found:
        try:
            held = content(found, limits)
        except KgError as error:
            failures.append(Failure(found.document, error))
            continue
        digest, ending = digest_of(held), found.path.suffix.lower()
        if digest in wanted:
            before = wanted[digest].found
            if fits(held, before.path.suffix.lower()) or not fits(held, ending):
                same.append(found.document)
                continue
            same.append(before.document)
        draft = rules.draft_key(digest, ending, limits)
        wanted[digest] = Wanted(found, digest, draft, rules.graph_key(draft, found.document))
    return Survey(wanted, tuple(same), tuple(failures))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a store needs: the documents to put into it, those to drop, and what stays.

    Where nothing stays the store is filled anew, and nothing need be dropped.
    """

    put: tuple[Wanted, ...]
    drop: tuple[str, ...]
    kept: Mapping[str, Standing]

    @classmethod
    def between(cls, standing: Mapping[str, Standing], wanted: Mapping[str, Wanted]) -> Changes:
        """Return the changes that make of a store with ``standing`` one with ``wanted``.

        Where more than half of it changes, nothing stays: to fill a store anew is faster.
        """
        kept = {
            digest: graph
            for digest, graph in standing.items()
            if digest in wanted and wanted[digest].graph_key == graph.key
        }
        drop = tuple(digest for digest in standing if digest not in kept)
        put = tuple(item for digest, item in wanted.items() if digest not in kept)
        if 2 * (len(drop) + len(put)) > len(standing) + len(wanted):
            return cls(tuple(wanted.values()), (), {})
        return cls(put, drop, kept)
