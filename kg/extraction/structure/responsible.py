"""The departments named for a measure: 责任科室：基教科, （牵头单位：规划科；配合单位：人事科）.

They are said in a heading's brackets, at the end of a measure or in a line below it, and belong to
the innermost heading or measure that is open there. Persons are not kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import resources
from kg.extraction.document import Heading
from kg.records import Hint
from kg.regex import compiled

# Between two names; 各县（市、区）教育局 is one.
_NAME = re.compile("(?:[^、，（）]|（[^（）]*）)+")


def assigned(text: str, headings: Sequence[Heading]) -> tuple[Heading, ...]:
    r"""Return the headings with the departments that the text names for them.

    >>> from kg.extraction.structure.component import outline
    >>> text = "一、扩大学位。新建学校3所。（责任科室：规划科、基建科）\n二、强师。"
    >>> [h.section.responsible for h in assigned(text, outline(text, ((0, len(text)),)).headings)]
    [('规划科', '基建科'), ()]
    """
    starts = [heading.start for heading in headings]
    named: defaultdict[int, dict[str, None]] = defaultdict(dict)
    hints: defaultdict[int, list[Hint]] = defaultdict(list)
    for match, names in _assignments(text):
        index = bisect_right(starts, match.start()) - 1  # what began last ends first
        if index >= 0 and match.start() < headings[index].reach:
            named[index].update(dict.fromkeys(names))
            shows = f"{match['label']}：{'、'.join(names)}"
            hints[index].append(Hint(match.start(), match.end(), shows))
    found = list(headings)
    for index, own in named.items():
        section = replace(headings[index].section, responsible=tuple(own))
        found[index] = replace(headings[index], section=section, hints=tuple(hints[index]))
    return tuple(found)


def _assignments(text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    label, name = _words()
    for match in label.finditer(text):
        names = [part.strip() for part in _NAME.findall(match["names"])]
        kept = [part for part in names if name.fullmatch(part)]
        if kept:
            yield match, kept


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = resources.words("kg.extraction.structure", "structure")["responsible"]
    return compiled(raw["label"]), compiled(raw["name"])
