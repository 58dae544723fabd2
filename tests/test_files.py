from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.files import replace_file


def test_replace_file_writes_text_and_bytes_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, ["双\r\n", "减\n", "\udc80"])
    assert path.read_bytes() == "双\r\n减\n".encode() + b"\xed\xb2\x80"
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_replace_file_keeps_the_old_file_where_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, b"old")

    def broken() -> "list[str]":
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        replace_file(path, (line for line in ("a", broken())))  # type: ignore[misc]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="cannot be written: No such file"):
        replace_file(tmp_path / "none" / "a.txt", b"")
