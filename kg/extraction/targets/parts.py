"""Which part of the plan's region a number is for: 云岩区新增学位3.6万个 in a plan of 贵阳市.

A part that opens a clause, or the stretch up to the next semicolon, holds for its numbers. Several
that open it together take as many numbers one by one: 原州区、隆德县新建18所和7所.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.document import Sentence, beginning
from kg.extraction.targets.amounts import Amount
from kg.records import Mention, Region
from kg.regions import table

_STRETCH = re.compile("[；。！？]")
_CLAUSE = re.compile("[，；。：！？（]")
_JOINED = re.compile("(?:、|和|与|及|以及)")
# 全市 in a clause takes it back from the part.
_WHOLE = re.compile("[，、]?(?:全|我|本)[省市县区州旗]")
# Before the name, at the beginning, may stand a few characters: 其中, 支持, 、.
_OPENING = 3


def parts(
    text: str,
    amounts: Sequence[Amount],
    sentence: Sentence,
    regions: Sequence[Mention],
    own: str | None,
) -> dict[int, Mention]:
    """Return the part of the region ``own`` that each amount of a sentence is for, by its start.

    ``regions`` are all of the text, in order; without ``own`` nothing is a part.
    """
    if own is None:
        return {}
    found: dict[int, Mention] = {}
    edges = [sentence.content, *_ends(_STRETCH, text, sentence), sentence.end]
    for start, end in pairwise(edges):
        inside = [amount for amount in amounts if start <= amount.start < end]
        opened = _by_clause(text, start, inside, regions, own)
        named = _opening(text, start, end, regions, own)
        if named and all(group == named for group, _ in opened):
            opened = [(named, inside)]
        for group, counted in opened:
            found |= dict(_assigned(text, group, counted))
        for amount in inside:
            if _WHOLE.match(text, _clause(text, start, amount)):
                found.pop(amount.start, None)
    return found


def _assigned(
    text: str, named: Sequence[Mention], amounts: Sequence[Amount]
) -> Iterator[tuple[int, Mention]]:
    """Yield the part of each amount: the one that is named, or one by one."""
    if len(named) == 1:
        yield from ((amount.start, named[0]) for amount in amounts)
    for group in _groups(text, amounts):
        if len(group) == len(named):
            yield from ((a.start, m) for a, m in zip(group, named, strict=True))


def _by_clause(
    text: str, start: int, amounts: Sequence[Amount], regions: Sequence[Mention], own: str
) -> list[tuple[list[Mention], list[Amount]]]:
    """Return the parts with which clauses, or items of a list, open, and the amounts in them."""
    found: list[tuple[list[Mention], list[Amount]]] = []
    floor = start
    last: int | None = None
    for amount in amounts:
        clause = _clause(text, start, amount)
        named = _opening(text, max(floor, clause), amount.start, regions, own)
        if named:
            found.append((named, [amount]))
        elif found and clause == last and _JOINED.fullmatch(text, floor, amount.start):
            found[-1][1].append(amount)
        floor, last = amount.end, clause
    return found


def _opening(
    text: str, start: int, end: int, regions: Sequence[Mention], own: str
) -> list[Mention]:
    """Return the parts of ``own`` that stand together at the beginning of a stretch."""
    found: list[Mention] = []
    edge = start + _OPENING
    for mention in beginning(regions, start, end):
        joined = not found or _JOINED.fullmatch(text, found[-1].end, mention.start)
        if not joined or mention.start > edge or not _is_part(mention, own):
            break
        found.append(mention)
        edge = mention.end + _OPENING
    return found


def _is_part(mention: Mention, own: str) -> bool:
    region = mention.content
    return isinstance(region, Region) and own in table().chain(region.code)[1:]


def _groups(text: str, amounts: Sequence[Amount]) -> list[list[Amount]]:
    """Return the amounts in groups that a list joins: 18所和7所."""
    groups: list[list[Amount]] = []
    for amount in amounts:
        if groups and _JOINED.fullmatch(text, groups[-1][-1].end, amount.start):
            groups[-1].append(amount)
        else:
            groups.append([amount])
    return groups


def _clause(text: str, start: int, amount: Amount) -> int:
    ends = [match.end() for match in _CLAUSE.finditer(text, start, amount.start)]
    return ends[-1] if ends else start


def _ends(mark: re.Pattern[str], text: str, sentence: Sentence) -> list[int]:
    return [match.end() for match in mark.finditer(text, sentence.content, sentence.end)]
