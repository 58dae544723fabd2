"""Builds on disks that are full sooner or later: nothing half-written, and the next build goes on.

    python -m tests.stress.disks [N]        40 sizes by default, some 8 s each on 2 cores

It mounts a file system in memory, which only an administrator may.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.killed_builds import Scene, events, failing, flaws, leftovers, state

_LARGE = 200_000_000
_STEP = 40_000  # bytes; the builds here need some 1.3 MB beside what stands there


def main(sizes: int) -> int:
    """Fill disks, and return 1 where a folder was not as it should be."""
    wrong = full = 0
    with tempfile.TemporaryDirectory() as name, _disk(Path(name) / "disk") as disk:
        scene = Scene.made(Path(name), disk / "out")
        before = scene.undisturbed(scene.before, Path(name) / "before-alone")
        after = scene.undisturbed(scene.after, Path(name) / "after-alone")
        for number in range(sizes):
            events(scene.before, scene.out)
            _resize(disk, _used(disk) + number * _STEP)
            error = failing(scene.after, scene.out)
            found = flaws(scene.out, before, after)
            _resize(disk, _LARGE)
            events(scene.after, scene.out)
            if state(scene.out) != after:
                found.append("the next build gives something else")
            found += [f"{name} is left" for name in leftovers(scene.out)]
            full += bool(error)
            wrong += len(found)
            for line in found:
                print(f"{number * _STEP} bytes free: {line}", flush=True)
            print(f"{number * _STEP} bytes free: {error or 'built'}", flush=True)
    print(f"{full} of {sizes} builds found no room, {wrong} flaws")
    return 1 if wrong else 0


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    options = ("-t", "tmpfs", "-o", f"size={_LARGE}")
    subprocess.run(["mount", *options, "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def _used(disk: Path) -> int:
    told = subprocess.run(
        ["df", "--output=used", "-B1", str(disk)], check=True, capture_output=True, text=True
    )
    return int(told.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
