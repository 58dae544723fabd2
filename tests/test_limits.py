"""What a document may take, as a person sets it on the command line."""

import shutil
from functools import reduce
from pathlib import Path

import pytest

from kg import cli
from kg.limits import LIMITS, Limits, names
from tests.builder_examples import plan

_DOCUMENTS = Path(__file__).parent / "documents"


def test_every_limit_is_in_the_help_with_its_value(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["build", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    values = "size=100M, unpacked=300M, pages=2000, characters=2M, seconds=300, memory=2G"
    assert f"default: {values}" in told
    assert [value.partition("=")[0] for value in values.split(", ")] == names()
    assert reduce(Limits.changed, values.split(", "), LIMITS) == LIMITS


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "weight=3",
            "no such limit (weight=3): the limits are size, unpacked, pages, characters, seconds, "
            "memory",
        ),
        ("size=much", "no amount (size=much): write a number above 0, of bytes also as 20M or 2G"),
        ("size=", "no amount (size=): write a number above 0, of bytes also as 20M or 2G"),
        ("pages=0", "no amount (pages=0): write a number above 0, of bytes also as 20M or 2G"),
        ("seconds=nan", "no amount (seconds=nan): write a number above 0, of bytes also as 20M or"),
    ],
)
def test_a_limit_that_is_none_is_refused_before_anything_is_read(
    said: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = cli.main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--limit", said])
    assert done == 2
    assert capsys.readouterr().err.startswith(f"kg: {line}")
    assert not (tmp_path / "out").exists()


def test_what_takes_more_is_named_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "large.txt").write_text(plan("海盐县", 5) * 1000, "utf-8")
    (tmp_path / "long.txt").write_text(plan("桐乡市", 5) * 10, "utf-8")
    (tmp_path / "plan.txt").write_text(plan("平湖市", 5), "utf-8")
    for name in ("plan.pdf", "plan.docx"):
        shutil.copy(_DOCUMENTS / name, tmp_path)
    limits = ("size=100K", "unpacked=20K", "pages=1", "characters=500")

    done = cli.main(["extract", str(tmp_path), *(f"--limit={limit}" for limit in limits)])

    captured = capsys.readouterr()
    assert done == 1
    assert "平湖市2024年教育工作要点" in captured.out
    assert captured.err.splitlines() == [
        "kg: has more than 100,000 bytes (large.txt): split it; a document may have more with "
        "--limit size=BYTES",
        "kg: has more than 500 characters (long.txt): split it, or allow more with "
        "--limit characters=NUMBER",
        "kg: unpacks to more than 20,000 bytes (plan.docx): save it anew, or allow more with "
        "--limit unpacked=BYTES",
        "kg: has 2 pages, more than 1 (plan.pdf): split it, or allow more with "
        "--limit pages=NUMBER",
    ]
