"""What a user adds to the rules of the project: vocabularies of their own, and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from kg import resources
from kg.corrections import Corrections, read_decisions
from kg.corrections.decision import Decision
from kg.identifiers import digest
from kg.limits import Limits
from kg.link import check_labels
from kg.version import __version__
from kg.vocabulary import File, Vocabularies, own_files, using, vocabularies

# These packages only use what has been read; all other code decides what a reading is.
_AFTER = ("cli", "evaluate", "explore", "export", "overlap", "review", "serve")
_CODE = (".py", ".toml")


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
        """The digest of all tables and decisions that decide what is extracted.

        The shapes judge it, and a stricter one leaves every statement as it is.
        """
        names = [path for path in _tables(".ttl", ".csv") if path.name != "shapes.ttl"]
        own = [file.content for file in self.own]
        ids = [decision.id.encode() for decision in self.corrections.decisions]
        return digest(b"\0".join([*(path.read_bytes() for path in names), *own, *ids]))

    def draft_key(self, source: str, ending: str, limits: Limits) -> str:
        """Return what the draft of a document depends on.

        That is its source and format, how large it may be, the code, the tables of regions, and
        what people have decided of its plans.
        """
        plans = [decision.id for decision in self.corrections.plans(source)]
        most = map(str, (limits.unpacked, limits.pages, limits.characters))
        return _joined(source, ending, *most, code_digest(), _regions_digest(), *plans)

    def graph_key(self, draft_key: str, document: str) -> str:
        """Return what the graph of a document depends on: draft, name, rules and version."""
        return _joined(draft_key, document, self.digest, __version__)


def _given(own: tuple[File, ...], decisions: tuple[Decision, ...]) -> Rules:
    return Rules(own, Corrections(decisions))


@cache
def code_digest(*, whole: bool = False) -> str:
    """Return the digest of the code that reads documents, or of the ``whole``.

    The versions of the libraries that it stands on belong to it.
    """
    package = Path(resources.__file__).parent
    files = (path for path in package.rglob("*") if whole or path.suffix in _CODE)
    parts = sorted(
        (path.relative_to(package).parts, path)
        for path in files
        if path.is_file() and path.parent.name != "__pycache__"
    )
    code = [
        "/".join(name).encode() + b"\0" + path.read_bytes()
        for name, path in parts
        if whole or name[0] not in _AFTER
    ]
    return digest(b"\0".join([*code, *(line.encode() for line in _versions())]))


def _versions() -> Iterator[str]:
    """Yield the versions of the libraries that the package itself asks for."""
    for line in sorted(requires("eduplan-kg") or ()):
        name = line.partition(">")[0].partition("=")[0].partition("[")[0].strip()
        if "extra ==" not in line:
            try:
                yield f"{name} {version(name)}"
            except PackageNotFoundError:
                continue


@cache
def _regions_digest() -> str:
    return digest(b"\0".join(path.read_bytes() for path in _tables(".csv")))


def _tables(*endings: str) -> list[Path]:
    return sorted(path for path in resources.ontology().iterdir() if path.suffix in endings)


def _joined(*fields: str) -> str:
    return digest("\0".join(fields).encode())
