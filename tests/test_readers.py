from pathlib import Path

import pytest

from kg import resources
from kg.errors import ReadError
from kg.readers import Found, find, read


def test_a_text_keeps_its_mark_and_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff教育\r\n要点".encode())
    source = read(Found(path, "a.txt"))
    assert (source.text, source.encoding) == ("\ufeff教育\r\n要点", "utf-8")
    assert source.media_type == "text/plain"


def test_a_page_of_gb2312_is_read_as_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("教育工作要点㐀".encode("gb18030"))
    assert read(Found(path, "a.txt")).text == "教育工作要点㐀"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_known_by_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff教育工作要点".encode(encoding))
    source = read(Found(path, "a.txt"))
    assert (source.encoding, source.text) == (encoding, "\ufeff教育工作要点")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words", ["新增公办学位1.2万个。\r\n办好教育", "教育工作要点，办好学前教育"]
)
def test_a_text_in_utf_16_is_known_without_a_mark(
    tmp_path: Path, encoding: str, words: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    source = read(Found(path, "a.txt"))
    assert (source.encoding, source.text) == (encoding, words)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_in_a_long_text_is_one_odd_character(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    sound = ("新增公办学位1.2万个。\n" * 50).encode(encoding)
    path.write_bytes(sound + b"\xff" + sound)
    source = read(Found(path, "a.txt"))
    assert (source.encoding, source.text.count("\ufffd")) == (encoding, 1)
    assert source.text.count("新增公办学位1.2万个") == 100


def test_a_file_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x81\xff\xff")
    with pytest.raises(ReadError, match="neither utf-8 nor gb18030"):
        read(Found(path, "a.txt"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"\0" * 2000, "holds nothing but zeros"),
        (b"%PDF-1.7 ...", "is a PDF file"),
    ],
)
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        read(Found(path, "a.txt"))


def test_what_a_build_wrote_is_not_read(tmp_path: Path) -> None:
    for name in ("plan.txt", "out/texts/0.txt", ".venv/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("教育")
    assert [f.document for f in find([tmp_path], tmp_path / "out").found] == ["plan.txt"]


def test_a_folder_is_searched_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/d.pages"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("教育")
    search = find([tmp_path])
    assert [found.document for found in search.found] == ["a/c.txt", "b.txt"]
    assert [path.name for path in search.passed_over] == ["d.pages"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / city / "plan.txt" for city in ("changzhou", "xianning")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("教育")
    names = [found.document for found in find(paths).found]
    assert names == ["changzhou/plan.txt", "xianning/plan.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("教育")
    assert len(find([path, path, tmp_path]).found) == 1


def test_what_cannot_be_read_is_named_and_the_rest_found(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("教育")
    (tmp_path / "plan.xyz").write_text("教育")
    search = find([tmp_path / "no.txt", tmp_path / "plan.xyz", tmp_path / "plan.txt"])
    assert [found.document for found in search.found] == ["plan.txt"]
    assert [error.what for error in search.errors] == [
        "no such file or folder",
        "no reader for files that end in .xyz",
    ]


def test_the_seeds_are_five() -> None:
    assert [found.document for found in find([resources.seeds()]).found] == [
        "anonymous-city-2022.txt",
        "changzhou-2023.txt",
        "lianyungang-2023.txt",
        "pucheng-2023.txt",
        "xianning-2023.txt",
    ]
