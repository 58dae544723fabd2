"""Every regular expression of the package on growing hostile input.

``python -m tests.stress.patterns 3``: its time, the least of three, must grow no faster than the
input. One whose repeats all have bounds is linear, and is not measured.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.stress.hostile import hostile, unbounded
from tests.stress.recording import Recorded, recording

# Characters; what is quicker than _QUICK seconds at the middle one cannot be quadratic.
_LENGTHS = (2_000, 4_000, 8_000)
_QUICK = 0.001
# Twice the input four times as long is quadratic, so that 8 is over two doublings a power of 1.5.
_STEEP = 8.0
_METHODS = ("search", "match", "fullmatch", "finditer")
# Patterns that never meet a longer text than this, by how they begin: a name has at most 26
# characters, a quotation 24; a window stands before a number; a word of an indicator lies within
# a sentence.
_SHORT: Mapping[tuple[str, str], int] = {
    ("kg.extraction.programs.names", ".*有计划"): 26,
    ("kg.extraction.programs.names", "(?:十[五六七八九]|二十)大"): 24,
    ("kg.extraction.targets.amounts", "(?=[从任周年托时服期由])"): 12,
    ("kg.extraction.targets.indicators", "(?:由|从)(?:20"): 60,
    ("kg.extraction.plan.title", "(?P<office>"): 2_000,
    ("kg.extraction.numbers", "(?=[BHIOSXZ"): 2_000,
    ("kg.extraction.targets.topics", ""): 2_000,
    ("kg.extraction.targets.nouns", ""): 2_000,
    ("kg.link", ""): 2_000,
}
# How the code uses patterns that no seed reaches, by how they begin.
_USED: Mapping[tuple[str, str], str] = {
    ("kg.corrections.file", "[ \\t]*"): "match",
    ("kg.clean.page_breaks", "\\s*(?:[一二三"): "match",
    ("kg.extraction.targets.amounts", "(?=[\\d一-鿿人儿"): "match",
    ("kg.extraction.targets.nouns", "(?=[下举"): "search",
    ("kg.extraction.targets.indicators", "^(?:(?:"): "finditer",
    ("kg.serve.negotiation", "([\\w"): "fullmatch",
}


def _is(recorded: Recorded, module: str, beginning: str) -> bool:
    source = str(recorded.compiled.pattern)
    return recorded.module == module and source.startswith(beginning)


def longest(recorded: Recorded) -> int:
    """Return how long a text is that a pattern can meet."""
    lengths = (length for pattern, length in _SHORT.items() if _is(recorded, *pattern))
    return next(lengths, 10**9)


def package_patterns() -> list[Recorded]:
    """Return the patterns of the package, after all of its modules and one reading of the seeds.

    It must be called before anything else of ``kg`` is imported.
    """
    with recording() as found:
        import kg

        for module in pkgutil.walk_packages(kg.__path__, "kg."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        _read_the_seeds()
    return found


def _read_the_seeds() -> None:
    from contextlib import suppress
    from pathlib import Path

    from kg.builder.document import extract_source
    from kg.errors import ReadError
    from kg.readers import find, read

    for document in find([Path("seeds"), Path("tests/documents")]).found:
        if document.path.suffix in (".txt", ".html", ".docx", ".pdf"):
            with suppress(ReadError):  # some are there to be refused
                extract_source(read(document))


def ask(pattern: re.Pattern[Any], method: str, text: str) -> None:
    """Use a pattern as the code does."""
    subject = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    found = getattr(pattern, method)(subject)
    if method == "finditer":
        for _ in found:
            pass


def inputs(recorded: Recorded) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield the methods that the code uses of a pattern, each with what makes its inputs."""
    used = {method for pattern, method in _USED.items() if _is(recorded, *pattern)}
    methods = used or recorded.methods or set(_METHODS)
    for method in sorted(methods - ({"search"} if "finditer" in methods else set())):
        for make in hostile(recorded.compiled):
            yield method, make


def steep(recorded: Recorded, method: str, make: Callable[[int], str], repeated: int) -> float:
    """Return how much longer four times the input takes where that is too much, else 0."""

    def seconds(length: int) -> float:
        text = make(length)
        least = float("inf")
        for _ in range(repeated):
            begun = time.process_time()
            ask(recorded.compiled, method, text)
            least = min(least, time.process_time() - begun)
        return least

    if seconds(_LENGTHS[1]) < _QUICK:
        return 0
    times = [seconds(length) for length in _LENGTHS]
    growth = times[2] / max(times[0], 1e-6)
    return growth if growth > _STEEP else 0


def main() -> int:
    repeated = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    patterns = package_patterns()
    bad = 0
    for recorded in patterns:
        if not unbounded(recorded.compiled) or longest(recorded) < _LENGTHS[-1]:
            continue
        for method, make in inputs(recorded):
            growth = steep(recorded, method, make, repeated)
            if growth:
                bad += 1
                told = f"4 times the input, {growth:.0f} times as long"
                print(f"{recorded.name}\n  {method}, {make.__name__}: {told}", flush=True)
                break
    print(f"{len(patterns)} patterns, {bad} that are not linear")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
