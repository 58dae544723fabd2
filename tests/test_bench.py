"""What ``make bench`` runs: its numbers stand alike in both files; documents made for it differ."""

import json
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from kg import resources
from kg.builder import extract_source
from kg.identifiers import digest
from kg.readers import find, read
from kg.records import Plan, Source
from tests.bench import extraction
from tests.bench.bases import bases
from tests.bench.corpus import Made, content, made, write
from tests.bench.record import Record, Settings, compared
from tests.bench.report import Report, as_json, as_markdown

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def documents() -> list[Made]:
    return list(made(bases([resources.seeds()]), 10))


def test_bench_writes_the_same_numbers_as_markdown_and_json(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "--small", "--only", "overlap"]
    command += ["--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "bench.json"]
    report = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    page = (tmp_path / "README.md").read_text("utf-8")
    assert list(report["parts"]) == ["overlap"]
    assert str(Path.home()) not in page + json.dumps(report)
    assert {"processor", "cores", "memory", "system"} <= set(report["machine"])
    assert {"kg", "Python", "jieba", "spacy", "rdflib"} <= set(report["versions"])
    part = report["parts"]["overlap"]
    assert len(part) == 6  # three ways, time and memory
    assert _numbers(part) == _table_of(page)


def _numbers(records: list[dict[str, object]]) -> set[tuple[object, object, object]]:
    return {
        (record["case"], f"{record['name']} ({record['unit']})", record["value"])
        for record in records
    }


def _table_of(page: str) -> set[tuple[object, object, object]]:
    """Return the numbers of the only table, without the ratios."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = rows[0]
    return {
        (row[0], head[column], float(cell.replace(",", "")))
        for row in rows[2:]
        for column, cell in enumerate(row)
        if column and not head[column].endswith("= 1")
    }


def test_bench_reads_the_same_documents_with_every_tool(tmp_path: Path) -> None:
    found = list(extraction.records(Settings(tmp_path, small=True)))
    assert {record.name for record in found} == {"seeds", "made documents"}
    assert len(found) == 10  # five tools
    assert all(record.value and record.ratio for record in found)
    assert {record.ratio for record in found if record.case == "jieba.lcut"} == {1.0}


def test_bench_ratios_say_how_many_times_as_fast() -> None:
    times = {"plain": 6.0, "ours": 1.5, "stopped": None}
    assert [record.ratio for record in compared("time", "s", times, "plain")] == [1.0, 4.0, None]
    rates = {"plain": 100.0, "ours": 50.0}
    slower = compared("rate", "characters/s", rates, "plain", less_is_better=False)
    assert [record.ratio for record in slower] == [1.0, 0.5]


def test_bench_report_names_what_was_given_up_and_why() -> None:
    records = (
        Record("kg", "opened", 1234.5678, "s", "pyvis", None),
        Record("pyvis", "opened", None, "s", "pyvis", None, "not there after 60 s"),
    )
    report = Report("2024-05-01", False, {"cores": "2"}, {"kg": "1"}, {"page": records})
    page = as_markdown(report)
    assert "| kg | 1,235 |  |" in page
    assert "| pyvis | none |  |" in page
    assert "- pyvis: not there after 60 s" in page
    opened = [record["value"] for record in json.loads(as_json(report))["parts"]["page"]]
    assert opened == [1235, None]


def test_bench_documents_are_of_different_regions_and_years(documents: list[Made]) -> None:
    homes = {(document.home.region, document.home.year) for document in documents}
    assert len(homes) == 10
    plans = [plan for document in documents for plan in _plans(document)]
    found = [(plan.region, plan.year) for plan in plans]
    assert len(found) == 10
    assert len(set(found) & homes) >= 7  # the others do not say of which region they are


def _plans(document: Made) -> list[Plan]:
    text = document.text
    source = Source(document.name, digest(text.encode()), "text/plain", "utf-8", text)
    contents = [fact.content for fact in extract_source(source).facts]
    return [content for content in contents if isinstance(content, Plan)]


def test_bench_documents_are_the_same_each_time_and_for_any_count(
    documents: list[Made], tmp_path: Path
) -> None:
    templates = bases([resources.seeds()])
    assert list(islice(made(templates, 1000), 10)) == documents
    assert write(tmp_path, 3) == sum(len(document.text) for document in documents[:3])
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [document.name for document in documents[:3]]
    assert (tmp_path / names[0]).read_text("utf-8") == documents[0].text


def test_bench_documents_leave_no_hole_and_take_other_numbers(documents: list[Made]) -> None:
    for document in documents:
        assert not re.search("[\ue000-\uf8ff]", document.text)
    bodies = [re.findall(r"\d+(?:\.\d+)?[个所名万%]", document.text) for document in documents]
    assert len({tuple(body) for body in bodies}) == 10


@pytest.mark.parametrize("ending", [".html", ".docx"])
def test_bench_documents_in_other_formats_say_the_same(
    documents: list[Made], tmp_path: Path, ending: str
) -> None:
    document = Made(f"plan{ending}", documents[1].text, documents[1].home)
    assert content(document) == content(document)
    (tmp_path / document.name).write_bytes(content(document))
    (found,) = find([tmp_path]).found
    sentence = next(line for line in document.text.splitlines() if len(line) > 100)
    assert sentence in read(found).text
