"""Measure, and write the report: ``python -m tests.bench``.

``--only NAME`` measures a part, and may be given again; ``--documents 100,1000`` says how large the
builds are that show the growth, ``--corpus FOLDER`` adds documents of one's own to the seeds that
everything is made of, ``--out FOLDER`` says where README.md and bench.json go, ``.bench`` where
none is given; ``--small`` tries all of it in little time. The report is written anew after each
number, so that what has been measured stays when a run is stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

from tests.bench import extraction, growth, overlap, page, queries, store
from tests.bench.machine import machine, versions
from tests.bench.record import Record, Settings
from tests.bench.report import MARKDOWN, Report, write

# Each yields its records, in the order of its table.
PARTS: Mapping[str, ModuleType] = {
    "extraction": extraction,
    "growth": growth,
    "store": store,
    "queries": queries,
    "overlap": overlap,
    "page": page,
}

_DOCUMENTS = (100, 1_000, 10_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and write the report; return the exit code."""
    options = _parser().parse_args(arguments)
    report = Report(date.today().isoformat(), options.small, machine(), versions(), {})
    for name in options.only or PARTS:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="bench-") as work:
            settings = Settings(
                Path(work),
                options.small,
                options.documents,
                options.corpus,
                len(os.sched_getaffinity(0)),
            )
            found: list[Record] = []
            for record in PARTS[name].records(settings):
                found.append(record)
                report = replace(report, parts={**report.parts, name: tuple(found)})
                write(report, options.out)
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    print(f"Written to {options.out / MARKDOWN}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(PARTS), metavar="NAME")
    parser.add_argument("--documents", type=_numbers, default=_DOCUMENTS)
    parser.add_argument("--corpus", action="append", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=Path(".bench"), metavar="FOLDER")
    parser.add_argument("--small", action="store_true")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
