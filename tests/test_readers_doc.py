import subprocess
import sys
from pathlib import Path

import pytest

from kg.builder import extract_source
from kg.errors import ReadError
from kg.readers import Found, read
from kg.records import Target

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("plan.doc", "application/msword"),
        ("plan.odt", "application/vnd.oasis.opendocument.text"),
        ("plan.rtf", "application/rtf"),
    ],
)
def test_what_libreoffice_converts_reads_as_the_word_file_does(name: str, media_type: str) -> None:
    source = read(Found(DOCUMENTS / name, name))
    assert source.text == read(Found(DOCUMENTS / "plan.docx", "plan.docx")).text
    assert source.media_type == media_type


def test_a_file_of_wps_office_is_read_and_its_targets_are_found(tmp_path: Path) -> None:
    path = tmp_path / "plan.wps"
    path.write_bytes((DOCUMENTS / "plan.doc").read_bytes())
    facts = extract_source(read(Found(path, "plan.wps"))).facts
    found = [fact.content for fact in facts if isinstance(fact.content, Target)]
    assert ("新增公办学位", "12000") in [(target.indicator, str(target.value)) for target in found]


def test_a_doc_that_is_a_docx_inside_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes((DOCUMENTS / "plan.docx").read_bytes())
    source = read(Found(path, "plan.doc"))
    assert source.media_type.endswith("wordprocessingml.document")
    assert source.text.startswith("临泽县2024年教育工作要点\n")


def test_a_doc_that_is_a_web_page_inside_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes("<html><p>新增学位8600个。</html>".encode("gb18030"))
    source = read(Found(path, "plan.doc"))
    assert (source.media_type, source.text) == ("text/html", "新增学位8600个。\n")


def test_a_doc_that_is_a_web_archive_inside_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>=E5=AD=A6=E4=BD=8D8600=E4=B8=AA</p>\r\n--x--\r\n"
    )
    assert read(Found(path, "plan.doc")).text == "学位8600个\n"


def test_a_doc_that_is_nothing_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(b"\x01\x02\x03")
    with pytest.raises(ReadError, match="no document of Word or LibreOffice"):
        read(Found(path, "plan.doc"))


def test_a_damaged_doc_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes((DOCUMENTS / "plan.doc").read_bytes()[:700])
    with pytest.raises(ReadError, match=r"plan\.doc"):
        read(Found(path, "plan.doc"))


def test_without_libreoffice_a_line_says_what_is_missing(tmp_path: Path) -> None:
    code = "import sys; from kg.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "extract", str(DOCUMENTS / "plan.doc")]
    done = subprocess.run(
        command,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(DOCUMENTS.parent.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "is a .doc file, which needs LibreOffice to be read (plan.doc): "
        "install LibreOffice, or save the file as docx"
    )
