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


def test_replace_file_takes_the_longest_name_and_refuses_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / f"{'长' * 83}.txt"
    replace_file(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    for wrong in (tmp_path / ("n" * 256), path / "a.txt", Path("/"), Path()):
        with pytest.raises(OutputError, match="cannot be written: "):
            replace_file(wrong, b"")
    assert path.read_bytes() == b"new"


def test_replace_file_replaces_a_link_and_leaves_what_it_leads_to(tmp_path: Path) -> None:
    outside, link = tmp_path / "outside.txt", tmp_path / "link.txt"
    outside.write_bytes(b"mine")
    link.symlink_to(outside)
    replace_file(link, b"new")
    assert (outside.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"mine", b"new", False)
