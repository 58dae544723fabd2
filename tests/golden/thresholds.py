"""``kg/thresholds.md``: every tuned number of the project, with the comment that stands beside it.

A number is a constant of a module or a script, a field of a class ``Limits``, or what the entries
of a table of words have. Its comment stands beside it or above; one above that ends with a colon
holds for all that follow without a blank line.
"""

from __future__ import annotations

import ast
import re
import tokenize
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "kg" / "thresholds.md"
# Numbers that say what a thing is, and that nobody could choose otherwise.
DEFINITIONS = {
    "kg/explore/network.py": {"OPTIONS"},
    "kg/explore/script/zip.js": {"ZIP_DAY", "ZIP_UTF8", "ZIP_VERSION"},
    "kg/extraction/targets/indicator_tables.py": {"_POWERS"},
    "kg/extraction/numbers.py": {"_DIGIT", "_POWERS"},
    "kg/files.py": {"_READING"},
    "kg/limits.py": {"_UNITS"},
}
# The same inside a function: digits of a year and a date, of a code, a digest, circled numbers.
DEFINED = {
    "kg/extraction/plan/component.py": {4},
    "kg/extraction/course/status.py": {3, 4},
    "kg/extraction/plan/traces.py": {18},
    "kg/readers/numbering.py": {20},
    "kg/readers/pdf.py": {3},
    "kg/regions.py": {9999},
    "kg/serve/description.py": {16},
    "kg/serve/requests.py": {32, 200},
    "kg/workbook.py": {10},
}
_EVENTS = ("year",)  # of a table: when something was
_NAME = re.compile(r"_?[A-Z][A-Z0-9_]*")
_SCRIPT = re.compile(r"const ([A-Z][A-Z0-9_]*) = ([\d.][\w. *]*|\[[\d., ]+\]);(?: *// (.*))?")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number as it stands in the code: its file, name, source text, and what is said of it.

    ``group`` is said of those that stand with it, too.
    """

    path: str
    line: int
    name: str
    value: str
    said: str
    group: str = ""


def thresholds(root: Path = ROOT) -> list[Threshold]:
    """Return every threshold below ``kg``, file by file in the order of its lines."""
    found: list[Threshold] = []
    for path in sorted((root / "kg").rglob("*")):
        of = {".py": _of_module, ".js": _of_script, ".toml": _of_table}.get(path.suffix)
        if of:
            name = path.relative_to(root).as_posix()
            left_out = DEFINITIONS.get(name, set())
            found += [one for one in of(name, path.read_text("utf-8")) if one.name not in left_out]
    return found


def _of_module(path: str, text: str) -> Iterator[Threshold]:
    lines = text.splitlines()
    tree = ast.parse(text)
    limits = (
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Limits"
    )
    for node in (*tree.body, *(field for one in limits for field in one.body)):
        for name, value in _named(node):
            if _is_number(value):
                own, group = _above(lines, node.lineno)
                end = node.end_lineno or node.lineno
                said = " ".join([*own, *_beside(lines[node.lineno - 1 : end])])
                literal = ast.get_source_segment(text, value) or ""
                yield Threshold(path, node.lineno, name, " ".join(literal.split()), said, group)


def _named(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Return the names that a statement sets, each with its value."""
    if isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
        yield node.target.id, node.value
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        yield node.targets[0].id, node.value
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
        (target,) = node.targets
        assert isinstance(target, ast.Tuple)
        for name, value in zip(target.elts, node.value.elts, strict=True):
            yield ast.unparse(name), value


def _is_number(value: ast.expr) -> bool:
    """Tell whether an expression is made of numbers in decimal."""
    if isinstance(value, ast.Constant):
        return type(value.value) in (int, float)
    if isinstance(value, ast.UnaryOp):
        return _is_number(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_number(value.left) or _is_number(value.right)
    if isinstance(value, ast.Tuple):
        return any(map(_is_number, value.elts))
    if isinstance(value, ast.Dict):
        return any(map(_is_number, value.values))
    return isinstance(value, ast.Call) and any(map(_is_number, value.args))


def _beside(lines: list[str]) -> list[str]:
    """Return the comments that stand beside a statement, given its lines."""
    tokens = tokenize.generate_tokens(iter([f"{line.strip()}\n" for line in lines]).__next__)
    found = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [said.removeprefix("#").strip() for said in found]


def _above(lines: list[str], line: int) -> tuple[list[str], str]:
    """Return the comment above a line, and the one that holds for all of its block."""
    own = [said for said in [_block(lines, line - 1)] if said]
    while lines[line - 1].strip() and line > 1:
        line -= 1
        group = _block(lines, line) if _is_comment(lines, line) else ""
        if group.endswith(":"):
            return [said for said in own if said != group], group
    return own, ""


def _block(lines: list[str], last: int) -> str:
    """Return the comment that ends in a line."""
    first = last
    while _is_comment(lines, first):
        first -= 1
    return " ".join(line.strip().lstrip("#/").strip() for line in lines[first:last])


def _is_comment(lines: list[str], line: int) -> bool:
    return line > 0 and lines[line - 1].lstrip().startswith(("#", "//"))


def _of_script(path: str, text: str) -> Iterator[Threshold]:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if match := _SCRIPT.fullmatch(line):
            own, group = _above(lines, number)
            said = " ".join([*own, *filter(None, [match[3]])])
            yield Threshold(path, number, match[1], match[2], said, group)


def _of_table(path: str, text: str) -> Iterator[Threshold]:
    """Yield the numbers that the entries of a table have under one name, in their order."""
    lines = text.splitlines()
    for table, entries in tomllib.loads(text).items():
        numbers: dict[str, list[str]] = {}
        for entry in entries if isinstance(entries, list) else [entries]:
            for name, value in entry.items() if isinstance(entry, dict) else ():
                if type(value) in (int, float) and name not in _EVENTS:
                    numbers.setdefault(name, []).append(str(value))
        first = next((n for n, line in enumerate(lines, 1) if line.strip("[]") == table), 1)
        for name, values in numbers.items():
            above = _block(lines, first - 1)
            yield Threshold(path, first, f"{table}.{name}", ", ".join(values), above)


def page(found: Iterable[Threshold]) -> str:
    """Return the page: a table for each folder, a row for what is set in one place."""
    parts = [_INTRODUCTION]
    for folder, group in groupby(found, key=lambda one: str(PurePosixPath(one.path).parent)):
        parts.append(f"\n## {folder}\n\n| number | value | what it is |\n| --- | --- | --- |\n")
        shown = ""
        for (path, _), same in groupby(group, key=lambda one: (one.path, one.line)):
            numbers = list(same)
            if numbers[0].group not in ("", shown):
                parts.append(f"| {PurePosixPath(path).name} | | *{_cell(numbers[0].group)}* |\n")
            shown = numbers[0].group
            names = ", ".join(f"`{one.name}`" for one in numbers)
            values = ", ".join(one.value for one in numbers)
            file = PurePosixPath(path).name
            parts.append(f"| {file} {names} | {_cell(values)} | {_cell(numbers[0].said)} |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


_INTRODUCTION = """\
# Thresholds and limits

Every number that someone has chosen, with the comment that stands beside it in the code: what it
counts, and on which texts or measurement it was set. Where none are named, it was chosen and not
tuned. `make update` writes this page from the code, and a test compares the two; a number without a
comment fails it. To change one, change the code, see what `make test` says of the gate
(`tests/gold/GUIDELINES.md`), and write beside it on what it was tried. What stands in italics holds
for the numbers below it.

Options set the fields of `limits.py` (`--limit`), and of `serve/limits.py` the time and the rows
(`--timeout`, `--rows`). What a graph must keep to stands in `ontology/shapes.ttl`.
"""


def hidden(root: Path = ROOT) -> list[str]:
    """Return the numbers in comparisons, cuts and bounds that have no name, file by file.

    Trivial ones (0, 1, 2) need none; statuses of HTTP, code points and bytes (written in base 16)
    are what a standard says.
    """
    found = []
    for path in sorted((root / "kg").rglob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Compare):
                parts = [node.left, *node.comparators]
            elif isinstance(node, ast.Slice):
                parts = [part for part in (node.lower, node.upper) if part]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("min", "max"):
                parts = node.args
            else:
                continue
            where = path.relative_to(root).as_posix()
            left_out = DEFINED.get(where, set())
            found += [
                f"{where}:{one.lineno} {ast.unparse(node)}"
                for one in (inner for part in parts for inner in ast.walk(part))
                if isinstance(one, ast.Constant) and _is_chosen(one, text, left_out)
            ]
    return found


def _is_chosen(one: ast.Constant, text: str, left_out: Collection[int]) -> bool:
    value = one.value
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    if value in (0, 1, 2) or 400 <= value < 600 or value in left_out:
        return False
    return not (ast.get_source_segment(text, one) or "").startswith("0x")
