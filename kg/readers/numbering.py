"""The numbers that Word counts itself and does not keep as text: 一、 （一） 1. ①.

A list is an abstract definition of levels; paragraphs, or their styles, name a list and a level in
it. Lists of one definition count on together unless a list says where it starts. The rules are
those of ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MOST_DIGITS = 5  # of a number in the file; a longer one is a mistake
# Word itself has no more:
_LEVELS = range(9)  # of a list
_LONGEST_PATTERN = 255  # characters of a level's pattern
_LONGEST_CHAIN = 20  # styles that are based on each other

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = {
    1000: "M",
    900: "CM",
    500: "D",
    400: "CD",
    100: "C",
    90: "XC",
    50: "L",
    40: "XL",
    10: "X",
    9: "IX",
    5: "V",
    4: "IV",
    1: "I",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str = ""
    decimals: bool = False
    restart: int = -1


@dataclass(frozen=True, slots=True)
class List:
    """A list: the definition that it counts with, its levels, the levels it starts anew."""

    definition: str
    levels: Mapping[int, Level]
    anew: Mapping[int, int]


class Numbering:
    """Counts through a document: ``label`` is asked for each paragraph in its order."""

    def __init__(self, lists: Mapping[str, List], styles: Mapping[str, tuple[str, int]]) -> None:
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    @classmethod
    def of(cls, opened: Document) -> Numbering:
        """Return the numbering of a document, before its first paragraph."""
        relations = opened.part.rels.values()
        parts = [rel.target_part for rel in relations if rel.reltype.endswith("/numbering")]
        root = getattr(parts[0], "element", None) if parts else None
        lists = _lists(root) if root is not None else {}
        return cls(lists, _style_lists(opened, lists))

    def label(self, paragraph: Any) -> str:
        """Return the number of a paragraph as it is printed, nothing where it has none."""
        name, depth = self._place(paragraph)
        found = self._lists.get(name)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        if depth in found.anew and (name, depth) not in self._begun:
            self._begun.add((name, depth))
            counts[depth] = found.anew[depth] - 1
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper, level in found.levels.items():
            if deeper > depth and (level.restart < 0 or depth < level.restart):
                counts.pop(deeper, None)
        return _label(found.levels, counts, depth)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list of a paragraph and its level there: its own, else its style's."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = _value(paragraph, f"{_W}pPr/{_W}pStyle")
        inherited = self._styles.get(style, ("", 0))
        if own is None:
            return inherited
        level = _value(own, f"{_W}ilvl")
        return _value(own, f"{_W}numId") or inherited[0], _integer(level, inherited[1])


def number(count: int, form: str) -> str:
    """Return ``count`` written in one of Word's forms, in digits where the form is not known.

    >>> [number(12, form) for form in ("decimal", "chineseCountingThousand", "upperRoman")]
    ['12', '十二', 'XII']
    >>> [number(2, form) for form in ("ideographTraditional", "decimalEnclosedCircle")]
    ['乙', '②']
    """
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(0x245F + count)
    if form.startswith(("chineseCounting", "taiwaneseCounting", "japaneseCounting")):
        return _chinese(count)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(count).translate(_FORMAL)
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[(count - 1) % len(signs)]
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.lower() if form == "lowerLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).lower() if form == "lowerRoman" else _roman(count)
    return str(count)


def _chinese(count: int) -> str:
    import cn2an

    written: str = cn2an.an2cn(count)
    return written[1:] if written.startswith("一十") else written


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN.items():
        written += letters * (count // value)
        count %= value
    return written


def _label(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    own = levels[depth]
    if own.form == "bullet":
        return ""

    def written(match: re.Match[str]) -> str:
        other = int(match.group(1)) - 1
        level = levels.get(other, Level())
        form = "decimal" if own.decimals and level.form != "none" else level.form
        return number(counts.get(other, level.start), form)

    label = re.sub(r"%([1-9])", written, own.pattern)
    return f"{label} " if label[-1:].isascii() and label[-1:].isalnum() else label


def _lists(root: Any) -> dict[str, List]:
    """Return the lists of the numbering part by their number."""
    definitions = {_name(node, "abstractNumId"): node for node in root.iter(f"{_W}abstractNum")}
    linked = {_value(node, f"{_W}styleLink"): name for name, node in definitions.items()}
    levels_of = {name: _levels(node) for name, node in definitions.items()}
    lists: dict[str, List] = {}
    for node in root.iter(f"{_W}num"):
        name = _value(node, f"{_W}abstractNumId")
        if name not in definitions:
            continue
        style = _value(definitions[name], f"{_W}numStyleLink")
        name = linked.get(style, name) if style else name
        levels = dict(levels_of[name])
        anew: dict[int, int] = {}
        for override in node.iter(f"{_W}lvlOverride"):
            depth = _depth(override)
            if depth not in _LEVELS:
                continue
            own = override.find(f"{_W}lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = _value(override, f"{_W}startOverride")
            if start:
                anew[depth] = _integer(start, 1)
                levels[depth] = replace(levels.get(depth, Level()), start=anew[depth])
        lists[_name(node, "numId")] = List(name, levels, anew)
    return lists


def _levels(definition: Any) -> dict[int, Level]:
    levels = ((_depth(node), node) for node in definition.iter(f"{_W}lvl"))
    return {depth: _level(node) for depth, node in levels if depth in _LEVELS}


def _level(node: Any) -> Level:
    decimals = node.find(f"{_W}isLgl")
    return Level(
        start=_integer(_value(node, f"{_W}start"), 1),
        form=_value(node, f"{_W}numFmt") or "decimal",
        pattern=_value(node, f"{_W}lvlText")[:_LONGEST_PATTERN],
        style=_value(node, f"{_W}pStyle"),
        decimals=decimals is not None and decimals.get(f"{_W}val", "1") not in ("0", "false"),
        restart=_integer(_value(node, f"{_W}lvlRestart"), -1),
    )


def _style_lists(opened: Document, lists: Mapping[str, List]) -> dict[str, tuple[str, int]]:
    """Return the list and the level that each paragraph style gives, its base style's included."""
    nodes = {style.style_id: style.element for style in opened.styles}
    found: dict[str, tuple[str, int]] = {}
    for name in nodes:
        seen: list[str] = []
        base = name
        while base in nodes and base not in seen and len(seen) < _LONGEST_CHAIN:
            seen.append(base)
            properties = nodes[base].find(f"{_W}pPr/{_W}numPr")
            if properties is not None:
                own = _value(properties, f"{_W}numId")
                levels = lists[own].levels if own in lists else {}
                named = [depth for depth, level in levels.items() if level.style in seen]
                depth = _integer(_value(properties, f"{_W}ilvl"), 0)
                found[name] = (own, named[0] if named else depth)
                break
            base = _value(nodes[base], f"{_W}basedOn")
    return found


def _value(node: Any, path: str) -> str:
    found = node.find(path)
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _name(node: Any, attribute: str) -> str:
    return str(node.get(f"{_W}{attribute}", ""))


def _depth(node: Any) -> int:
    return _integer(_name(node, "ilvl"), 0)


def _integer(digits: str, default: int) -> int:
    """Return a number of the file; a damaged one, or one that no list reaches, is not read."""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else default
