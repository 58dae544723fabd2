"""Who reads: one process, several, or some of a cluster. What they give is the same."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.builder import Means, build
from kg.builder.workers import here, processes
from kg.errors import ClusterError, ReadError
from kg.limits import LIMITS, Limits
from tests.builder_examples import PLACES, contents, in_full, plan, write


def _double(number: int) -> int:
    if number == 3:
        os._exit(9)
    return 2 * number


def test_workers_keep_the_order_of_the_jobs() -> None:
    assert list(processes(2)(abs, range(-100, 0))) == list(range(100, 0, -1))
    assert list(here(abs, range(-3, 0))) == [3, 2, 1]


def test_workers_name_the_job_over_which_a_process_ends_and_go_on() -> None:
    *before, lost, after = processes(2)(_double, range(5))
    assert before == [0, 2, 4]
    assert isinstance(lost, ReadError)
    assert "has ended" in str(lost)
    assert after == 8


def test_two_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, *PLACES)
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff")
    one = in_full(folder, tmp_path / "one")
    two = build([folder], tmp_path / "two", means=Means(jobs=2), whole=True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert [str(failure.error) for failure in one.failures] == [
        str(failure.error) for failure in two.failures
    ]
    assert (one.counts, one.violations) == (two.counts, two.violations)


def test_extract_prints_the_same_lines_with_any_number_of_processes(tmp_path: Path) -> None:
    write(tmp_path / "in", *PLACES)
    printed = [
        subprocess.run(
            [sys.executable, "-m", "kg.cli", "extract", "in", "--jobs", jobs],
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for jobs in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert printed[0].count(b"\n") > 50


def test_a_number_of_processes_that_is_none_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", "in", "--jobs", "0"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "--jobs: '0' is no whole number from 1 on" in done.stderr


def test_a_temporary_folder_of_any_length_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert list(processes(1)(abs, [-1, 2])) == [1, 2]


@pytest.mark.parametrize(
    ("limits", "line"),
    [
        (
            replace(LIMITS, seconds=2.0, characters=10**9),
            "took longer than 2 seconds: allow more with --limit seconds=NUMBER",
        ),
        (
            replace(LIMITS, memory=300_000_000, characters=10**9),
            "needs too much memory (wide.txt): split it, or allow more with --limit memory=BYTES",
        ),
    ],
    ids=["seconds", "memory"],
)
def test_a_document_that_takes_too_much_is_named_and_the_rest_built(
    limits: Limits, line: str, tmp_path: Path
) -> None:
    write(tmp_path / "in", "平湖市", "海盐县")
    (tmp_path / "in" / "wide.txt").write_text(plan("嘉善县", 5) * 20_000, "utf-8")

    built = build([tmp_path / "in"], tmp_path / "out", means=Means(jobs=1, limits=limits))

    assert built.documents == 2
    (failure,) = built.failures
    assert failure.document == "wide.txt"
    assert str(failure.error) == line


def test_a_document_that_a_short_memory_has_no_room_for_is_named(tmp_path: Path) -> None:
    """Less than a reader begins with, and the document is large already as a file."""
    (tmp_path / "wide.txt").write_text(plan("嘉善县", 5) * 20_000, "utf-8")
    short = Means(jobs=1, limits=replace(LIMITS, memory=50_000_000, characters=10**9))
    with pytest.raises(ReadError, match=r"no document could be read: .*memory"):
        build([tmp_path / "wide.txt"], tmp_path / "out", means=short)


def test_ctrl_c_ends_with_one_line_and_no_process_left(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        write(folder / str(number), PLACES[number % 8], number=number + 1)
    command = [sys.executable, "-m", "kg.cli", "build", "in", "--out", "out", "--jobs", "2"]
    build_ = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        # the tests themselves may run where Ctrl-C is ignored, which a process inherits
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    ledger = tmp_path / "out" / "readings.sqlite-wal"
    while not (ledger.is_file() and ledger.stat().st_size > 100_000):
        assert build_.poll() is None
        time.sleep(0.05)
    os.killpg(build_.pid, signal.SIGINT)
    _, said = build_.communicate(timeout=60)
    assert build_.returncode == 130
    assert said == (
        "kg: stopped; what has been read is kept, and the same command goes on from there\n"
    )
    with pytest.raises(ProcessLookupError):
        _wait_for_nobody(build_.pid)


def _wait_for_nobody(group: int) -> None:
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.1)


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a Dask scheduler and its two workers, all processes of their own."""
    place = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(place)]
    with (folder / "log").open("wb") as log:
        options = ["--port", "0", "--no-dashboard", "--scheduler-file", str(place)]
        one = ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
        commands = [[*dask, *options], [*worker, *one], [*worker, *one]]
        started = [
            subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) for command in commands
        ]
        try:
            while not place.is_file() or not place.read_text("utf-8"):
                time.sleep(0.05)
            yield json.loads(place.read_text("utf-8"))["address"], started[1:]
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_one_process(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(16):
        write(folder / str(number), PLACES[number % 8], number=number + 1)
    with _cluster(tmp_path) as (address, workers):
        command = [sys.executable, "-m", "kg.cli", "build", "in", "--out", "far", "--files"]
        build_ = subprocess.Popen([*command, "--scheduler", address], cwd=tmp_path)
        ledger = tmp_path / "far" / "readings.sqlite-wal"
        while not (ledger.is_file() and ledger.stat().st_size > 20_000):
            assert build_.poll() is None
            time.sleep(0.02)
        workers[0].kill()
        assert build_.wait(timeout=300) == 0
    in_full(folder, tmp_path / "near")
    assert contents(tmp_path / "far") == contents(tmp_path / "near")


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path) -> None:
    write(tmp_path / "in", "平湖市")
    with pytest.raises(ClusterError, match="no scheduler answers"):
        build([tmp_path / "in"], tmp_path / "out", means=Means(scheduler="tcp://127.0.0.1:9"))
