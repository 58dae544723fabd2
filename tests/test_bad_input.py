"""What cannot be read is named in one line, and stops nothing else.

``REFUSED`` has each kind of bad document and the line that is said of it, with … for its name;
``READ`` those that are odd, and what is read of them.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.errors import ReadError
from kg.prove import prove
from kg.readers import Found, content, decode, find
from kg.store import open_read_only
from tests.bad_documents import (
    counted,
    entities,
    line,
    paragraph,
    part,
    pdf,
    swelling,
    word,
)
from tests.builder_examples import plan, store_alone
from tests.rights import as_nobody

TITLE = "临泽县2024年教育工作要点"
PLAN = plan("临泽县", 3).encode()
# Small limits, so that small documents are beyond them.
LIMITS_SET = ("size=2M", "unpacked=4M", "pages=20", "characters=20000", "memory=900M")
EMPTY = "is empty (…)"
SCRIPT = "has no text (…): its text may be loaded by a script"
ZEROS = "holds nothing but zeros (…): it has not been saved or fetched whole"
ENCODING = "(…): save the text as UTF-8"
DOCX = "is a damaged docx file (…): open it in Word and save it"
PDF = "is a damaged PDF file (…): save it anew"
PASSWORD = "is encrypted (…): save a copy without a password"
TEXT = "save what it says as docx, PDF or text"
LONG = "has more than 20,000 characters (…): split it, or allow more with --limit characters=NUMBER"
LARGE = (
    "has more than 2,000,000 bytes (…): split it; a document may have more with --limit size=BYTES"
)
PAGES = "has 100,000 pages, more than 20 (…): split it, or allow more with --limit pages=NUMBER"
ENDED = (
    "the process that read it has ended: it is damaged, or needs more memory than "
    "--limit memory=BYTES: split it, save it anew (…)"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LETTERS = '<w:start w:val="99999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/>'
PATTERN = f'<w:lvlText w:val="{"%1" * 9999}"/>'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = f'<Relationship Id="x" Type="{TYPES}/image" Target="%s"/>'

REFUSED: dict[str, tuple[bytes, str]] = {
    # nothing in it
    "empty.txt": (b"", EMPTY),
    "empty.html": (b"\n", EMPTY),
    "empty.docx": (b" ", EMPTY),
    "empty.pdf": (b"\t", EMPTY),
    "empty.doc": (b"\r", EMPTY),
    "blanks.txt": (b"\xef\xbb\xbf \r\n\t", EMPTY),
    "unseen.txt": ("\u200b\u200e \u2060".encode(), EMPTY),
    "unseen.html": ("<p>\u200b&nbsp;</p>".encode(), SCRIPT),
    "zeros.pdf": (bytes(9999), ZEROS),
    "blank.docx": (word("<w:p/>"), "has no text (…): a scanned document needs OCR"),
    "scan.pdf": (part("scan.pdf", 20), "has no text (…): it is a scan; it needs OCR"),
    "same.pdf": (
        pdf([line(TITLE)] * 9),
        "says the same on every page (…): save what it says as text",
    ),
    # something else in it
    "noise.txt": (bytes(range(128, 256)) * 9, f"is neither utf-8 nor gb18030 {ENCODING}"),
    "half.txt": ("\ufeff教".encode("utf-16-le") + b"x", f"is broken utf-16-le {ENCODING}"),
    "nul.txt": (b"a\0b", "is no text (…): it is named .txt, but holds other data"),
    "page.txt": (b"<!DOCTYPE html><p>x", "is a web page (…): name it .html"),
    "print.txt": (part("plan.pdf", 20), "is a PDF file (…): name it .pdf"),
    "word.txt": (part("plan.docx", 20), "is a Word file (…): name it .docx"),
    "rich.txt": (part("plan.rtf", 20), "is an RTF file (…): name it .rtf"),
    "free.docx": (part("plan.odt", 20), "is a file of LibreOffice (…): name it .odt"),
    "old.docx": (
        part("plan.doc", 20),
        "is an old Word file, or one of another old program (…): name it .doc",
    ),
    "text.docx": (PLAN, "is no docx file (…): open it in Word and save it as docx"),
    "text.html": (PLAN * 2, "is no web page (…): a text is named .txt"),
    "text.doc": (PLAN * 3, "is no document of Word or LibreOffice (…): save it as docx"),
    "text.pdf": (PLAN * 4, PDF),
    "page.pdf": (b" <html>404</html>", "is a web page (…): name it .html"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n....", "is a picture (…): it needs OCR"),
    "archive.docx": (b"Rar!\x1a\x07\x01\0", "is an archive (…): unpack it"),
    "zip.docx": (b"PK\x05\x06" + bytes(18), DOCX),
    "zip.pdf": (b"PK\x05\x06" + bytes(19), "is an archive (…): unpack it"),
    "excel.doc": (b"PK\x03\x04 xl/workbook.xml", f"is an Excel file (…): {TEXT}"),
    # locked
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    "locked.pdf": (part("encrypted.pdf", 20), PASSWORD),
    # damaged
    **{f"cut{i:02}.docx": (part("plan.docx", i), DOCX) for i in range(1, 20)},
    **{f"cut{i:02}.pdf": (part("plan.pdf", i), PDF) for i in range(1, 20)},
    "bodiless.docx": (word("", parts={"word/document.xml": b"<document/>"}), DOCX),
    "unclosed.docx": (word("<w:p>"), DOCX),
    "surrogate.docx": (word(paragraph("&#xD800;")), DOCX),
    "outside.docx": (word("", relation=PICTURE % "../../../etc/passwd"), DOCX),
    # too much
    "long.txt": (b"a" * 20_001, LONG),
    "long.html": (b"<p>" + b"a" * 20_001, LONG),
    "long.docx": (word(paragraph("a" * 20_001)), LONG),
    "long.pdf": (
        pdf(["".join(line(TITLE * 15, f"1 0 0 1 9 {i * 8}", "2") for i in range(101))]),
        LONG,
    ),
    "letters.docx": (counted(LETTERS, 9), LONG),
    "pattern.docx": (counted(PATTERN, 200), LONG),
    "large.txt": (b"a" * 2_000_001, LARGE),
    "large.pdf": (b"%PDF-" + b"a" * 2_000_000, LARGE),
    "pages.pdf": (pdf([line(TITLE)], count=100_000), PAGES),
    # made to swell
    "bomb.docx": (
        word(paragraph(TITLE), parts={"word/document.xml": bytes(5_000_000)}),
        "unpacks to more than 4,000,000 bytes (…): "
        "save it anew, or allow more with --limit unpacked=BYTES",
    ),
    "laughs.docx": (
        word(paragraph("&a9;"), entities(10)),
        "holds entities that multiply (…): no word processor writes that",
    ),
    "deep.docx": (
        word("<w:tbl><w:tr><w:tc>" * 1000),
        "is nested too deeply (…): save it anew",
    ),
    "stream.pdf": (pdf([swelling(900)]), ENDED),
}


def test_bad_documents_are_each_named_in_one_line_and_the_others_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (held, _) in REFUSED.items():
        (folder / name).write_bytes(held)
    for place in ("平湖市", "海盐县"):
        (folder / f"{place}.txt").write_text(plan(place, 3), "utf-8")

    limits = [word for limit in LIMITS_SET for word in ("--limit", limit)]
    done = _kg("build", "in", "--out", "out", "--no-files", *limits, folder=tmp_path)

    assert sorted(done.stderr.splitlines()) == sorted(
        f"kg: {said.replace('…', name)}" for name, (_, said) in REFUSED.items()
    )
    assert done.stdout.startswith("2 documents: ")
    assert done.returncode == 1


def test_where_no_document_can_be_read_what_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_bytes(PLAN)
    store_alone(tmp_path / "in", tmp_path / "out")
    before = _contents(tmp_path / "out")
    (tmp_path / "in" / "plan.txt").write_bytes(b"")
    done = _kg("build", "in", "--out", "out", "--no-files", folder=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "kg: no document could be read: is empty (plan.txt)\n",
    )
    assert _contents(tmp_path / "out") == before


def _contents(out: Path) -> dict[Path, bytes]:
    """Return the store and the texts of a built folder."""
    parts = (out / part for part in ("store", "texts"))
    return {path: path.read_bytes() for part in parts for path in part.rglob("*") if path.is_file()}


DEEP = 10_000
READ: dict[str, tuple[bytes, str]] = {
    "deep.html": (("<p>前" + "<div>" * DEEP + "学" + "</div>" * DEEP + "<p>后").encode(), "前学后"),
    "tables.html": (("<table><tr><td>" * DEEP + "学" + "</table>" * DEEP + "后").encode(), "学后"),
    "unclosed.html": ("<table><tr><td>学<td><b>位<i><a href='x".encode(), "学位"),
    "attribute.html": (("<p a='" + "x" * 12_000_000 + "'>学</p>位").encode(), "学位"),
    "attributes.html": (f"<p {' '.join(f'a{i}=1' for i in range(99_999))}>学".encode(), "学"),
    "entity.html": (
        b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hosts">]><p>&x;',
        "]>&x;",
    ),
    "surrogate.html": ("<p>学&#xD800;&#1114112;".encode(), "学\ufffd\ufffd"),
    "codec.html": ('<meta charset="zlib"><p>教育学校'.encode("gb18030"), "教育学校"),
    "codec2.html": ('<meta charset="unicode_escape"><p>教育学校'.encode("gb18030"), "教育学校"),
    "west.html": ('<meta charset="iso-8859-1"><p>教育学校'.encode("gb18030"), "教育学校"),
    "wide.html": ('<meta charset="utf-8"><p>学校'.encode("utf-16"), "学校"),
    "wide.txt": ("教育".encode("utf-32"), "\ufeff教育"),
    "taiwan.txt": (
        "教育工作要點，新增學位三萬個。".encode("big5"),
        "教育工作要點，新增學位三萬個。",
    ),
    "lone.txt": (PLAN * 9 + b"\xed\xa0\x80", (PLAN * 9).decode() + "\ufffd" * 3),
    "comment.docx": (word(paragraph("学<!-- x -->位<?x y?>个")), "学位个"),
    "entity.docx": (
        word(paragraph("学&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hosts">]>'),
        "学",
    ),
    "template.docx": (
        word(
            paragraph("学"),
            relation=PICTURE.replace("/>", ' TargetMode="External"/>') % "file:///etc/hosts",
        ),
        "学",
    ),
    "matrix.pdf": (pdf([line(TITLE) + line("学", matrix="nan 1e400 -1 0 0 1e38")]), TITLE),
    "giant.pdf": (pdf([line(TITLE)], box="[0 0 1e30 1e30]"), TITLE),
    "surrogates.pdf": (
        pdf(
            [line("学校" + TITLE)],
            characters=b"2 beginbfchar <5B66> <D800> <6821> <DC00> endbfchar",
        ),
        "𐀀" + TITLE,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_an_odd_document_is_read(name: str) -> None:
    held, words = READ[name]
    text = decode(Found(Path(name), name), held).text
    assert text.replace("\n", "").replace("\t", "") == words.replace("\n", "")


# A file's name in bytes, and how it is printed.
NAMES: dict[bytes, str] = {
    b"line\nbreak.txt": "line\\nbreak.txt",
    b"red\x1b[31m.txt": "red\\x1b[31m.txt",
    "turned\u202etxt.txt".encode(): "turned\\u202etxt.txt",
    "旧压缩包.txt".encode("gb18030"): "旧压缩包.txt",
    b"\xff\xfe.txt": "\\xff\\xfe.txt",
    b"--out.txt": "--out.txt",
    b"quote\"'<b>.txt": "quote\"'<b>.txt",
    "e\u0301.txt".encode(): "e\u0301.txt",
    "\u00e9.txt".encode(): "\u00e9.txt",
    ("长" * 79 + ".txt").encode(): "长" * 79 + ".txt",
}


def test_a_file_of_any_name_is_built_or_named_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.write_text(plan("平湖市", number + 1), "utf-8")
        (path.parent / f"_{path.name}").write_bytes(b" " * number)
    done = _kg("build", "in", "--out", "out", "--no-files", folder=tmp_path)
    said = [line for line in done.stderr.splitlines() if "is empty" in line]
    assert sorted(said) == sorted(f"kg: is empty (_{shown})" for shown in NAMES.values())
    assert done.stdout.startswith(f"{len(NAMES)} documents: ")
    assert prove(open_read_only(tmp_path / "out"), tmp_path / "out" / "texts", folder) == ()


def test_what_is_no_file_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "plan.txt").write_bytes(PLAN)
    os.link(tmp_path / "b" / "plan.txt", tmp_path / "b" / "same.txt")
    (tmp_path / "link.txt").symlink_to("b/plan.txt")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "gone.lock").symlink_to("nowhere")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as waiting:
        os.chdir(tmp_path)  # a socket's path is short
        waiting.bind("socket.txt")
    search = find([Path()])
    assert [found.document for found in search.found] == ["b/plan.txt", "b/same.txt", "link.txt"]
    assert [str(error) for error in search.errors] == [
        "is a link that leads nowhere (gone.txt)",
        "is a link to a folder (loop): it is not followed; name the folder that it leads to",
        "is a pipe (pipe.txt): only files are read",
        "is a link that leads nowhere (self.txt)",
        "is a socket (socket.txt): only files are read",
        "is a device (zero.txt): only files are read",
    ]
    assert search.passed_over == (Path("gone.lock"),)


def test_what_may_not_be_read_is_named() -> None:
    with TemporaryDirectory() as name:  # in a folder that all may search
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "locked").mkdir(0)
        (folder / "plan.txt").write_bytes(PLAN)
        (folder / "plan.txt").chmod(0)
        with as_nobody():
            search = find([folder])
            errors = [*search.errors, *_refused(search.found)]
        assert [str(error) for error in errors] == [
            f"cannot be searched: Permission denied ({folder}/locked)",
            "cannot be read: Permission denied (plan.txt)",
        ]


def test_a_file_that_changes_after_it_was_found_is_named(tmp_path: Path) -> None:
    for name in ("gone.txt", "grown.txt", "pipe.txt", "folder.txt"):
        (tmp_path / name).write_bytes(PLAN)
    found = find([tmp_path]).found
    for name in ("gone.txt", "pipe.txt", "folder.txt"):
        (tmp_path / name).unlink()
    with (tmp_path / "grown.txt").open("wb") as file:
        file.truncate(10**12)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert [str(error) for error in _refused(found)] == [
        "is a folder (folder.txt): only files are read",
        "cannot be read: No such file or directory (gone.txt)",
        "has more than 100,000,000 bytes (grown.txt): "
        "split it; a document may have more with --limit size=BYTES",
        "is a pipe (pipe.txt): only files are read",
    ]


def _refused(found: tuple[Found, ...]) -> Iterator[ReadError]:
    for one in found:
        try:
            content(one)
        except ReadError as error:
            yield error


def _kg(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
