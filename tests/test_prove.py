import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pyoxigraph import Store

from kg.builder import extract_source
from kg.graph import document_quads
from kg.prove import Problem, prove
from kg.readers import Found, read
from kg.store import open_graph, with_union
from tests import examples

EAST = examples.east().source
TARGET = f"https://w3id.org/eduplan/target/{EAST.digest}/76/82"
ONLINE = f"https://w3id.org/eduplan/target/{EAST.digest}/85/91"


@pytest.fixture(scope="module")
def store() -> Store:
    return examples.store()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The kept texts in one folder, the originals beside it in sources."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for reading in examples.readings():
        content = reading.source.text.encode("utf-8", "surrogatepass")
        (folder / f"{reading.source.digest}.txt").write_bytes(content)
        original = tmp_path / "sources" / reading.source.document
        original.parent.mkdir(parents=True, exist_ok=True)
        original.write_bytes(content)
    return folder


def change(path: Path, how: Callable[[str], str]) -> None:
    path.write_bytes(how(path.read_bytes().decode()).encode())


def test_prove_finds_nothing_wrong_with_what_was_read(store: Store, texts: Path) -> None:
    assert prove(store, texts) == ()
    assert prove(store, texts, texts.parent / "sources") == ()


def test_prove_names_the_facts_of_a_changed_character(store: Store, texts: Path) -> None:
    name = f"{EAST.digest}.txt"
    change(texts / name, lambda text: text.replace("2—3场", "2—8场"))
    where = "cities/east.txt"
    sentence = "每周在每个镇确保安排2—8场辅导，其中线上力争1场。"
    quote = "from 76 to 82 the kept text has “2—8场辅导” as its quote"
    around = f"from 66 to 92 the kept text has “{sentence}” as its sentence"
    assert prove(store, texts) == (
        Problem(where, f"the kept text {name} is not the one that was read"),
        Problem(where, quote, TARGET, "2—3场辅导"),
        Problem(where, around, TARGET, "2—3场辅导"),
        Problem(where, around, ONLINE, "线上力争1场"),
    )


def test_prove_finds_a_change_outside_all_quotes(store: Store, texts: Path) -> None:
    name = f"{EAST.digest}.txt"
    change(texts / name, lambda text: text.replace("责任处室", "责任科室"))
    assert prove(store, texts) == (
        Problem("cities/east.txt", f"the kept text {name} is not the one that was read"),
    )


def test_prove_finds_changed_line_ends(store: Store, texts: Path) -> None:
    change(texts / f"{EAST.digest}.txt", lambda text: text.replace("\r\n", "\n"))
    assert len({problem.fact for problem in prove(store, texts)}) > 5


def test_prove_misses_a_text(store: Store, texts: Path) -> None:
    (texts / f"{EAST.digest}.txt").unlink()
    assert prove(store, texts) == (
        Problem(
            "cities/east.txt",
            f"the kept text {EAST.digest}.txt cannot be read: No such file or directory",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new"), [(b"2\xe2\x80\x943", b"2\xe2\x80\x903"), (b"\x943", b"\xff3")]
)
def test_prove_names_the_facts_of_a_changed_byte_of_an_original(
    store: Store, texts: Path, old: bytes, new: bytes
) -> None:
    original = texts.parent / "sources" / "cities" / "east.txt"
    content = original.read_bytes()
    assert content.count(old) == 1
    original.write_bytes(content.replace(old, new))
    problems = prove(store, texts, texts.parent / "sources")
    where = "cities/east.txt"
    assert [str(problem) for problem in problems] == [
        f"{where}: the original is not the file that was read",
        f"{where}: {TARGET} “2—3场辅导” from 76 to 82 the original no longer has its quote",
        f"{where}: {TARGET} “2—3场辅导” from 66 to 92 the original no longer has its sentence",
        f"{where}: {ONLINE} “线上力争1场” from 66 to 92 the original no longer has its sentence",
    ]


def test_prove_names_the_facts_even_where_the_kept_text_is_lost(store: Store, texts: Path) -> None:
    original = texts.parent / "sources" / "cities" / "east.txt"
    change(original, lambda text: text.replace("2—3场", "2—8场"))
    (texts / f"{EAST.digest}.txt").unlink()
    facts = {problem.fact for problem in prove(store, texts, texts.parent / "sources")}
    assert facts == {"", TARGET, ONLINE}


def test_prove_finds_an_original_that_was_given_by_its_name(store: Store, texts: Path) -> None:
    sources = texts.parent / "sources"
    (sources / "moved").mkdir()
    (sources / "cities" / "east.txt").rename(sources / "moved" / "east.txt")
    assert prove(store, texts, sources) == ()
    (sources / "moved" / "east.txt").unlink()
    assert [str(problem) for problem in prove(store, texts, sources)] == [
        "cities/east.txt: the original is not among the sources"
    ]


def test_prove_follows_insertions_in_an_original(store: Store, texts: Path) -> None:
    original = texts.parent / "sources" / "cities" / "west.txt"
    change(original, lambda text: text.replace("XX所", "XXX所"))
    problems = prove(store, texts, texts.parent / "sources")
    assert {problem.quote for problem in problems} == {"", "新建学校XX所"}
    assert len(problems) == 3


def change_page(path: Path) -> None:
    change(path, lambda text: text.replace("公办学位1.2万个", "公办学位1.3万个"))


def change_word_file(path: Path) -> None:
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if "公办学位1.2万个" in paragraph.text:
            paragraph.text = paragraph.text.replace("1.2万个", "1.3万个")
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "changed"), [("plan.html", change_page), ("plan.docx", change_word_file)]
)
def test_prove_reads_an_original_of_another_format_again(
    name: str, changed: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "sources").mkdir()
    original = tmp_path / "sources" / name
    shutil.copy(Path(__file__).parent / "documents" / name, original)
    source = read(Found(original, name))
    (tmp_path / "texts" / f"{source.digest}.txt").write_bytes(source.text.encode())
    store = Store()
    store.bulk_extend(with_union(list(document_quads(extract_source(source), examples.RUN))))
    assert prove(store, tmp_path / "texts", tmp_path / "sources") == ()
    changed(original)
    problems = prove(store, tmp_path / "texts", tmp_path / "sources")
    assert problems[0].message == "the original is not the file that was read"
    quotes = [problem.quote for problem in problems if problem.message.endswith("has its quote")]
    assert quotes == ["新增公办学位1.2万个"]


NAMED = """
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix schema: <https://schema.org/> .
<urn:document> a eduplan:SourceDocument ; schema:name {name} ; eduplan:digest {digest} ;
  eduplan:textDigest "" ; schema:encodingFormat {format} .
"""
PLAIN = '"text/plain;charset=utf-8"'


@pytest.mark.parametrize(
    ("name", "digest", "form", "said"),
    [
        ('"a.txt"', '"../secret"', PLAIN, "its digest is none, so no text is known by it"),
        ('"a.txt"', '"/etc/passwd\\u0000"', PLAIN, "its digest is none, so no text is known by it"),
        ('"../secret.txt"', f'"{"0" * 32}"', PLAIN, "the original is not among the sources"),
        ('"{secret}"', f'"{"0" * 32}"', PLAIN, "the original is not among the sources"),
        ('"a\\u0000b"', f'"{"0" * 32}"', PLAIN, "the original is not among the sources"),
        (
            '"a.txt"',
            f'"{"0" * 32}"',
            '"text/plain;charset=zip"',
            "the original cannot be read any more: the graph names no encoding that is known: "
            "'zip' is not a text encoding; use codecs.decode() to handle arbitrary codecs",
        ),
    ],
)
def test_prove_follows_no_name_of_a_graph_out_of_its_folders(
    tmp_path: Path, name: str, digest: str, form: str, said: str
) -> None:
    for folder in ("texts", "sources"):
        (tmp_path / folder).mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "sources" / "a.txt").write_text("a")
    name = name.replace("{secret}", str(tmp_path / "secret.txt"))
    (tmp_path / "a.ttl").write_text(NAMED.format(name=name, digest=digest, format=form))
    found = prove(open_graph(tmp_path / "a.ttl"), tmp_path / "texts", tmp_path / "sources")
    assert found[-1].message == said
    assert all("secret" not in problem.message for problem in found)
