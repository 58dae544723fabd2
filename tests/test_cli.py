import json
import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import resources
from kg.query import named_queries


def kg(
    *arguments: str, cwd: Path | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    done = kg("--help")
    assert done.returncode == 0
    assert all(
        f"    {name} " in done.stdout for name in ("build", "extract", "query", "check", "evaluate")
    )
    code = (
        "import sys, kg.cli\n"
        "heavy = set(sys.argv[1:])\n"
        "for words in ('--help', 'build --help', 'query --list'):\n"
        "    try: kg.cli.main(words.split())\n"
        "    except SystemExit: pass\n"
        "    if found := heavy & set(sys.modules): sys.exit(f'{words} imports {found}')\n"
        "    if words.startswith('build'): heavy.remove('pyoxigraph')\n"
    )
    heavy = (
        "asyncio", "jieba", "jinja2", "lxml", "multiprocessing", "networkx", "numpy", "opencc",
        "openpyxl", "pyoxigraph", "pyvis", "rdflib", "requests", "rjieba", "spacy", "starlette",
        "tqdm", "uvicorn", "xlsxwriter",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code, *heavy], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""


def test_query_lists_its_queries_one_a_line() -> None:
    lines = kg("query", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [query.name for query in named_queries()]
    assert len(lines) >= 5


def test_what_two_regions_share(exports: Path) -> None:
    done = kg(
        "query", "shared-programs", "--param", "region_a=常州市", "--param", "region_b=咸宁市",
        "--graph", str(exports), "--format", "json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "体教融合" in done.stdout


def test_the_sentences_of_a_program(exports: Path) -> None:
    done = kg(
        "query", "program-sentences", "--param", "program=课后服务", "--graph", str(exports),
        "--format", "csv",
    )  # fmt: skip
    assert "按照每周开展5天、每天2小时科学实施" in done.stdout


def test_an_indicator_side_by_side(exports: Path) -> None:
    done = kg(
        "query", "indicator-side-by-side", "--param", "indicator=新增学位", "--graph", str(exports)
    )
    assert "31000" in done.stdout


def test_a_query_of_ones_own_from_a_file_and_from_input(exports: Path, tmp_path: Path) -> None:
    sparql = "SELECT (COUNT(?t) AS ?n) { ?t a <https://w3id.org/eduplan/ontology#Target> }"
    (tmp_path / "count.rq").write_text(sparql)
    found = [
        kg("query", str(tmp_path / "count.rq"), "--graph", str(exports), "--format", "json"),
        kg("query", "-", "--graph", str(exports), "--format", "json", given=sparql),
    ]
    answers = [json.loads(done.stdout)["results"]["bindings"] for done in found]
    assert [[row["n"]["value"] for row in rows] for rows in answers] == [["103"]] * 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "shared-program"], "perhaps shared-programs"),
        (["query", "shared-programs", "--param", "region_a=常州市"], "region_b is missing"),
        (["query", "plans", "--param", "x"], "--param name=value"),
        (["query"], "kg query --list"),
    ],
)
def test_a_query_that_cannot_be_asked_says_why(
    exports: Path, arguments: list[str], message: str
) -> None:
    done = kg(*arguments, "--graph", str(exports))
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_a_graph_is_told_how_to_get_one(tmp_path: Path) -> None:
    done = kg("query", "plans", "--graph", str(tmp_path))
    assert done.returncode == 2
    assert "kg build" in done.stderr


@pytest.fixture
def copy(exports: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exports, tmp_path / "exports"))


def test_check_proves_the_seeds(copy: Path) -> None:
    done = kg("check", str(copy), "--sources", str(resources.seeds()))
    assert (done.returncode, done.stdout) == (
        0,
        "every statement is valid, every quote is proved\n",
    )


def test_check_names_the_fact_whose_kept_text_has_changed(copy: Path) -> None:
    (path,) = [p for p in (copy / "texts").iterdir() if "增加学位3.1万个" in p.read_text("utf-8")]
    path.write_bytes(
        path.read_bytes().replace("增加学位3.1万个".encode(), "增加学位3.2万个".encode())
    )
    done = kg("check", str(copy))
    assert done.returncode == 1
    assert "增加学位3.1万个" in done.stdout
    assert "changzhou-2023.txt" in done.stdout


def test_check_names_the_fact_whose_original_has_changed(copy: Path, tmp_path: Path) -> None:
    sources = Path(shutil.copytree(resources.seeds(), tmp_path / "seeds"))
    path = sources / "pucheng-2023.txt"
    path.write_bytes(path.read_bytes().replace("不少于5%".encode(), "不少于6%".encode()))
    done = kg("check", str(copy), "--sources", str(sources))
    assert done.returncode == 1
    assert "交流轮岗不少于5%" in done.stdout


def test_check_names_the_document_of_what_breaks_a_shape(copy: Path) -> None:
    store = Store(str(copy / "store"))
    words = NamedNode("https://w3id.org/eduplan/ontology#unitText")
    (source,) = {
        quad.subject.value.rpartition("/")[2]
        for quad in store.quads_for_pattern(None, None, Literal("pucheng-2023.txt"))
        if isinstance(quad.subject, NamedNode)
    }
    target, *_ = sorted(
        quad.subject.value
        for quad in store.quads_for_pattern(None, words, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and f"/{source}/" in quad.subject.value
    )
    for quad in list(store.quads_for_pattern(NamedNode(target), words, None)):
        store.remove(quad)
    store.flush()
    del store
    done = kg("check", str(copy))
    assert done.returncode == 1
    assert done.stdout == (
        f"pucheng-2023.txt: {target} {words.value}: 指标任务必须有单位。 A target needs a unit.\n"
    )


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("2024年教育工作要点\n新建学校5所。\n", "utf-8")
    (tmp_path / "out").write_text("in the way")
    done = kg("build", "plan.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "out" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_takes_a_part_that_was_cut_out(exports: Path, tmp_path: Path) -> None:
    for form in ("ttl", "trig"):
        part = tmp_path / f"part.{form}"
        kg("export", str(exports), "--format", form, "--output", str(part), "--region", "蒲城")
        done = kg("check", str(part), "--texts", str(exports / "texts"))
        assert done.stdout == "every statement is valid, every quote is proved\n", done.stderr
        spoilt = tmp_path / f"spoilt.{form}"
        spoilt.write_text(part.read_text("utf-8").replace('oa:exact "', 'oa:exact "甲', 1), "utf-8")
        assert kg("check", str(spoilt), "--texts", str(exports / "texts")).returncode == 1


def on_a_terminal(*arguments: str) -> bytes:
    """Run the command on a terminal of its own, and return what comes there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the other end is closed
        while part := os.read(ours, 65536):
            shown += part
    process.wait()
    os.close(ours)
    return shown.replace(b"\r\n", b"\n")


def test_no_text_commands_the_terminal_and_a_pipe_gets_it_as_it_is(tmp_path: Path) -> None:
    graph = tmp_path / "a.ttl"
    graph.write_text('<urn:a> <urn:b> "\\u001b[2Ja\\u009b31m\\u202e双\\u000d减" .', "utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?o { ?s ?p ?o }")
    query = ["query", str(tmp_path / "q.rq"), "--graph", str(graph), "--format"]
    shown = "\\x1b[2Ja\\x9b31m\\u202e双\\r减".encode()
    assert on_a_terminal(*query, "csv") == b'o\n"' + shown + b'"\n'
    assert on_a_terminal(*query, "table").splitlines()[2] == " [2Ja 31m 双 减".encode()
    assert kg(*query, "csv").stdout == 'o\n"\x1b[2Ja\x9b31m\u202e双\n减"\n'
    assert b"\x1b" not in on_a_terminal("query", "\x1b[2J\n", "--graph", str(graph))
    named = on_a_terminal("check", str(tmp_path / "\x1b[31m\nb"))
    assert named.count(b"\n") == 1
    assert b"\\x1b[31m\\nb" in named
