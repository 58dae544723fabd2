"""What a user adds to the rules of the project: vocabularies of their own, and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.builder.digests import code_digest, joined, regions_digest, shapes_digest, tables
from kg.corrections import Corrections, read_decisions
from kg.corrections.decision import Decision
from kg.identifiers import digest
from kg.limits import Limits
from kg.link import check_labels
from kg.version import __version__
from kg.vocabulary import File, Vocabularies, own_files, using, vocabularies


@dataclass(frozen=True)
class Rules:
    """Vocabularies of a user's own, and the decisions of people."""

    own: tuple[File, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)

    @classmethod
    def read(cls, folders: Iterable[Path] = (), decisions: Path | None = None) -> Rules:
        """Read both; VocabularyError or CorrectionError with every mistake in them."""
        own = own_files(folders)
        if own:
            check_labels(vocabularies(own).indicator)
        with using(vocabularies(own)):
            found = read_decisions(decisions) if decisions else ()
        return cls(own, Corrections(found))

    def __reduce__(
        self,
    ) -> tuple[
        Callable[[tuple[File, ...], tuple[Decision, ...]], Rules],
        tuple[tuple[File, ...], tuple[Decision, ...]],
    ]:
        """Let only what was given travel to another process, not what was made of it."""
        return _given, (self.own, self.corrections.decisions)

    @cached_property
    def given(self) -> Vocabularies:
        """The vocabularies before any decision."""
        return vocabularies(self.own)

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies that documents are read with."""
        return self.corrections.vocabularies(self.given)

    @cached_property
    def digest(self) -> str:
        """The digest of all tables and decisions that decide what is extracted."""
        own = [file.content for file in self.own]
        ids = [decision.id.encode() for decision in self.corrections.decisions]
        return digest(b"\0".join([*tables(".ttl", ".csv"), *own, *ids]))

    def draft_key(self, source: str, ending: str, limits: Limits) -> str:
        """Return what the draft of a document depends on.

        That is its source and format, how large it may be, the code, the tables of regions, and
        what people have decided of its plans.
        """
        plans = [decision.id for decision in self.corrections.plans(source)]
        most = map(str, (limits.unpacked, limits.pages, limits.characters))
        return joined(source, ending, *most, code_digest(), regions_digest(), *plans)

    def graph_key(self, draft_key: str, document: str) -> str:
        """Return what the graph of a document, and what is said of it, depends on.

        That is its draft, its name, the rules, the shapes and the version.
        """
        return joined(draft_key, document, self.digest, shapes_digest(), __version__)


def _given(own: tuple[File, ...], decisions: tuple[Decision, ...]) -> Rules:
    return Rules(own, Corrections(decisions))
