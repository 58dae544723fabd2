from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.kept import drop_texts, keep_text

KEPT, LEFT = "0" * 32, "a" * 32


def test_texts_that_are_not_ours_stay(tmp_path: Path) -> None:
    for name in (KEPT, LEFT, "diary", "A" * 32):
        (tmp_path / f"{name}.txt").write_text(name)
    drop_texts(tmp_path, {KEPT})
    assert {path.stem for path in tmp_path.iterdir()} == {KEPT, "diary", "A" * 32}


def test_texts_are_neither_written_nor_dropped_where_a_link_leads(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "texts"
    outside.mkdir()
    (outside / f"{LEFT}.txt").write_text("mine")
    folder.symlink_to(outside)
    with pytest.raises(OutputError, match=r"is a link .*texts\): move it away, or build"):
        keep_text(folder, KEPT, "new")
    with pytest.raises(OutputError, match="is a link"):
        drop_texts(folder, ())
    assert [path.read_text() for path in outside.iterdir()] == ["mine"]
    folder.unlink()
    folder.mkdir()
    for name in (KEPT, LEFT):
        (folder / f"{name}.txt").symlink_to(outside / f"{LEFT}.txt")
    keep_text(folder, KEPT, "new")
    drop_texts(folder, {KEPT})
    assert [path.read_text() for path in folder.iterdir()] == ["new"]
    assert [path.read_text() for path in outside.iterdir()] == ["mine"]
