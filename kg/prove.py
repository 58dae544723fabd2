"""Every quote of a built folder is proved against the texts that it keeps, and the originals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import ReadError
from kg.graph.terms import encodable
from kg.identifiers import digest, is_digest
from kg.kept import decoded, text_file
from kg.readers import Found, read
from kg.readers.folders import escaped, readable
from kg.readers.text import MEDIA_TYPE
from kg.sparql import select


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be proved: the document, the fact and its quote where it is about one."""

    document: str
    message: str
    fact: str = ""
    quote: str = ""

    def __str__(self) -> str:
        about = f" {self.fact} “{self.quote}”" if self.fact else ""
        return f"{self.document}:{about} {self.message}"


@dataclass(frozen=True, slots=True)
class _Document:
    """A document as the graph knows it."""

    iri: str
    name: str
    digest: str
    text_digest: str
    media_type: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of a document's text that a fact quotes, and whether it is quote or sentence."""

    fact: str
    what: str
    start: int
    exact: str
    quote: str

    @property
    def end(self) -> int:
        return self.start + len(self.exact)


def prove(store: Store, texts: Path, sources: Path | None = None) -> tuple[Problem, ...]:
    """Return what the graph says and the texts do not, by document and place.

    ``texts`` is the folder of the kept texts. With ``sources``, the folder that was built from, the
    bytes of the original files must be the same too; where one is not, the facts whose quote or
    sentence has changed are named.
    """
    places = _places(store)
    problems: list[Problem] = []
    for document in _documents(store):
        own = places.get(document.iri, ())
        if not is_digest(document.digest):  # and no part of a path
            problems.append(Problem(document.name, "its digest is none, so no text is known by it"))
            continue
        problems.extend(_prove_text(document, own, text_file(texts, document.digest)))
        if sources is not None:
            problems.extend(_prove_original(document, own, texts, sources))
    return tuple(problems)


def _prove_text(document: _Document, places: Sequence[_Place], path: Path) -> Iterator[Problem]:
    """Prove the kept text as a whole, then each place in it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Problem(document.name, f"the kept text {path.name} cannot be read: {error.strerror}")
        return
    if digest(content) != document.text_digest:
        yield Problem(document.name, f"the kept text {path.name} is not the one that was read")
    text = decoded(content)
    for place in places:
        there = text[place.start : place.end]
        if there != place.exact:
            yield _differs(document, place, f"the kept text has “{there}” as its {place.what}")


def _prove_original(
    document: _Document, places: Sequence[_Place], texts: Path, sources: Path
) -> Iterator[Problem]:
    """Prove the bytes of the original; where they differ, name the facts that this touches."""
    try:
        path = _original(document, sources)
        content = path.read_bytes() if path else b""
    except OSError as error:
        yield Problem(document.name, f"the original cannot be read: {error.strerror}")
        return
    if path is None:
        yield Problem(document.name, "the original is not among the sources")
        return
    if digest(content) == document.digest:
        return
    yield Problem(document.name, "the original is not the file that was read")
    try:
        now = _original_text(document, path, content)
    except ReadError as error:
        yield Problem(document.name, f"the original cannot be read any more: {error.what}")
        return
    touched = _touches(_kept(text_file(texts, document.digest), document), encodable(now))
    for place in places:
        if touched(place):
            yield _differs(document, place, f"the original no longer has its {place.what}")


def _original(document: _Document, sources: Path) -> Path | None:
    """Return the original of a document: by its path, else by its name and digest.

    A graph may come from anywhere, so its names lead to nothing outside the folder of sources.
    """
    named = Path(document.name)
    path = sources / named
    if not named.is_absolute() and ".." not in named.parts and path.is_file():
        return path
    name = named.name
    namesakes = sorted(
        file
        for file in sources.rglob("*")
        if name in (readable(file.name), escaped(file.name)) and file.is_file()
    )
    return next((file for file in namesakes if digest(file.read_bytes()) == document.digest), None)


def _original_text(document: _Document, path: Path, content: bytes) -> str:
    """Return the text of a changed original as near as can be to how it was read."""
    if document.media_type == MEDIA_TYPE and document.encoding:
        try:
            return content.decode(document.encoding, "replace")
        except (LookupError, ValueError) as error:
            raise ReadError(f"the graph names no encoding that is known: {error}") from error
    return read(Found(path, document.name)).text


def _kept(path: Path, document: _Document) -> str | None:
    """Return the kept text where it is what was read."""
    content = path.read_bytes() if path.is_file() else b""
    sound = digest(content) == document.text_digest
    return decoded(content) if sound else None


def _touches(before: str | None, now: str) -> Callable[[_Place], bool]:
    """Return the test whether a change of the text from ``before`` to ``now`` touches a place.

    Where the text before is not known any more, a place is touched if it no longer holds its words.
    """
    if before is None:
        return lambda place: now[place.start : place.end] != place.exact
    shorter = min(len(before), len(now))
    first = next((i for i in range(shorter) if before[i] != now[i]), shorter)
    spare = shorter - first
    same = next((i for i in range(spare) if before[-1 - i] != now[-1 - i]), spare)
    last = max(len(before) - same, first + 1)
    return lambda place: place.start < last and first < place.end


def _differs(document: _Document, place: _Place, message: str) -> Problem:
    return Problem(
        document.name, f"from {place.start} to {place.end} {message}", place.fact, place.quote
    )


def _documents(store: Store) -> list[_Document]:
    return [
        _Document(
            str(row["source"]),
            str(row["name"]),
            str(row["digest"]),
            str(row["text_digest"]),
            *str(row["format"]).partition(";charset=")[::2],
        )
        for row in select(store, _DOCUMENTS).records()
    ]


def _places(store: Store) -> Mapping[str, Sequence[_Place]]:
    """Return the quotes and sentences to prove, by the IRI of their document."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for row in select(store, _PLACES).records():
        fact, quote, own = str(row["fact"]), str(row["quote"]), found[str(row["source"])]
        start, sentence_start = row["start"], row["sentence_start"]
        if isinstance(start, int):
            own.append(_Place(fact, "quote", start, quote, quote))
        if isinstance(sentence_start, int):
            sentence = str(row["sentence"])
            own.append(_Place(fact, "sentence", sentence_start, sentence, quote))
    return found


_DOCUMENTS = """
SELECT ?source ?name ?digest ?text_digest ?format WHERE {
  ?source a eduplan:SourceDocument ; schema:name ?name ; eduplan:digest ?digest ;
    eduplan:textDigest ?text_digest ; schema:encodingFormat ?format .
} ORDER BY ?name ?source
"""
_PLACES = """
SELECT DISTINCT ?source ?fact ?start ?quote ?sentence ?sentence_start WHERE {
  ?fact eduplan:evidence|eduplan:furtherEvidence ?place .
  ?place oa:hasSource ?source ; oa:hasSelector ?position , ?words .
  ?position oa:start ?start .
  ?words oa:exact ?quote .
  OPTIONAL { ?place eduplan:sentence ?sentence ; eduplan:sentenceStart ?sentence_start }
} ORDER BY ?source ?start ?fact
"""
