"""The functions of the package, as a notebook calls them."""

from __future__ import annotations

import doctest
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from networkx import Graph

import kg
from kg import api, resources
from kg.errors import QueryError, ReadError
from kg.records import Target

YEARS = Path(__file__).parent / "two_years"


@pytest.fixture
def folder(exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with the seeds and their build, as the examples name them."""
    (tmp_path / "seeds").symlink_to(resources.seeds())
    (tmp_path / "exports").symlink_to(exports)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_examples_of_the_api_are_true(folder: Path) -> None:
    failed, tried = doctest.testmod(api, extraglobs={"kg": kg})
    assert (failed, tried >= 12) == (0, True), folder


def test_import_is_light() -> None:
    heavy = "{'spacy', 'jieba', 'pandas', 'networkx', 'rdflib', 'pyoxigraph', 'requests'}"
    code = f"import sys, kg; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_functions_stay_functions_when_modules_are_imported(folder: Path) -> None:
    reading = kg.extract(kg.read("seeds/changzhou-2023.txt"))
    kg.build("seeds/changzhou-2023.txt", folder / "again")
    assert len([fact for fact in reading.facts if isinstance(fact.content, Target)]) == 45
    assert all(map(callable, (kg.read, kg.extract, kg.build, kg.open)))


def test_build_takes_several_paths_and_names_what_it_cannot_read(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"no pdf")
    built = kg.build([YEARS / "yixing-2023.txt", folder / "broken.pdf"], folder / "out")
    assert built.documents == 1
    assert [failure.document for failure in built.failures] == ["broken.pdf"]
    assert kg.ask("plans", folder / "out")["region"].tolist() == ["宜兴市"]


def test_read_wants_one_document(folder: Path) -> None:
    with pytest.raises(ReadError, match="is not one document"):
        kg.read("seeds")
    with pytest.raises(ReadError, match=r"none\.txt"):
        kg.read(folder / "none.txt")


def test_frames_have_numbers_and_gaps(folder: Path) -> None:
    kg.build(YEARS, folder / "out")
    frame = kg.targets(folder / "out")
    covered = frame[frame["indicator_concept"] == "普惠性幼儿园覆盖率"]
    assert covered["value"].tolist() == [90.0, 88.0, 89.5, 91.0]
    assert covered["deadline"].tolist() == [2024, 2023, 2023, 2024]
    assert covered["status"].tolist() == ["planned", "planned", "achieved", "planned"]
    assert frame["value"].dtype == "float64"
    assert frame["year"].dtype == "Int64"
    assert frame["masked"].dtype == "boolean"
    assert kg.programs(folder / "out")["program"].value_counts()["双减"] == 3


def test_ask_gives_the_rows_of_a_query(folder: Path) -> None:
    rows = kg.ask("targets-above", indicator="新增学位", number=Decimal("30000"))
    assert rows[["region", "value"]].values.tolist() == [["常州市", 31000.0]]
    (folder / "own.rq").write_text("SELECT (COUNT(?plan) AS ?n) { ?plan a eduplan:Plan }")
    assert kg.ask("own.rq").values.tolist() == [[5]]
    assert kg.ask("decisions").columns.tolist()[:2] == ["date", "by"]
    with pytest.raises(QueryError, match="perhaps plans"):
        kg.ask("plan")


def test_overlap_graph_is_for_networkx(folder: Path) -> None:
    network = kg.overlap_graph("exports")
    assert isinstance(network, Graph)
    names = {str(own["label"]): node for node, own in network.nodes.items()}
    tie = network.edges[names["常州市"], names["课后服务"]]
    assert tie["weight"] == 3.0
    assert len(network[names["课后服务"]]) == 2, folder


def test_open_gives_an_rdflib_dataset(folder: Path) -> None:
    dataset = kg.open("exports")
    rows = dataset.query("SELECT ?name { ?plan dct:spatial/schema:name ?name } ORDER BY ?name")
    assert [str(row[0]) for row in rows] == ["咸宁市", "常州市", "蒲城县", "连云港市"]  # type: ignore[index]
    assert folder
