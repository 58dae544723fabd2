"""Builds that are killed, find no room, or meet another one: what is there is whole."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.builder import build
from kg.errors import HeldError, OutputError
from tests.builder_examples import in_full, store_alone, write
from tests.killed_builds import (
    Scene,
    failing,
    flaws,
    killed_at,
    leftovers,
    state,
)
from tests.rights import as_nobody


def test_a_build_that_is_killed_at_any_step_leaves_whole_files_and_the_next_one_ends_it(
    tmp_path: Path,
) -> None:
    scene = Scene.made(tmp_path)
    before = scene.undisturbed(scene.before, tmp_path / "alone-before")
    after = scene.undisturbed(scene.after, tmp_path / "alone-after")
    in_full(scene.before, scene.out)

    # of some 80: reading, dropping tables, as the store takes its place, and writing tables
    for step in (8, 20, 33, 40):
        assert killed_at(scene.after, scene.out, step)
        assert flaws(scene.out, before, after) == []

    in_full(scene.after, scene.out)
    assert state(scene.out) == after
    assert leftovers(scene.out) == []


def test_a_disk_without_room_leaves_what_stood_there(tmp_path: Path) -> None:
    scene = Scene.made(tmp_path)
    in_full(scene.before, scene.out)
    before = state(scene.out)

    said = [failing(scene.after, scene.out, most) for most in (20_000, 200_000)]

    assert said == [
        f"cannot be written: disk I/O error ({scene.out / 'readings.sqlite'})",
        f"cannot be written: File too large ({scene.out})",
    ]
    in_full(scene.before, scene.out)
    assert state(scene.out) == before
    assert leftovers(scene.out) == []


_HOLD = """
import sys
from pathlib import Path
from kg.builder.holding import held

with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _another(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a folder, as a build does."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_into_a_folder_says_who_holds_it(tmp_path: Path) -> None:
    write(tmp_path / "in", "平湖市")
    store_alone(tmp_path / "in", tmp_path / "out")
    before = sorted(path.name for path in (tmp_path / "out").iterdir())

    with _another(tmp_path / "out") as holder, pytest.raises(HeldError) as raised:
        build([tmp_path / "in"], tmp_path / "out")

    assert str(raised.value).startswith(
        f"another build writes here, process {holder.pid} on {os.uname().nodename} since "
    )
    assert str(raised.value).endswith(
        f" UTC ({tmp_path / 'out'}): wait for it, or build into another folder"
    )
    # the other one was killed: it holds nothing any more
    assert store_alone(tmp_path / "in", tmp_path / "out").documents == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before


def test_a_ledger_that_is_a_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "in", "平湖市")
    (tmp_path / "out").mkdir()
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "out" / "readings.sqlite").symlink_to(tmp_path / "mine")

    with pytest.raises(OutputError, match=r"is a link .*readings\.sqlite\)"):
        build([tmp_path / "in"], tmp_path / "out")

    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    write(tmp_path / "in", "平湖市")
    (tmp_path / "file").write_text("", "ascii")

    with pytest.raises(OutputError) as raised:
        build([tmp_path / "in"], tmp_path / "file" / "out")

    where = tmp_path / "file" / "out"
    assert str(raised.value) == f"cannot be written: Not a directory ({where})"


@pytest.fixture
def everybodys() -> Iterator[Path]:
    """A folder that everybody may look into, unlike that of all tests."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_without_the_right_to_write_stays_as_it_was(everybodys: Path) -> None:
    out = everybodys / "out"
    write(everybodys / "in", "平湖市")
    store_alone(everybodys / "in", out)
    before = {path.name for path in out.iterdir()}
    out.chmod(0o555)

    with as_nobody(), pytest.raises(OutputError) as raised:
        build([everybodys / "in"], out)

    assert str(raised.value) == f"cannot be written: Permission denied ({out / '.kg-building'})"
    out.chmod(0o755)
    assert {path.name for path in out.iterdir()} == before
