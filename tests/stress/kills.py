"""Builds killed at every step that they do to a file, and at N moments: nothing is lost by it.

python -m tests.stress.kills [N]        300 moments by default, some 5 s each on 2 cores
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.killed_builds import (
    Scene,
    State,
    events,
    flaws,
    killed_after,
    killed_at,
    leftovers,
    state,
)

_SEED = 20261122


def main(moments: int) -> int:
    """Kill builds, and return how many of the folders they left were not as they should be."""
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        for flaw in _killed(Path(name), moments):
            wrong += 1
            print(flaw, flush=True)
    print(f"{wrong} flaws")
    return 1 if wrong else 0


def _killed(folder: Path, moments: int) -> Iterator[str]:
    scene = Scene.made(folder)
    whole = {
        documents: scene.undisturbed(documents, folder / f"{documents.name}-alone")
        for documents in (scene.before, scene.after)
    }
    events(scene.before, scene.out)  # the first use of a process loads what the others have
    started = time.monotonic()
    steps = events(scene.after, scene.out)
    seconds = time.monotonic() - started
    print(f"a build takes {seconds:.1f} s and does {steps} things to files", flush=True)
    documents, other, struck = scene.before, scene.after, 0
    for step in range(steps):
        struck += killed_at(documents, scene.out, step)
        yield from _seen(scene, documents, whole, f"killed before step {step}")
        documents, other = other, documents
    print(f"{struck} of {steps} builds were killed before a step", flush=True)
    chance, struck = random.Random(_SEED), 0
    while struck < moments:
        times = [chance.uniform(0, seconds) for _ in range(chance.choice((1, 1, 2, 3)))]
        struck += sum(killed_after(documents, scene.out, wait) for wait in times)
        told = ", ".join(f"{wait:.3f} s" for wait in times)
        yield from _seen(scene, documents, whole, f"killed after {told}")
        documents, other = other, documents
    print(f"{struck} builds were killed at any moment", flush=True)


def _seen(scene: Scene, documents: Path, whole: dict[Path, State], how: str) -> Iterator[str]:
    """Yield what is wrong after a build was killed, and after the next one has ended."""
    if (scene.out / "texts").exists():
        for flaw in flaws(scene.out, *whole.values()):
            yield f"{how}: {flaw}"
    events(documents, scene.out)
    if state(scene.out) != whole[documents]:
        yield f"{how}: the next build gives something else"
    for name in leftovers(scene.out):
        yield f"{how}: {name} is left"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
