"""A build of 100, 1,000 and 10,000 documents: is it linear, does the memory stay flat.

Each build is the command in a process of its own, as a user starts it. The documents of a smaller
build are the first of a larger one, and any stretch of them has nearly the same lengths. After it
one document is changed, one removed, and a label added to the vocabularies, and the build run
again; that the store then has it is looked up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.files import replace_file
from kg.sparql import select
from kg.store import open_read_only
from tests.bench import corpus
from tests.bench.processes import Needed, needed
from tests.bench.record import Record, Settings

_MOST_WITH_FILES = 1_000  # documents; the default of kg build
_NAME = "https://example.org/terms/new"
_LABELS = {
    "program": ("爱国主义教育", "eduplan:Program", " ; eduplan:level eduplan:national"),
    "indicator": ("续建项目", "eduplan:Indicator", " ; eduplan:unit unit:ge"),
}
_TERMS = """\
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/eduplan/unit/> .

<{name}> a {kind} , skos:Concept ; skos:prefLabel "{label}"@zh{more} .
"""


def records(settings: Settings) -> Iterator[Record]:
    """Yield what each build needed, how far it is from linear, and what a change costs.

    A build of one document stands first: what the start takes, whatever comes.
    """
    counts = (3, 6) if settings.small else tuple(sorted(settings.documents))
    sources = list(settings.corpus)
    before, spent = 0, 0.0
    first: float | None = None
    for count in (1, *counts):
        case = "1 document" if count == 1 else f"{count:,} documents"
        build = _Build(settings.work / str(count))
        characters = corpus.write(build.documents, count, sources)
        whole = build.run()
        yield from _needs(case, whole)
        if count > 1:
            first = first or whole.wall / count
            further = (whole.wall - spent) / (count - before) * 1000
            yield Record(case, "each further document", further, "ms")
            yield Record(case, "beyond linear", (whole.wall / count / first - 1) * 100, "%")
            yield Record(case, "characters each", characters / count, "")
            yield Record(case, "same again", build.run().wall, "s")
            if count <= _MOST_WITH_FILES:
                yield Record(case, "files written", build.run("--files").wall, "s")
            yield from _changes(case, build)
        before, spent = count, whole.wall


def _changes(case: str, build: _Build) -> Iterator[Record]:
    yield Record(case, "one changed", build.change(), "s")
    yield Record(case, "one removed", build.remove(), "s")
    yield Record(case, "new name of a program", build.label("program"), "s")
    yield Record(case, "new name of an indicator", build.label("indicator"), "s")


def _needs(case: str, taken: Needed) -> Iterator[Record]:
    named = sum(line.startswith("kg: ") for line in taken.output.splitlines())
    note = f"the build named {named} things as wrong" if taken.code else ""
    yield Record(case, "wall", taken.wall, "s", note=note)
    yield Record(case, "processor", taken.cpu, "s")
    yield Record(case, "main process", taken.main, "MB")
    yield Record(case, "all processes", taken.all, "MB")


@dataclass(frozen=True)
class _Build:
    """A folder of documents and the graph that is built from it."""

    folder: Path

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def out(self) -> Path:
        return self.folder / "graph"

    def run(self, *options: str) -> Needed:
        """Build the store alone, unless ``options`` ask for more, or build it again."""
        paths = [str(self.documents), "--out", str(self.out)]
        command = [sys.executable, "-m", "kg.cli", "build", "--no-files", *paths, *options]
        return needed(command, Path.cwd())

    def change(self) -> float:
        """Change a sentence of one document; return the seconds until the store has it."""
        changed = self._texts()[0]
        text = changed.read_text("utf-8")
        middle = text.index("。", len(text) // 2) + 1
        replace_file(changed, [text[:middle], "全年新建学校7931所。", text[middle:]])
        taken = self.run().wall
        self._expect("?target eduplan:value ?value FILTER (?value = 7931)", 1)
        return taken

    def remove(self) -> float:
        """Remove one document; return the seconds until the store is without it."""
        removed = self._texts()[-1]
        removed.unlink()
        taken = self.run().wall
        self._expect(f'?source schema:name "{removed.name}"', 0)
        return taken

    def label(self, scheme: str) -> float:
        """Add a concept to the vocabularies; return the seconds until documents lead to it."""
        label, kind, more = _LABELS[scheme]
        terms = self.folder / scheme
        terms.mkdir()
        content = _TERMS.format(name=f"{_NAME}-{scheme}", kind=kind, label=label, more=more)
        replace_file(terms / "terms.ttl", [content])
        known = [folder for name in _LABELS if (folder := self.folder / name).is_dir()]
        taken = self.run(*(part for folder in known for part in ("--vocabulary", str(folder)))).wall
        self._expect(f"?said eduplan:{scheme} <{_NAME}-{scheme}>", None)
        return taken

    def _texts(self) -> Sequence[Path]:
        return sorted(self.documents.glob("*.txt"))

    def _expect(self, pattern: str, count: int | None) -> None:
        """Fail unless the store has as many matches of ``pattern``; None stands for some."""
        asked = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        (row,) = select(open_read_only(self.out), asked).records()
        if row["n"] != count and not (count is None and row["n"]):
            raise AssertionError(f"the store has {row['n']} of: {pattern}")
