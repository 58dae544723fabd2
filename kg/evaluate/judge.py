"""A judgement of each gold item, of each fact that reads none, and of each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.gold import KINDS, Case, Item, name_of, of_kind, places, required
from kg.evaluate.matching import (
    LIKENESS,
    TITLE_LIKENESS,
    alike,
    differing,
    match_citations,
    match_programs,
    match_targets,
)

_PLAN_FIELDS = ("year", "region", "issuer", "published", "document_type")


class Verdict(StrEnum):
    """What became of an item: read, read in part, not read, read where nothing is, or excused."""

    RIGHT = "right"
    INEXACT = "inexact"
    MISSED = "missed"
    WRONG = "wrong"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one item or of one field of it.

    ``component`` is a kind, or a field such as ``target.year``. ``reading`` names what was found
    within its document and kind: a concept, a code, a title or a number; it is empty where nothing
    was found. ``differing`` are the fields in which an inexact reading differs.
    """

    document: str
    component: str
    verdict: Verdict
    gold: Item | None = None
    found: tuple[Item, ...] = ()
    reading: str = ""
    differing: tuple[str, ...] = ()
    message: str = ""

    @property
    def kind(self) -> str:
        """The kind of the item."""
        item = self.gold or self.found[0]
        return str(item["kind"])

    @property
    def is_item(self) -> bool:
        """Whether the judgement is of a whole item rather than of a field or of two programs."""
        return self.component in KINDS

    @property
    def is_error(self) -> bool:
        """Whether the reading is to blame for anything here."""
        return self.verdict not in (Verdict.RIGHT, Verdict.OPTIONAL)

    @property
    def cause(self) -> str:
        """The kind of error in a few words, such as ``target inexact: comparator``."""
        if not self.is_item:
            return self.component
        if self.differing == ("indicator",):
            return f"{self.component} indicator"
        fields = f": {', '.join(self.differing)}" if self.differing else ""
        return f"{self.component} {self.verdict}{fields}"

    @property
    def place(self) -> tuple[int, int]:
        """Where the item stands first: in the gold, or else in what was found."""
        for item in (self.gold, *self.found):
            if item is not None and places(item):
                return places(item)[0]
        return 0, 0

    @property
    def quote(self) -> str:
        """The words at that place, as far as the two readings tell them."""
        start, end = self.place
        item = self.gold or self.found[0]
        written = [text for text in item.get("surfaces", ()) if len(text) == end - start]
        return written[0] if written else name_of(item)


def judge(case: Case) -> list[Judgement]:
    """Return the judgements of one document, kind by kind."""
    judges = {
        "plan": _plan,
        "region": _region,
        "program": _program,
        "target": _target,
        "citation": _citation,
    }
    return [
        judgement
        for kind, judged in judges.items()
        for judgement in judged(case.document, of_kind(case.gold, kind), of_kind(case.facts, kind))
    ]


def _plan(document: str, gold: list[Item], found: list[Item]) -> Iterator[Judgement]:
    got = tuple(found[:1])
    for want in gold:
        for name in _PLAN_FIELDS:
            accepted = want.get("accept", {}).get(name, [want.get(name)])
            right = bool(got) and got[0].get(name) in accepted
            yield _field(document, name, right, want, got)
        if want["title"]:
            title = (got[0].get("title") if got else None) or ""
            near = alike(title, want["title"]) >= TITLE_LIKENESS
            yield _field(document, "title", near, want, got)


def _region(document: str, gold: list[Item], found: list[Item]) -> Iterator[Judgement]:
    codes = _grouped((fact for fact in found if fact["code"]), "code")
    wanted = {code for item in gold if required(item) for code in _codes(item)}
    seen: set[str] = set()
    for item in gold:
        own = [code for code in codes if code in _codes(item)]
        if not required(item):
            facts = tuple(fact for code in own if code not in wanted for fact in codes[code])
            yield Judgement(document, "region", Verdict.OPTIONAL, item, facts)
        elif not own:
            yield _missed(document, item)
        else:
            yield Judgement(document, "region", Verdict.RIGHT, item, tuple(codes[own[0]]), own[0])
        seen.update(own)
        for code in own[1:] if required(item) else ():
            yield _wrong(document, codes[code], code, f"{code}, a second code of one region")
    for code in sorted(codes.keys() - seen):
        yield _wrong(document, codes[code], code, code)


def _program(document: str, gold: list[Item], found: list[Item]) -> Iterator[Judgement]:
    concepts = _grouped(found, "concept")
    match = match_programs(gold, concepts)
    yield from _items(document, gold, concepts, match)
    for concept, facts in concepts.items():
        if concept not in match.values():
            yield _wrong(document, facts, concept, facts[0]["name"])


def _citation(document: str, gold: list[Item], found: list[Item]) -> Iterator[Judgement]:
    titles = _grouped(found, "title")
    match = match_citations(gold, titles)
    yield from _items(document, gold, titles, match)
    for index, item in enumerate(gold):
        if required(item) and index in match:
            facts = titles[match[index]]
            right = item["action"] in {fact["action"] for fact in facts}
            yield _field(document, "action", right, item, tuple(facts))
    for title, facts in titles.items():
        if title not in match.values():
            yield _wrong(document, facts, title, title)


def _items(
    document: str, gold: list[Item], readings: Mapping[str, list[Item]], match: Mapping[int, str]
) -> Iterator[Judgement]:
    for index, item in enumerate(gold):
        reading = match.get(index, "")
        facts = tuple(readings[reading]) if index in match else ()
        if not required(item):
            yield Judgement(document, item["kind"], Verdict.OPTIONAL, item, facts, reading)
        elif index in match:
            yield Judgement(document, item["kind"], Verdict.RIGHT, item, facts, reading)
        else:
            yield _missed(document, item)


def _target(document: str, gold: list[Item], found: list[Item]) -> Iterator[Judgement]:
    match = match_targets(gold, found)
    for index, item in enumerate(gold):
        if not required(item):
            facts = (found[match[index]],) if index in match else ()
            yield Judgement(document, "target", Verdict.OPTIONAL, item, facts)
        elif index not in match:
            yield _missed(document, item)
        else:
            fact = found[match[index]]
            yield _read_target(document, item, fact, str(match[index]))
            yield from _target_fields(document, item, fact)
    for index, fact in enumerate(found):
        if index not in match.values():
            number = f"{fact.get('value')} {fact.get('unit')}"
            yield _wrong(document, [fact], str(index), f"{fact['indicator']} {number}")


def _read_target(document: str, gold: Item, fact: Item, reading: str) -> Judgement:
    differ = differing(gold, fact)
    if not differ and alike(gold["indicator"], fact["indicator"]) < LIKENESS:
        differ = ("indicator",)
    verdict = Verdict.INEXACT if differ else Verdict.RIGHT
    message = "; ".join(_instead(name, gold, fact) for name in differ)
    return Judgement(document, "target", verdict, gold, (fact,), reading, differ, message)


def _target_fields(document: str, gold: Item, fact: Item) -> Iterator[Judgement]:
    for name in ("region", "year"):
        if gold.get(name):
            yield _field(document, name, fact.get(name) == gold[name], gold, (fact,))
    if gold.get("program"):
        near = alike(fact.get("program") or "", gold["program"]) >= LIKENESS
        yield _field(document, "program", near, gold, (fact,))


def _field(document: str, name: str, right: bool, gold: Item, found: tuple[Item, ...]) -> Judgement:
    component = f"{gold['kind']}.{name}"
    if right:
        return Judgement(document, component, Verdict.RIGHT, gold, found)
    message = _instead(name, gold, found[0] if found else {})
    return Judgement(document, component, Verdict.WRONG, gold, found, "", (name,), message)


def _missed(document: str, item: Item) -> Judgement:
    message = item["indicator"] if item["kind"] == "target" else name_of(item)
    return Judgement(document, item["kind"], Verdict.MISSED, item, message=message)


def _wrong(document: str, facts: list[Item], reading: str, message: str) -> Judgement:
    kind = facts[0]["kind"]
    return Judgement(document, kind, Verdict.WRONG, None, tuple(facts), reading, (), message)


def _instead(name: str, gold: Item, fact: Item) -> str:
    """Say what a field should be, and what it is."""
    return f"{name} {gold.get(name)!r}, not {fact.get(name)!r}"


def _codes(region: Item) -> set[str]:
    return {*(region.get("codes") or ()), region["code"]}


def _grouped(facts: Iterable[Item], name: str) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for fact in facts:
        groups[fact[name]].append(fact)
    return groups
