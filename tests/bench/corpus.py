"""Makes many different plans out of a few real ones, so that no cache flatters a measurement.

Each is made for a region and year of its own: its regions, years, numbers and own names are
others, its parts stand in another order, and some of its sentences come from other documents. Its
length is drawn from a distribution like that of real plans. The n-th document is the same however
many are asked for, and depends on nothing but the templates and the seed.

``python -m tests.bench.corpus COUNT FOLDER [SOURCES ...]`` writes them.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import NormalDist
from typing import TypeVar
from zipfile import ZipFile, ZipInfo

from cn2an import an2cn

from kg import resources
from kg.files import make_folder
from kg.regions import table
from tests.bench.bases import Base, Node, bases
from tests.bench.filling import Filler, Home

SEED = 2026
_YEARS = range(2013, 2027)
# Logarithms of lengths: the seeds have 2,500 to 9,100 characters, provincial reports up to 30,000.
_LENGTHS = NormalDist(mu=math.log(5_000), sigma=0.6)
_SHORTEST, _LONGEST = 800, 30_000
_GOLDEN = (math.sqrt(5) - 1) / 2
_STATED = 0.7  # of the plans whose template does not say the region in its title
_MIXED = 0.35  # of the parts that take in a sentence of another document
_HTML_EVERY, _DOCX_EVERY = 20, 50
_A_DAY = (2024, 1, 1, 0, 0, 0)

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made, with the name of its file and what it was made for."""

    name: str
    text: str
    home: Home


def made(templates: Sequence[Base], count: int, seed: int = SEED) -> Iterator[Made]:
    """Yield ``count`` documents."""
    regions = _regions(seed)
    for index in range(count):
        chance = random.Random(f"{seed} {index}")
        turn, place = divmod(index, len(regions))
        year = _YEARS[(turn * 5 + place) % len(_YEARS)]
        home = Home(regions[place], year, chance.random() < _STATED)
        base = templates[index % len(templates)]
        # Lengths by the golden ratio: any stretch of documents has nearly the same distribution.
        length = _length((index + 1) * _GOLDEN % 1)
        others = [other for other in templates if other.traditional == base.traditional]
        text = _Composition(base, others, length, chance).text(Filler(home, chance))
        name = f"{index:05}_{chance.getrandbits(64):016x}{_ending(index)}"
        yield Made(name, text, home)


def write(folder: Path, count: int, sources: Sequence[Path] = (), seed: int = SEED) -> int:
    """Write ``count`` documents made of the seeds and of those below ``sources``.

    Returns how many characters they have. Most are text files, some web pages and Word files.
    """
    make_folder(folder)
    characters = 0
    for document in made(bases([resources.seeds(), *sources]), count, seed):
        characters += len(document.text)
        (folder / document.name).write_bytes(content(document))
    return characters


def content(document: Made) -> bytes:
    """Return the bytes of a document in the format that its name says."""
    if document.name.endswith(".html"):
        return _html(document.text)
    if document.name.endswith(".docx"):
        return _docx(document.text)
    return document.text.encode()


class _Composition:
    """The parts of a template in another order, with others' where it is too short."""

    def __init__(
        self, base: Base, others: Sequence[Base], length: int, chance: random.Random
    ) -> None:
        self._base = base
        self._others = others
        self._length = length
        self._chance = chance
        self._sentences = [sentence for other in others for sentence in other.sentences]
        self._third = 0

    def text(self, filler: Filler) -> str:
        """Return the whole text."""
        parts = [self._base.head]
        left = self._length - len(self._base.head) - len(self._base.tail)
        for number, node in enumerate(self._chosen(left), start=1):
            parts.extend(self._written(node, number))
        return filler.fill("".join([*parts, self._base.tail]))

    def _chosen(self, length: int) -> Iterator[Node]:
        """Yield parts until they have ``length`` characters, or none are left; at least one."""
        own = self._shuffled(self._base.parts)
        numbered = bool(own[0].number)
        rest = [
            node
            for other in self._others
            if other is not self._base
            for node in other.parts
            if bool(node.number) == numbered
        ]
        left = length
        for index, node in enumerate([*own, *self._shuffled(rest)]):
            if left <= 0 and index:
                return
            fitting = self._fitted(node, max(left, 300))
            left -= fitting.length()
            yield fitting

    def _fitted(self, node: Node, length: int) -> Node:
        """Return a part with its own parts in another order, as many as there is room for."""
        text = self._mixed(node, length)
        left = length - len(text)
        children: list[Node] = []
        for child in self._shuffled(node.children):
            if left <= 0:
                break
            children.append(self._fitted(child, left))
            left -= children[-1].length()
        return Node(node.level, node.number, text, tuple(children))

    def _mixed(self, node: Node, length: int) -> str:
        """Return the text of a part, cut, its paragraphs in another order, a sentence added."""
        first, *rest = node.text.split("。\n")
        if rest and node.level == 1:
            last = rest.pop()
            node_text = "。\n".join([first, *self._shuffled(rest), last])
        else:
            node_text = node.text
        text = _cut(node_text, length)
        places = [index + 1 for index, character in enumerate(text) if character == "。"]
        if places and self._sentences and self._chance.random() < _MIXED:
            place = self._chance.choice(places)
            text = text[:place] + self._chance.choice(self._sentences) + text[place:]
        return text

    def _written(self, node: Node, number: int) -> Iterator[str]:
        """Yield the text of a part and those below it, numbered anew."""
        if node.level == 3:
            self._third += 1
            number = self._third
        yield _numbered(node.number, number) + node.text
        for index, child in enumerate(node.children, start=1):
            yield from self._written(child, index)

    def _shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        return self._chance.sample(items, len(items))


def _numbered(written: str, number: int) -> str:
    """Return the number of a part in the manner of ``written``: （三） or 三、 or 3."""
    if not written:
        return ""
    core = written.strip("（）()〔〕、.．")
    return written.replace(core, str(number) if core.isdigit() else an2cn(number), 1)


def _cut(text: str, length: int) -> str:
    """Return ``text`` up to the end of the sentence in which it has ``length`` characters."""
    end = text.find("。", length)
    return text if end < 0 else text[: end + 1] + "\n"


def _length(quantile: float) -> int:
    drawn = math.exp(_LENGTHS.inv_cdf(min(max(quantile, 1e-6), 1 - 1e-6)))
    return round(min(max(drawn, _SHORTEST), _LONGEST))


def _ending(index: int) -> str:
    if index % _DOCX_EVERY == _DOCX_EVERY - 1:
        return ".docx"
    return ".html" if index % _HTML_EVERY == _HTML_EVERY - 1 else ".txt"


@cache
def _regions(seed: int) -> tuple[str, ...]:
    """Return all regions of today, each once."""
    today = sorted(region for region in table().periods if table().now(region).last_year is None)
    return tuple(random.Random(f"{seed} regions").sample(today, len(today)))


def _html(text: str) -> bytes:
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f'<!doctype html><meta charset="utf-8"><body>\n{lines}\n</body>\n'.encode()


def _docx(text: str) -> bytes:
    """Return a Word file, the same bytes each time."""
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(fixed, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _A_DAY), old.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    count, folder, *sources = sys.argv[1:]
    print(write(Path(folder), int(count), [Path(source) for source in sources]), "characters")
