"""Reading beside jieba, spaCy's EntityRuler and a bare search for the labels, on the same texts.

All work on one core. The seeds and given folders are read in turns, several times, the best
counts; of the documents that were made each is read once by each, as a build would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import rjieba

from kg import resources
from kg.builder import extract_source
from kg.readers import Found, find, read
from kg.regions import table
from kg.vocabulary import current
from tests.bench import corpus
from tests.bench.record import Record, Settings, compared, in_turn, seconds

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick
    from spacy.language import Language

BASELINE = "jieba.lcut"
_ROUNDS = 5
_MADE = 60


@dataclass(frozen=True, slots=True)
class _Document:
    found: Found
    text: str


_Tools = Mapping[str, Callable[[_Document], object]]


def records(settings: Settings) -> Iterator[Record]:
    """Yield how many characters a second each has, for the seeds and for other documents."""
    labels = all_labels()[:: 20 if settings.small else 1]
    tools, notes = _tools(labels), _notes(labels)
    made = settings.work / "made"
    corpus.write(made, 3 if settings.small else _MADE, settings.corpus)
    seeds = _documents([resources.seeds()])
    for tool in tools.values():
        tool(seeds[-1])  # dictionaries are loaded at the first call
    for name, folder in _folders(settings).items():
        times = _best(tools, _documents([folder]), 1 if settings.small else _ROUNDS)
        yield from _rates(name, times, _documents([folder]), notes)
    documents = _documents([made])
    yield from _rates("made documents", _once(tools, documents), documents, {})


def all_labels() -> list[str]:
    """Return every label of the vocabularies, and every name of a region."""
    schemes = (current().program, current().indicator, current().unit)
    labels = {label for scheme in schemes for c in scheme.concepts.values() for label in c.labels}
    return sorted(labels | set(table().by_name) | set(table().by_short))


def _folders(settings: Settings) -> Mapping[str, Path]:
    given = {folder.name: folder for folder in settings.corpus}
    return {"seeds": resources.seeds(), **given}


def _documents(folders: Sequence[Path]) -> list[_Document]:
    return [_Document(found, read(found).text) for found in find(folders).found]


def _tools(labels: Sequence[str]) -> _Tools:
    jieba.setLogLevel("ERROR")
    ruler, automaton = _ruler(labels), _automaton(labels)
    return {
        BASELINE: lambda document: jieba.lcut(document.text),
        "rjieba.cut": lambda document: rjieba.cut(document.text),
        "spaCy zh, jieba, EntityRuler": lambda document: ruler(document.text),
        "Aho-Corasick, the limit": lambda document: automaton.find_matches_as_indexes(
            document.text
        ),
        "kg: file to facts": lambda document: extract_source(read(document.found)),
    }


def _notes(labels: Sequence[str]) -> Mapping[str, str]:
    return {
        "spaCy zh, jieba, EntityRuler": f"phrase patterns: the {len(labels):,} labels of kg; it "
        "finds a label where jieba's words end where the label does",
        "Aho-Corasick, the limit": "the same labels, in one pass over the text, nothing else",
    }


def _ruler(labels: Sequence[str]) -> Language:
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LABEL", "pattern": label} for label in labels])  # type: ignore[attr-defined]
    return nlp


def _automaton(labels: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest)


def _best(tools: _Tools, documents: Sequence[_Document], rounds: int) -> dict[str, float]:
    def over(tool: Callable[[_Document], object]) -> Callable[[], object]:
        return lambda: [tool(document) for document in documents]

    return in_turn({name: over(tool) for name, tool in tools.items()}, rounds)


def _once(tools: _Tools, documents: Sequence[_Document]) -> dict[str, float]:
    """Return the time of each tool over all documents; each document goes to all, one by one."""
    taken = dict.fromkeys(tools, 0.0)
    for document in documents:
        for name, tool in tools.items():
            taken[name] += seconds(lambda tool=tool, document=document: tool(document))  # type: ignore[misc]
    return taken


def _rates(
    name: str,
    times: Mapping[str, float],
    documents: Sequence[_Document],
    notes: Mapping[str, str],
) -> Iterator[Record]:
    characters = sum(len(document.text) for document in documents)
    rates = {tool: characters / taken for tool, taken in times.items()}
    yield from compared(name, "characters/s", rates, BASELINE, less_is_better=False, notes=notes)
