"""A draft as bytes, and what does not pass for one."""

import pickle
import zlib
from pathlib import Path

import pytest

from kg.builder.document import draft_of
from kg.builder.packing import packed, unpacked
from kg.readers import find, read


def test_packing_gives_back_the_draft_of_every_seed() -> None:
    for found in find([Path("seeds")]).found:
        draft = draft_of(read(found))
        assert unpacked(packed(draft)) == draft


class _Harm:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path, int]]:
        return Path.mkdir, (self.path, 0o777)


def test_packing_runs_nothing_that_somebody_has_put_there(tmp_path: Path) -> None:
    harm = zlib.compress(pickle.dumps(_Harm(tmp_path / "made")))
    with pytest.raises(ValueError, match="is no record"):
        unpacked(harm)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("content", [b"", b"x", zlib.compress(b""), zlib.compress(b"x")])
def test_packing_names_bytes_that_are_no_draft(content: bytes) -> None:
    with pytest.raises(ValueError, match="no draft"):
        unpacked(content)
