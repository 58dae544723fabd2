"""What a build of the five seeds gives, and that it gives it again."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg import resources
from kg.builder import Built
from kg.prove import prove
from kg.store import dataset, open_read_only
from tests.builder_examples import store_alone, write

REFERENCE = Path(__file__).parent.parent / "exports"
COMMITTED = ("graph.ttl", "targets.csv", "programs.csv", "quality.csv")


@pytest.mark.parametrize("name", COMMITTED)
def test_a_rebuild_gives_the_bytes_that_are_committed(exports: Path, name: str) -> None:
    assert (exports / name).read_bytes() == (REFERENCE / name).read_bytes(), "run make update"


def test_another_process_time_zone_and_locale_give_the_same_bytes(
    exports: Path, tmp_path: Path
) -> None:
    environment = os.environ | {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "kg.cli", "build", str(resources.seeds()), "--out", "again"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    for name in (*COMMITTED, "graph.trig", "targets.xlsx", "explorer.html"):
        assert (tmp_path / "again" / name).read_bytes() == (exports / name).read_bytes(), name


def test_the_graph_of_the_seeds_is_valid_and_proved(seeds_built: tuple[Path, Built]) -> None:
    exports, built = seeds_built
    assert built.documents == 5
    assert built.violations == ()
    assert built.failures == ()
    assert prove(open_read_only(exports), exports / "texts", resources.seeds()) == ()


def test_turtle_has_the_same_triples_for_rdflib_and_oxigraph(exports: Path) -> None:
    content = (exports / "graph.ttl").read_bytes()
    triples = {quad.triple for quad in pyoxigraph.parse(content, pyoxigraph.RdfFormat.TURTLE)}
    graph = rdflib.Graph().parse(data=content, format="turtle")
    assert len(graph) == len(triples) > 20_000


def test_rdflib_opens_the_store(exports: Path) -> None:
    query = "SELECT (COUNT(?plan) AS ?n) { ?plan a <https://w3id.org/eduplan/ontology#Plan> }"
    with_oxigraph = dataset(exports)
    (row,) = with_oxigraph.query(query)
    assert str(row[0]) == "5"  # type: ignore[index]


def test_changzhou_has_six_parts_and_twenty_three_items(exports: Path) -> None:
    levels = {1: 0, 2: 0}
    found = open_read_only(exports).query(
        """
        PREFIX eduplan: <https://w3id.org/eduplan/ontology#>
        PREFIX schema: <https://schema.org/>
        SELECT ?section ?depth { ?section a eduplan:Section ; eduplan:depth ?depth ;
            eduplan:evidence/<http://www.w3.org/ns/oa#hasSource>/schema:name ?name
            FILTER (STR(?name) = "changzhou-2023.txt") }
        """
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    for row in found:
        depth = row["depth"]
        assert isinstance(depth, pyoxigraph.Literal)
        if int(depth.value) in levels:
            levels[int(depth.value)] += 1
    assert levels == {1: 6, 2: 23}


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_target_in_the_table_stands_beside_its_sentence(exports: Path) -> None:
    (row,) = [row for row in rows(exports / "targets.csv") if row["quote"] == "增加学位3.1万个"]
    assert (row["region_name"], row["value"], row["unit"]) == ("常州市", "31000", "个")
    assert row["sentence"] == "实施新建、改扩建学校78所,竣工33所,增加学位3.1万个。"
    text = (resources.seeds() / row["document"]).read_bytes().decode("utf-8")
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_city_that_cannot_be_told_has_no_region(exports: Path) -> None:
    found = [r for r in rows(exports / "quality.csv") if r["document"].startswith("anonymous")]
    faults = {row["fault"] for row in found}
    assert faults >= {"mirror", "masked", "page_numbers", "advertisement", "region_unknown"}
    targets = [r for r in rows(exports / "targets.csv") if r["document"].startswith("anonymous")]
    assert {row["region_code"] for row in targets} == {""}
    assert {row["masked"] for row in targets if row["unit"] == "所"} == {"true"}


def test_a_document_that_cannot_be_read_is_named_and_the_rest_built(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "in" / "good.txt").write_text("平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", "in", "--out", "out"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert [row["value"] for row in rows(tmp_path / "out" / "targets.csv")] == ["5"]


def test_a_build_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plan = tmp_path / "in" / "plan.txt"
    for number in (5, 7):
        plan.write_text(f"平湖市2024年教育工作要点\n新建学校{number}所。\n", "utf-8")
        command = [sys.executable, "-m", "kg.cli", "build", "in", "--out", "out"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert [row["value"] for row in rows(tmp_path / "out" / "targets.csv")] == ["7"]
    assert len(list((tmp_path / "out" / "texts").iterdir())) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "explorer.html",
        "graph.trig",
        "graph.ttl",
        "programs.csv",
        "quality.csv",
        "readings.sqlite",
        "store",
        "targets.csv",
        "targets.xlsx",
        "texts",
    ]


def test_where_nothing_can_be_read_what_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8")
    (tmp_path / "empty.txt").write_text("")
    command = [sys.executable, "-m", "kg.cli", "build", "--out", "out"]
    subprocess.run([*command, "plan.txt"], cwd=tmp_path, check=True, capture_output=True)
    before = (tmp_path / "out" / "graph.ttl").read_bytes()
    for wrong in ("typo", "empty.txt"):
        done = subprocess.run(
            [*command, wrong], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 2
        assert wrong in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == before
    assert len(list((tmp_path / "out" / "texts").iterdir())) == 1


def test_a_second_copy_is_named_and_counted_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", "a.txt", "b.txt", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert "b.txt" in done.stderr
    assert len(rows(tmp_path / "out" / "targets.csv")) == 1


def test_of_two_files_that_hold_the_same_the_one_with_the_right_ending_is_read(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    write(folder, "平湖市")
    shutil.copy(folder / "平湖市.txt", folder / "a.pdf")
    built = store_alone(folder, tmp_path / "out")
    assert (built.documents, built.failures, built.same) == (1, (), ("a.pdf",))


def test_a_day_that_is_not_in_the_calendar_is_left_out_and_breaks_no_shape(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "发布时间：2024-02-30\n平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8"
    )
    command = [sys.executable, "-m", "kg.cli", "build", "plan.txt", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    written = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert "dct:issued" not in written.partition("<plan/330482/")[2].partition(" .\n")[0]


def test_a_vocabulary_of_ones_own_is_validated_and_the_projects_is_not(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "units.ttl").write_text(
        "@prefix eduplan: <https://w3id.org/eduplan/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://example.org/qi> a eduplan:Unit , skos:Concept ; skos:prefLabel '畦'@zh ;\n"
        "  eduplan:unitKind eduplan:count ; eduplan:weak 'perhaps' .\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "kg.cli", "build", "plan.txt", "--vocabulary", "terms"]
    done = subprocess.run(
        [*command, "--out", "out"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "kg: https://example.org/qi https://w3id.org/eduplan/ontology#weak: "
        "是否弱量词须为 true 或 false。 Whether the unit is weak must be true or false.\n"
    )


def test_two_ways_to_punctuate_a_new_name_are_one_valid_concept(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    said = {
        "平湖市": "实施“青禾、新苗”工程，推进“AI＋课堂”行动。",
        "海盐县": "实施“青禾新苗”工程，推进“ai+课堂”行动。",
    }
    for place, words in said.items():
        text = f"{place}2024年教育工作要点\n{words}\n"
        (tmp_path / "in" / f"{place}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", "in", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    names = [row["program"] for row in rows(tmp_path / "out" / "programs.csv")]
    assert names == ["青禾新苗工程", "AI+课堂行动"] * 2


def test_extract_prints_the_facts_of_a_document_as_json_lines(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("平湖市2024年教育工作要点\n新建学校5所。\n", "utf-8")
    command = [sys.executable, "-m", "kg.cli", "extract", "plan.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [fact["kind"] for fact in facts] == ["plan", "region", "target"]
    assert facts[0]["region"] == "330482"
    assert (facts[2]["quote"], facts[2]["value"]) == ("新建学校5所", 5)
    assert done.stderr == ""
