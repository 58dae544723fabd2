"""The floors of the extraction gate: what was measured on each set of gold, in whole percent.

``make floors`` raises them to what is measured, rounded down, and notes the digest of the gold
they were measured on. It refuses to lower one, and then writes nothing, unless ``LOWER=1`` is
given: ``floors.toml`` then shows in the commit what was given up. A component gets a floor by a
line ``"component" = 0`` in the file and the next ``make floors``.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from kg.evaluate.gather import SAME, documents, extracted, find_gold, judge_all
from kg.evaluate.gold import Case
from kg.evaluate.scores import Scores
from kg.files import replace_file

FILE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A set of gold: its folder, that of its documents, the digest of both, floors by component.

    The folders are relative to the file that names them.
    """

    gold: str
    documents: str
    digest: str
    floors: Mapping[str, int]


def read(path: Path) -> dict[str, GoldSet]:
    """Return the sets of a floors file by their names."""
    return {name: GoldSet(**raw) for name, raw in tomllib.loads(path.read_text("utf-8")).items()}


@cache
def scores(gold: Path, folder: Path) -> Scores:
    """Return the scores of a gold folder against the documents in ``folder``."""
    files, failures = find_gold([gold])
    results = list(extracted(files, folder))
    cases = [result for result in results if isinstance(result, Case)]
    failures += [result for result in results if not isinstance(result, Case)]
    if failures:
        raise failures[0].error
    return Scores.of(judge_all(cases, files))


def digest(gold: Path, folder: Path) -> str:
    """Return the digest of the bytes of documents and gold, each in the order of their names."""
    files, _ = find_gold([gold])
    texts = sorted(path for paths in documents(files, folder).values() for path in paths)
    names = sorted([*(file.path for file in files), *gold.glob(SAME)])
    content = b"".join(path.read_bytes() for path in (*texts, *names))
    return hashlib.sha256(content).hexdigest()[:16]


def in_percent(measured: Mapping[str, float]) -> dict[str, int]:
    """Return the measures in percent, rounded down.

    >>> in_percent({"region": 0.29, "program": 0.9876})
    {'region': 29, 'program': 98}
    """
    return {name: math.floor(round(100 * share, 6)) for name, share in measured.items()}


def lowered(old: Mapping[str, int], measured: Mapping[str, int]) -> dict[str, int | None]:
    """Return the floors that would fall and to what; None where nothing is measured any more."""
    return {
        name: measured.get(name)
        for name, floor in old.items()
        if name not in measured or measured[name] < floor
    }


def update(path: Path, lower: bool = False) -> list[str]:
    """Write the floors of ``path`` anew; return those that would fall and were therefore kept.

    Where there is one and ``lower`` is not given, the file stays as it is.
    """
    sets, refused = {}, []
    for name, old in read(path).items():
        gold, folder = path.parent / old.gold, path.parent / old.documents
        measured = in_percent(scores(gold, folder).measured())
        for component, floor in lowered(old.floors, measured).items():
            refused.append(f"{name} {component}: {old.floors[component]} to {floor}")
        floors = {
            component: measured[component] for component in old.floors if component in measured
        }
        sets[name] = GoldSet(old.gold, old.documents, digest(gold, folder), floors)
    if refused and not lower:
        return refused
    replace_file(path, [_head(path), *(section(name, sets[name]) for name in sorted(sets))])
    return []


def _head(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#"), lines))


def section(name: str, gold: GoldSet) -> str:
    """Return the lines of one set, its floors in the order of their names."""
    lines = [
        f"\n[{name}]",
        *(f"{key} = {json.dumps(getattr(gold, key))}" for key in ("gold", "documents", "digest")),
        f"\n[{name}.floors]",
        *(
            f"{json.dumps(component)} = {gold.floors[component]}"
            for component in sorted(gold.floors)
        ),
    ]
    return "".join(f"{line}\n" for line in lines)


def main() -> int:
    """Write ``floors.toml`` anew, or say what would fall and return 1."""
    parser = argparse.ArgumentParser(description="Raise the floors to what is measured.")
    parser.add_argument("--lower", action="store_true", help="lower floors too")
    lower = parser.parse_args().lower
    before = read(FILE)
    refused = update(FILE, lower)
    for line in refused:
        print(f"would fall: {line}")
    if refused:
        print("nothing is written; make floors LOWER=1 lowers them")
        return 1
    for name, gold in read(FILE).items():
        for component, floor in gold.floors.items():
            if floor != before[name].floors[component]:
                print(f"{name} {component}: {before[name].floors[component]} to {floor}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
