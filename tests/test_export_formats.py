"""``kg export``: where the forms are written, and what is said where they cannot be."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from kg.cli.export import FORMATS, TABLES
from kg.export.formats import FILES, FOLDERS
from kg.export.neo4j import import_command
from kg.export.tables import NAMES
from kg.store import open_read_only
from tests.neo4j_reader import imported


def kg(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg.cli", "export", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_the_command_has_every_form_and_table() -> None:
    assert set(FORMATS) == {*FILES, *FOLDERS}
    assert TABLES == NAMES


def test_a_form_is_written_to_a_file_or_to_standard_output(exports: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    done = kg(str(exports), "--format", "nq", "--output", str(path))
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"written to {path}\n"
    piped = kg(str(exports), "--format", "nq", "--output", "-")
    assert (piped.stdout, piped.stderr) == (path.read_bytes(), b"")
    assert len(list(parse(piped.stdout, format=RdfFormat.N_QUADS))) == sum(
        str(quad.graph_name) != "DEFAULT" for quad in open_read_only(exports)
    )


def test_a_part_is_written_in_any_form(exports: Path, tmp_path: Path) -> None:
    part = ("--region", "常州", "--program", "课后服务")
    kg(str(exports), "--format", "ttl", "--output", str(tmp_path / "a.ttl"), *part)
    graph = rdflib.Graph().parse(tmp_path / "a.ttl")
    plan = rdflib.URIRef("https://w3id.org/eduplan/ontology#Plan")
    assert len(set(graph.subjects(rdflib.RDF.type, plan))) == 1
    kg(str(exports), "--format", "xlsx", "--output", str(tmp_path / "a.xlsx"), *part)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["项目"]
    assert {row[3] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"课后服务"}


def test_a_folder_of_csv_files_or_one_of_them(exports: Path, tmp_path: Path) -> None:
    kg(str(exports), "--format", "csv", "--output", str(tmp_path / "new" / "tables"))
    assert sorted(path.stem for path in (tmp_path / "new" / "tables").iterdir()) == sorted(NAMES)
    done = kg(str(exports), "--format", "csv", "--output", str(tmp_path / "a.csv"))
    assert "this is the table targets alone: --table, a folder" in done.stderr.decode()
    assert (tmp_path / "a.csv").read_bytes() == (exports / "targets.csv").read_bytes()
    one = kg(str(exports), "--format", "csv", "--output", "-", "--table", "quality")
    assert (one.stdout, one.stderr) == ((exports / "quality.csv").read_bytes(), b"")


def test_an_archive_has_the_files_of_the_folder_and_no_date(exports: Path, tmp_path: Path) -> None:
    done = kg(str(exports), "--format", "neo4j", "--output", str(tmp_path / "a.zip"))
    assert "README.md there has the command" in done.stderr.decode()
    kg(str(exports), "--format", "neo4j", "--output", str(tmp_path / "a"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert imported(files, import_command()).labelled("Plan")
    kg(str(exports), "--format", "neo4j", "--output", str(tmp_path / "b.zip"))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "neo4j", "--output", "-"], "neo4j is several files: name a folder"),
        (["--format", "ttl", "--output", "{}/none/a.ttl"], "cannot be written: No such file"),
        (["--format", "csv", "--output", "{}/file"], "cannot be written: File exists"),
        (["--format", "ttl", "--output", "{}/a.ttl", "--table", "plans"], "leave out --table"),
        (["--format", "ttl", "--output", "{}/a.ttl", "--region", "上海市"], "no region '上海市'"),
        (["--format", "csv", "--output", "{}/a.csv", "--year", "2031"], "no plan is of this part"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    exports: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    done = kg(str(exports), *(argument.format(tmp_path) for argument in arguments))
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    done = kg(str(tmp_path), "--format", "ttl", "--output", "-")
    assert done.returncode == 2
    assert "no graph has been built here" in done.stderr.decode()
