"""SKOS files become vocabularies: those of the project, and folders of a user's own beside them.

A file of one's own adds concepts, or labels to concepts that are there: statements about one IRI
count together, whichever file holds them. All mistakes are found before anything is used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import VocabularyError, together
from kg.files import small_file
from kg.identifiers import BASE, ONTOLOGY
from kg.resources import ontology
from kg.vocabulary.check import Mistake, Written, mistakes
from kg.vocabulary.concept import Concept, Scheme, Vocabularies

if TYPE_CHECKING:
    from pyoxigraph import Quad

_MARK = "\ufeff".encode()
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
KINDS: Mapping[str, str] = {
    ONTOLOGY + kind.capitalize(): kind for kind in ("program", "indicator", "unit", "stage")
}
# file in ontology/ -> the kind of its concepts
FILES: Mapping[str, str] = {f"{kind}s.ttl": kind for kind in KINDS.values()}
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_SCHEMES: Mapping[str, str] = {BASE + kind: kind for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class File:
    """A SKOS file: the name that messages give it, and its bytes."""

    name: str
    content: bytes = field(repr=False)

    def line_of(self, *words: str) -> int | None:
        """Return the first line, from 1, that holds one of ``words``, the first word first."""
        for word in words:
            whole = re.escape(word.encode("utf-8", "surrogatepass")) + rb"(?![\w-])"
            if found := re.search(whole, self.content):
                return self.content.count(b"\n", 0, found.start()) + 1
        return None


def own_files(folders: Iterable[Path]) -> tuple[File, ...]:
    """Return the Turtle files of folders; VocabularyError where a folder has none."""
    found: list[File] = []
    unread: list[VocabularyError] = []
    for folder in folders:
        if folder.is_file():
            raise VocabularyError(
                "is a file", where=str(folder), hint="give the folder that holds it"
            )
        paths = sorted(folder.glob("*.ttl"))
        if not paths:
            raise VocabularyError(
                "no vocabulary here", where=str(folder), hint="put SKOS files *.ttl into the folder"
            )
        for path in paths:
            try:
                found.append(_own_file(path, f"{folder.name}/{path.name}"))
            except VocabularyError as error:
                unread.append(error)
    if unread:
        raise together(unread)
    return tuple(found)


def _own_file(path: Path, name: str) -> File:
    content = small_file(path, VocabularyError)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise VocabularyError(
            "is not UTF-8", where=f"{name}, line {line}", hint="save it as UTF-8"
        ) from error
    return File(name, content)


def vocabularies(own: Sequence[File] = ()) -> Vocabularies:
    """Return the vocabularies of the project with a user's own ``files`` added.

    VocabularyError names every mistake, the first in itself and the rest as ``others``.
    """
    return _vocabularies(tuple(own))


@cache
def _vocabularies(own: tuple[File, ...]) -> Vocabularies:
    files = [File(name, (ontology() / name).read_bytes()) for name in FILES]
    subjects: dict[str, _Subject] = {}
    unread: list[VocabularyError] = []
    for file in (*files, *own):
        try:
            _collect(file, subjects)
        except VocabularyError as error:
            unread.append(error)
    if unread:
        raise together(unread)
    concepts = {iri: subject.concept(iri) for iri, subject in subjects.items()}
    kinds = {iri: subject.kind for iri, subject in subjects.items() if subject.kind}
    written = {iri: subject.written() for iri, subject in subjects.items()}
    found = [_error(item, subjects[item.iri]) for item in mistakes(concepts, kinds, written)]
    if found:
        raise together(found)
    schemes = {
        kind: Scheme(concepts[iri] for iri in sorted(kinds) if kinds[iri] == kind)
        for kind in KINDS.values()
    }
    return Vocabularies(**schemes)


def _error(mistake: Mistake, subject: _Subject) -> VocabularyError:
    """Say where a mistake stands: in the last file that speaks of the concept."""
    file = subject.files[-1]
    line = file.line_of(f'"{mistake.term}"', mistake.iri, f":{mistake.iri.rpartition('/')[2]}")
    place = f"{file.name}, line {line}" if line else file.name
    return VocabularyError(f"{mistake.term}: {mistake.reason}", where=place, hint=mistake.hint)


@dataclass(slots=True)
class _Subject:
    """What all files say of one IRI."""

    files: list[File] = field(default_factory=list)
    properties: dict[str, dict[Any, None]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def kind(self) -> str | None:
        return next(iter(self.kinds()), None)

    def kinds(self) -> tuple[str, ...]:
        types = map(_text, self.properties.get(_RDF_TYPE, ()))
        schemes = map(_text, self.properties.get(_SKOS + "inScheme", ()))
        found = [*(KINDS.get(t) for t in types), *(_SCHEMES.get(s) for s in schemes)]
        return tuple(dict.fromkeys(filter(None, found)))

    def written(self) -> Written:
        return Written(self.labels("prefLabel"), self.unspoken(), self.kinds())

    def concept(self, iri: str) -> Concept:
        preferred = self.labels("prefLabel")
        own = {
            name.removeprefix(ONTOLOGY): tuple(sorted(map(_text, values)))
            for name, values in self.properties.items()
            if name.startswith(ONTOLOGY)
        }
        return Concept(
            iri=iri,
            name=preferred[0] if preferred else "",
            english=next(iter(self.labels("prefLabel", "en")), ""),
            labels=(*preferred, *self.labels("altLabel")),
            hidden=self.labels("hiddenLabel"),
            negative=own.get("negativeLabel", ()),
            broader=tuple(sorted(map(_text, self.properties.get(_SKOS + "broader", ())))),
            properties=own,
        )

    def unspoken(self) -> tuple[str, ...]:
        """Return the labels that say not in which language they are."""
        found = [n for name in _LABELS for n in self.properties.get(_SKOS + name, ())]
        return tuple(sorted(_text(n) for n in found if not getattr(n, "language", None)))

    def labels(self, name: str, language: str = "zh") -> tuple[str, ...]:
        found = self.properties.get(_SKOS + name, ())
        return tuple(sorted(n.value for n in found if getattr(n, "language", None) == language))


def _collect(file: File, subjects: dict[str, _Subject]) -> None:
    """Add what a file says to ``subjects``; VocabularyError where it is no Turtle."""
    for quad in statements(file):
        name, value = quad.predicate.value, quad.object
        subject = subjects.setdefault(_text(quad.subject), _Subject())
        if not subject.files or subject.files[-1] is not file:
            subject.files.append(file)
        subject.properties[name][value] = None


def statements(file: File) -> Iterator[Quad]:
    """Yield the statements of a file; VocabularyError where it is no Turtle or has a blank node."""
    from pyoxigraph import BlankNode, RdfFormat, parse

    try:
        for quad in parse(file.content.removeprefix(_MARK), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise VocabularyError(
                    f"a blank node beside {quad.predicate.value}",
                    where=file.name,
                    hint="give it an IRI, so that every build gives the same bytes",
                )
            yield quad
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{file.name}, line {line}" if line else file.name
        raise VocabularyError(f"no Turtle, it does not parse: {error}", where=where) from error


def _text(node: Any) -> str:
    return str(getattr(node, "value", node))
