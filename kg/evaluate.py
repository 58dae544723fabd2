"""How near a reading comes to gold annotations: precision, recall and F1, and every error by cause.

The rules are those of ``tests/gold/GUIDELINES.md``. Items that are marked optional neither help nor
hurt; each excuses one fact. A target counts as detected where quote and number meet the gold's, as
exact where unit, comparator and status agree too, as full where the indicator is alike.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import FactsError

Item = Mapping[str, Any]

# Two readers word an indicator differently; at half of the characters and pairs in common they mean
# the same on the five plans.
_LIKENESS = 0.5
_TITLE_LIKENESS = 0.8
_LONGEST_QUOTE = 80
_SAME_UNITS = {"名": "人", "位": "人", "平米": "平方米", "㎡": "平方米", "学时": "课时"}
_PLAN_FIELDS = ("year", "region", "issuer", "published", "document_type")
KINDS = ("plan", "region", "program", "target", "citation")


@dataclass
class Tally:
    """How many items were right, how many the gold has and how many were found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found and nothing is there."""
        return self.hit / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hit / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Scores:
    """The tallies by component, single fields as right of all, and the errors in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    linked: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class SameNames:
    """Which gold names are one program, and which may be."""

    one: Mapping[str, str]
    either: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, path: Path) -> SameNames:
        """Return the names of ``same.json``."""
        raw = json.loads(path.read_text("utf-8"))
        one = {name: group[0] for group in raw["same"] for name in group}
        return cls(one, tuple(frozenset(group) for group in raw["either"]))


def read_gold(path: Path) -> list[Item]:
    """Return the items of a gold file; FactsError where a line is no JSON."""
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except ValueError as error:
        raise FactsError(f"not a gold file: {error}", where=str(path)) from error


def score(
    gold: Mapping[str, Sequence[Item]], found: Mapping[str, Sequence[Item]], same: SameNames
) -> Scores:
    """Score facts (as ``facts.as_record`` makes them) against gold, both by document."""
    scores = Scores()
    by_kind: dict[str, Callable[..., None]] = {
        "plan": _plan,
        "region": _region,
        "program": _program,
        "target": _target,
        "citation": _citation,
    }
    for document, items in gold.items():
        facts = found.get(document, ())
        for kind, judge in by_kind.items():
            judge(
                scores,
                document,
                [item for item in items if item["kind"] == kind],
                [fact for fact in facts if fact["kind"] == kind],
            )
    _linking(scores, same)
    return scores


def alike(left: str, right: str) -> float:
    """Return the likeness of two short texts: Dice over characters and pairs, 0 to 1.

    >>> round(alike("新增学位", "公办园新增学位"), 2)
    0.7
    """
    grams = [Counter(_grams(text)) for text in (left, right)]
    sizes = [sum(counter.values()) for counter in grams]
    return 2 * sum((grams[0] & grams[1]).values()) / sum(sizes) if all(sizes) else 0.0


def _grams(text: str) -> list[str]:
    letters = "".join(filter(str.isalnum, text))
    return [*letters, *(letters[i : i + 2] for i in range(len(letters) - 1))]


def _plan(scores: Scores, document: str, gold: list[Item], found: list[Item]) -> None:
    for want in gold:
        got = found[0] if found else {}
        for name in _PLAN_FIELDS:
            accepted = want.get("accept", {}).get(name, [want.get(name)])
            right = bool(found) and got.get(name) in accepted
            scores.fields[f"plan.{name}"].append(right)
            if not right:
                scores.errors.append(
                    f"{document}: plan.{name}: {want.get(name)!r}, not {got.get(name)!r}"
                )
        if want["title"]:
            near = alike(got.get("title") or "", want["title"]) >= _TITLE_LIKENESS
            scores.fields["plan.title"].append(near)


def _region(scores: Scores, document: str, gold: list[Item], found: list[Item]) -> None:
    required = [{*(item.get("codes") or ()), item["code"]} for item in gold if _required(item)]
    optional = {
        code
        for item in gold
        if not _required(item)
        for code in (*(item.get("codes") or ()), item.get("code"))
    }
    codes = {fact["code"] for fact in found}
    counted = {code for code in codes if code not in optional or any(code in r for r in required)}
    tally = scores.tallies["region"]
    tally.gold += len(required)
    tally.found += len(counted)
    tally.hit += sum(bool(codes & wanted) for wanted in required)
    scores.errors += [f"{document}: region missed: {w}" for w in required if not codes & w]
    wrong = [code for code in sorted(counted) if not any(code in wanted for wanted in required)]
    scores.errors += [f"{document}: region wrong: {code}" for code in wrong]


def _program(scores: Scores, document: str, gold: list[Item], found: list[Item]) -> None:
    concepts: dict[str, list[Item]] = defaultdict(list)
    for fact in found:
        concepts[fact["concept"]].append(fact)
    pairs = []
    for concept, facts in concepts.items():
        for index, item in enumerate(gold):
            meeting = sum(
                any(_overlap(fact, span) >= 0.5 for span in item["spans"]) for fact in facts
            )
            if meeting and 2 * meeting >= len(facts):
                share = meeting / len(facts)
                pairs.append((_required(item), share, meeting, -index, concept))
    match: dict[int, str] = {}
    for _, _, _, minus, concept in sorted(pairs, reverse=True):
        if -minus not in match and concept not in match.values():
            match[-minus] = concept
    excused = {concept for index, concept in match.items() if not _required(gold[index])}
    tally = scores.tallies["program"]
    tally.gold += sum(map(_required, gold))
    tally.found += len(concepts) - len(excused)
    for index, item in enumerate(gold):
        if not _required(item):
            continue
        if index in match:
            tally.hit += 1
            scores.linked[item["name"]].append((document, match[index]))
        else:
            scores.errors.append(f"{document}: program missed: {item['name']}")
    wrong = [facts[0] for concept, facts in concepts.items() if concept not in match.values()]
    scores.errors += [f"{document}: program wrong: {fact['quote']}" for fact in wrong]


def _target(scores: Scores, document: str, gold: list[Item], found: list[Item]) -> None:
    pairs = sorted(
        (
            (_same_number(g, f), _exact(g, f), alike(g["indicator"], f["indicator"]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if _meets(g, f)
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    for number, _, _, i, j in pairs:
        if number and i not in match and j not in match.values():
            match[i] = j
    excused = {j for i, j in match.items() if not _required(gold[i])}
    for *_, i, j in pairs:  # an optional item that was read otherwise excuses one fact
        if not _required(gold[i]) and i not in match and j not in match.values():
            match[i] = j
            excused.add(j)
    required = [i for i, item in enumerate(gold) if _required(item)]
    hits = [(gold[i], found[match[i]]) for i in required if i in match]
    exact = [(g, f) for g, f in hits if _exact(g, f)]
    full = [(g, f) for g, f in exact if alike(g["indicator"], f["indicator"]) >= _LIKENESS]
    for level, right in (("detected", hits), ("exact", exact), ("full", full)):
        tally = scores.tallies[f"target.{level}"]
        tally.gold += len(required)
        tally.found += len(found) - len(excused)
        tally.hit += len(right)
    _target_fields(scores, document, hits)
    _target_errors(scores, document, [gold[i] for i in required if i not in match], hits)
    wrong = [fact for j, fact in enumerate(found) if j not in match.values()]
    scores.errors += [f"{document}: target wrong: {fact['quote']}" for fact in wrong]


def _target_fields(scores: Scores, document: str, hits: list[tuple[Item, Item]]) -> None:
    for g, f in hits:
        judged = {name: f.get(name) == g[name] for name in ("region", "year") if g.get(name)}
        if g.get("program"):
            judged["program"] = alike(f.get("program") or "", g["program"]) >= _LIKENESS
        for name, right in judged.items():
            scores.fields[f"target.{name}"].append(right)
            if not right:
                error = f"{g['quote']}: {g[name]!r}, not {f.get(name)!r}"
                scores.errors.append(f"{document}: target.{name}: {error}")


def _target_errors(
    scores: Scores, document: str, missed: list[Item], hits: list[tuple[Item, Item]]
) -> None:
    scores.errors += [f"{document}: target missed: {item['quote']}" for item in missed]
    for g, f in hits:
        if not _exact(g, f):
            got = [f.get(name) for name in ("unit", "comparator", "status")]
            scores.errors.append(f"{document}: target inexact: {g['quote']}: {got}")
        elif alike(g["indicator"], f["indicator"]) < _LIKENESS:
            scores.errors.append(
                f"{document}: target indicator: {g['indicator']}, not {f['indicator']}"
            )


def _citation(scores: Scores, document: str, gold: list[Item], found: list[Item]) -> None:
    titles: dict[str, list[Item]] = defaultdict(list)
    for fact in found:
        titles[fact["title"]].append(fact)
    match: dict[int, str] = {}
    for index, item in sorted(enumerate(gold), key=lambda pair: not _required(pair[1])):
        for title, facts in titles.items():
            near = any(_overlap(fact, span) >= 0.5 for fact in facts for span in item["spans"])
            if near and title not in match.values():
                match[index] = title
                break
    excused = {title for index, title in match.items() if not _required(gold[index])}
    tally = scores.tallies["citation"]
    tally.gold += sum(map(_required, gold))
    tally.found += len(titles) - len(excused)
    for index, item in enumerate(gold):
        if not _required(item):
            continue
        if index not in match:
            scores.errors.append(f"{document}: citation missed: {item['title']}")
            continue
        tally.hit += 1
        actions = {fact["action"] for fact in titles[match[index]]}
        scores.fields["citation.action"].append(item["action"] in actions)
    wrong = [title for title in titles if title not in match.values()]
    scores.errors += [f"{document}: citation wrong: {title}" for title in wrong]


def _linking(scores: Scores, same: SameNames) -> None:
    """Judge over all documents: one program has one concept, two have two."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, found in scores.linked.items():
        places[same.one.get(name, name)].extend(found)
    for found in places.values():
        for (left, one), (right, other) in combinations(found, 2):
            if left != right:
                scores.fields["same_program"].append(one == other)
    for a, b in combinations(sorted(places), 2):
        if not any({a, b} <= group for group in same.either):
            shared = {c for _, c in places[a]} & {c for _, c in places[b]}
            scores.fields["not_merged"].append(not shared)


def _required(item: Item) -> bool:
    return not item.get("optional")


def _overlap(fact: Item, span: Sequence[int]) -> float:
    """Return what two places share, as a part of what they cover together."""
    shared = min(fact["end"], span[1]) - max(fact["start"], span[0])
    return shared / (max(fact["end"], span[1]) - min(fact["start"], span[0])) if shared > 0 else 0.0


def _meets(gold: Item, found: Item) -> bool:
    """Whether two quotes share half of the shorter, and the found one is not far longer."""
    length: int = gold["end"] - gold["start"]
    other: int = found["end"] - found["start"]
    shared: int = min(gold["end"], found["end"]) - max(gold["start"], found["start"])
    short = other <= max(_LONGEST_QUOTE, 3 * length)
    return short and shared > 0 and 2 * shared >= min(length, other)


def _same_number(gold: Item, found: Item) -> bool:
    masked = bool(gold.get("masked")) == bool(found.get("masked"))
    return masked and all(_near(gold.get(name), found.get(name)) for name in ("value", "value_max"))


def _near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 0.01 * max(1.0, abs(left) * 0.01)


def _exact(gold: Item, found: Item) -> bool:
    units = [_SAME_UNITS.get(str(item.get("unit")), item.get("unit")) for item in (gold, found)]
    same = all(gold.get(name) == found.get(name) for name in ("comparator", "status"))
    return units[0] == units[1] and same


def by_document(facts: Iterable[Item]) -> dict[str, list[Item]]:
    """Group facts by the name of their document, its ending left out."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for fact in facts:
        groups[Path(fact["document"]).stem].append(fact)
    return groups
