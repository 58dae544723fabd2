"""The report of a run: the same numbers as Markdown and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg import resources
from kg.files import make_folder, replace_file
from tests.bench.record import Record

MARKDOWN, JSON = "README.md", "bench.json"
_DIGITS = 3  # what a machine repeats, at best


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, part by part, on what, and on which day."""

    day: str
    small: bool
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    parts: Mapping[str, Sequence[Record]]


def write(report: Report, folder: Path) -> None:
    """Write both files into ``folder``, each whole."""
    make_folder(folder)
    replace_file(folder / JSON, [as_json(report)])
    replace_file(folder / MARKDOWN, [as_markdown(report)])


def as_json(report: Report) -> str:
    """Return the report as JSON: a list of records a part, numbers rounded as in the Markdown."""
    content = asdict(report)
    for records in content["parts"].values():
        for record in records:
            record["value"], record["ratio"] = rounded(record["value"]), rounded(record["ratio"])
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_markdown(report: Report) -> str:
    """Return the report as Markdown: a table a part, with what it means and what is slow."""
    return "\n".join(_lines(report, resources.words("tests.bench", "words"))) + "\n"


def _lines(report: Report, words: Mapping[str, Any]) -> Iterator[str]:
    said = words["report"]
    yield f"# {said['title']}\n"
    if report.small:
        yield f"**{said['small']}**\n"
    yield said["what"].strip() + "\n"
    on = [f"{name}: {value}" for name, value in report.machine.items()]
    yield f"Measured on {report.day}; {'; '.join(on)}.\n"
    used = [f"{name} {value}" for name, value in report.versions.items()]
    yield f"With {', '.join(used)}.\n"
    for part, records in report.parts.items():
        yield f"## {words[part]['title']}\n"
        yield words[part]["what"].strip() + "\n"
        yield from _table(records)
        yield ""
        yield from _notes(records)
        yield words[part]["slow"].strip() + "\n"


def _table(records: Sequence[Record]) -> Iterator[str]:
    """Yield a row a case and a column a name, with another for its ratio where it has one."""
    found = {(record.case, record.name): record for record in records}
    cases = list(dict.fromkeys(record.case for record in records))
    units = {record.name: record.unit for record in records}
    baselines = {record.name: record.baseline for record in records if record.baseline}
    head = [""]
    for name, unit in units.items():
        head.append(f"{name} ({unit})" if unit else name)
        head += [f"{baselines[name]} = 1"] if name in baselines else []
    yield _row(head)
    yield _row(["---", *["---:"] * (len(head) - 1)])
    for case in cases:
        cells = [case]
        for name in units:
            record = found.get((case, name))
            cells.append(_cell(record.value, "none") if record else "")
            if name in baselines:
                cells.append(_cell(record.ratio, "") if record else "")
        yield _row(cells)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _notes(records: Sequence[Record]) -> Iterator[str]:
    notes = dict.fromkeys((record.case, record.note) for record in records if record.note)
    for case, note in notes:
        yield f"- {case}: {note}"
    if notes:
        yield ""


def _cell(value: float | None, missing: str) -> str:
    shown = rounded(value)
    if shown is None:
        return missing
    decimals = 0 if abs(shown) >= 100 or shown == int(shown) else _decimals(shown)
    return f"{shown:,.{decimals}f}"


def rounded(value: float | None) -> float | None:
    """Return a number with three digits that count, all those before the point kept.

    >>> rounded(123456.7), rounded(12.345), rounded(0.0012345)
    (123457.0, 12.3, 0.00123)
    """
    return None if value is None else round(float(value), max(_decimals(value), 0))


def _decimals(value: float) -> int:
    """Return how many decimals leave three digits that count.

    >>> _decimals(12.345), _decimals(0.012345), _decimals(0)
    (1, 4, 0)
    """
    return max(_DIGITS - 1 - math.floor(math.log10(abs(value))), 0) if value else 0
