"""Real documents as templates of others: where a region, a year or an own name stands, a hole.

What the extractor finds in a document says where the holes are, so that a made document says the
same things of another region and year, in its words. A hole is written between two characters that
no text has, and says what belongs there: ``own`` region, ``up`` a division that contains it,
``child`` one in it, ``other`` any of that tier, ``year`` so many years from the plan's,
``name`` a program that no vocabulary has, ``letter`` the region's first character (在常高校).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import extract_source
from kg.readers import find, read
from kg.records import Plan, Program, Reading, Region
from kg.regions import Period, table

if TYPE_CHECKING:
    from opencc import OpenCC

OPEN, CLOSE = "\ue000", "\ue001"
_LEAST_TRADITIONAL = 0.03  # of the characters; a Simplified text has some in names and quotations
_HEADING = re.compile(
    r"(?:^|(?<=[\n。；;\s]))[ 　]*(?:(?P<one>[一二三四五六七八九十]{1,3})、"
    r"|[（(〔](?P<two>[一二三四五六七八九十]{1,3})[）)〕]"
    r"|(?:^|(?<=[。；;：:！”\n]\n))(?P<three>\d{1,2})[.．、](?!\d))"
)
_LEVELS = {"one": 1, "two": 2, "three": 3}
_PARAGRAPH = 9  # the level of one without a number
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d|[个名人所万亿%])")
_SAID = ("program", "target", "section", "citation")  # behind the last of them is furniture
_SENTENCE = re.compile(r"[^。\n]{20,150}。")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a text: its number as it is written (三、 or empty), its text, the parts below."""

    level: int
    number: str
    text: str
    children: tuple[Node, ...] = ()

    def length(self) -> int:
        """Return how many characters it has with all below."""
        return len(self.text) + sum(child.length() for child in self.children)


@dataclass(frozen=True, slots=True)
class Base:
    """A document as a template: what stands before its parts, the parts, and what behind."""

    head: str
    parts: tuple[Node, ...]
    tail: str
    traditional: bool
    sentences: tuple[str, ...]


def bases(folders: Iterable[Path]) -> tuple[Base, ...]:
    """Return the documents below ``folders`` as templates, those without any part left out."""
    readings = (extract_source(read(found)) for found in find(folders).found)
    made = (_base(reading) for reading in readings)
    return tuple(base for base in made if base.parts)


def hole(kind: str, *fields: str | int) -> str:
    """Return a hole of ``kind``."""
    return f"{OPEN}{'|'.join([kind, *map(str, fields)])}{CLOSE}"


@cache
def to_traditional() -> OpenCC:
    """Return what writes a name in Traditional characters."""
    from opencc import OpenCC

    return OpenCC("s2t")


def _base(reading: Reading) -> Base:
    text = reading.source.text
    traditional = _traditional(text)
    last = max((fact.span.end for fact in reading.facts if fact.content.kind in _SAID), default=0)
    end = text.find("\n", last)
    end = end if end >= 0 else len(text)
    body, tail = text[:end].replace("\r\n", "\n"), text[end:].replace("\r\n", "\n")
    starts = [match for match in _HEADING.finditer(body) if match["one"]]
    start = starts[0].start() if starts else body.find("\n") + 1
    template = _Template(reading, traditional)
    parts = _numbered(body, start) if starts else _paragraphs(body, start)
    nodes = tuple(_nested(template.node(part) for part in parts))
    return Base(
        template.of(body[:start]),
        nodes,
        template.of(tail),
        traditional,
        tuple(_sentences(template.of(body[start:]))),
    )


def _traditional(text: str) -> bool:
    from opencc import OpenCC

    simplified: str = OpenCC("t2s").convert(text)
    changed = sum(one != other for one, other in zip(text, simplified, strict=False))
    return changed > _LEAST_TRADITIONAL * len(text)


def _numbered(body: str, start: int) -> Iterator[Node]:
    """Yield the parts with a number from ``start`` on, each until the next, one after the other."""
    found = [match for match in _HEADING.finditer(body) if match.start() >= start]
    ends = [match.start() for match in found[1:]] + [len(body)]
    for match, end in zip(found, ends, strict=True):
        level = _LEVELS[match.lastgroup or "one"]
        yield Node(level, match[0].strip(), body[match.end() : end])


def _paragraphs(body: str, start: int) -> Iterator[Node]:
    for line in body[start:].splitlines(keepends=True):
        if line.strip():
            yield Node(_PARAGRAPH, "", line if line.endswith("\n") else line + "\n")


def _nested(parts: Iterable[Node]) -> list[Node]:
    """Return the parts with those of a deeper level below them."""
    whole = list(parts)
    found: list[Node] = []
    while whole:
        first = whole.pop(0)
        below = next(
            (index for index, part in enumerate(whole) if part.level <= first.level), len(whole)
        )
        found.append(Node(first.level, first.number, first.text, tuple(_nested(whole[:below]))))
        whole = whole[below:]
    return found


def _sentences(template: str) -> Iterator[str]:
    """Yield the sentences that name no region and no number of a list, to be used elsewhere."""
    for match in _SENTENCE.finditer(template):
        if not re.search(rf"{OPEN}(?!year|name)|一是|[一二三四]、|[〔（(][一二三]", match[0]):
            yield match[0].strip()


class _Template:
    """Puts holes into texts of one document."""

    def __init__(self, reading: Reading, traditional: bool) -> None:
        plans = [fact.content for fact in reading.facts if isinstance(fact.content, Plan)]
        plan = next((plan for plan in plans if plan.region), plans[0] if plans else None)
        self._year = (plan and plan.year) or 2023
        self._own = plan.region if plan else None
        words = dict(self._regions(reading, traditional))
        self._holes = {**dict(self._names(reading, set(words))), **words}
        ordered = sorted(self._holes, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    def of(self, text: str) -> str:
        """Return ``text`` with holes."""
        holed = self._words.sub(lambda match: self._holes[match[0]], text)
        return _YEAR.sub(lambda match: hole("year", int(match[0]) - self._year), holed)

    def node(self, part: Node) -> Node:
        """Return a part with holes."""
        return Node(part.level, part.number, self.of(part.text), part.children)

    def _names(self, reading: Reading, places: set[str]) -> Iterator[tuple[str, str]]:
        """Yield the programs that were discovered, as they are written, unless they name places."""
        for fact in reading.facts:
            name = fact.span.quote
            if not isinstance(fact.content, Program) or fact.content.known or len(name) < 3:
                continue
            if not any(place in name for place in places) and "\n" not in name:
                yield name, hole("name", name)

    def _regions(self, reading: Reading, traditional: bool) -> Iterator[tuple[str, str]]:
        """Yield the names of regions in the text and what each is to the plan's own."""
        script = "t" if traditional else "s"
        for region in self._named(reading):
            for period in table().periods[region]:
                for form, word in (("short", period.short), ("name", period.name)):
                    if form == "short" and (period.short == period.name or not self._near(region)):
                        continue
                    written = to_traditional().convert(word) if traditional else word
                    yield written, hole(*self._role(region), form, script)
        if self._own:
            letter = table().now(self._own).short[0]
            for ending in ("高校", "院校"):
                yield f"在{letter}{ending}", f"在{hole('letter')}{ending}"

    def _near(self, region: str) -> bool:
        """Whether a short name can be taken for the region wherever it stands."""
        return self._own is not None and region in table().chain(self._own)

    def _named(self, reading: Reading) -> list[str]:
        codes = [fact.content.code for fact in reading.facts if isinstance(fact.content, Region)]
        regions = dict.fromkeys(code for code in codes if code in table().periods)
        if self._own:
            regions |= dict.fromkeys(table().chain(self._own))
            regions |= dict.fromkeys(part.region for part in children().get(self._own, ()))
        return list(regions)

    def _role(self, region: str) -> tuple[str, int | str]:
        if self._own and region == self._own:
            return "own", 0
        if self._own and region in table().chain(self._own):
            return "up", int(table().now(region).tier)
        if self._own and self._own in table().chain(region):
            return "child", region
        return "other", region


@cache
def children() -> Mapping[str, tuple[Period, ...]]:
    """Return the divisions of today in each region, by its identifier."""
    found: dict[str, list[Period]] = {}
    for region in table().periods:
        period = table().now(region)
        if period.last_year is None and period.parent:
            found.setdefault(period.parent, []).append(period)
    return {parent: tuple(sorted(group, key=lambda p: p.region)) for parent, group in found.items()}
