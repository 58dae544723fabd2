"""Fuzz a target for some seconds: ``python -m tests.fuzz html 60``.

The targets are in ``targets.py``; ``all`` shares the seconds between them. What was found to reach
new code stays in ``.fuzz/NAME/`` and is where the next run begins; an input that crashes is kept
beside it, and ``python -m tests.fuzz html .fuzz/html-crash-…`` runs it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS, once

_KEPT = Path(__file__).parents[2] / ".fuzz"
# An input may take so many seconds, and so many megabytes.
_LONGEST, _LARGEST = 20, 3000
_MOST_BYTES = 200_000  # more than each seed has, for a part of a packed file is none
_FUZZING = "--in-this-process"


def main() -> int:
    name, what = sys.argv[1], sys.argv[2]
    if sys.argv[3:4] == [_FUZZING]:
        _fuzz(name, what)
        return 0
    if not what.isdigit():
        once(name, Path(what).read_bytes())
        print(f"{name}: {what} raises nothing but what is named")
        return 0
    names = list(TARGETS) if name == "all" else [name]
    return max([_run(each, int(what) // len(names)) for each in names])


def _run(name: str, seconds: int) -> int:
    """Fuzz a target in a process of its own, which a crash may end."""
    folder = _KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds()):
        (folder / f"seed-{number}").write_bytes(seed)
    before = set(_KEPT.glob(f"{name}-*"))
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz", name, str(seconds), _FUZZING]
    done = subprocess.run(command, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace").splitlines()
    runs = next((line for line in reversed(said) if "DONE" in line or "pulse" in line), "")
    print(f"{name}: {seconds} s, exit code {done.returncode} {runs}", flush=True)
    if done.returncode:
        print("\n".join(said[-40:]))
    for crash in sorted(set(_KEPT.glob(f"{name}-*")) - before):
        print(f"again: python -m tests.fuzz {name} {crash}")
    return int(done.returncode != 0)


def _fuzz(name: str, seconds: str) -> None:
    import atheris

    with atheris.instrument_imports(include=["kg"]):
        once(name, next(TARGETS[name].seeds()))  # which imports what it needs
    flags = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={_KEPT / name}-",
        f"-timeout={_LONGEST}",
        f"-rss_limit_mb={_LARGEST}",
        f"-max_len={_MOST_BYTES}",
    ]
    atheris.Setup([sys.argv[0], *flags, str(_KEPT / name)], lambda content: once(name, content))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
