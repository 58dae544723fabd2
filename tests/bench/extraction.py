"""How fast a reading is beside jieba's segmentation of the same texts, in one run.

Run by ``make bench``; takes folders of documents, the seeds where none is given.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba
import rjieba

from kg import __version__, resources
from kg.builder import extract_source
from kg.readers import find, read


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes, the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(folders: list[Path]) -> None:
    """Print a table of what takes how long, and how it compares with jieba."""
    sources = [read(found) for found in find(folders).found]
    characters = sum(len(source.text) for source in sources)
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    extract_source(sources[0])
    work: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [jieba.lcut(source.text) for source in sources],
        "rjieba.cut": lambda: [rjieba.cut(source.text) for source in sources],
        "kg: text to facts": lambda: [extract_source(source) for source in sources],
    }
    taken = {name: seconds(task) for name, task in work.items()}
    print(f"kg {__version__}, Python {platform.python_version()}, {platform.machine()}")
    print(f"{len(sources)} documents, {characters} characters\n")
    print("| | seconds | characters a second | jieba.lcut = 1 |\n| --- | --- | --- | --- |")
    for name, time_taken in taken.items():
        ratio = taken["jieba.lcut"] / time_taken
        print(f"| {name} | {time_taken:.2f} | {characters / time_taken:,.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]] or [resources.seeds()])
