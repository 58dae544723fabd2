"""The script that raises the floors, on a gold set of its own."""

import json
from pathlib import Path

import pytest

from tests.evaluate_examples import target
from tests.gold import floors

DOCUMENT = "2024年教育工作要点\n新建学校5所，新增学位3000个以上。\n"
HEAD = "# Written by make floors.\n"


def write_floors(folder: Path, floor: str, digest: str = "old") -> Path:
    path = folder / "floors.toml"
    path.write_text(
        f'{HEAD}\n[own]\ngold = "gold"\ndocuments = "texts"\ndigest = "{digest}"\n\n'
        f"[own.floors]\n{floor}\n",
        "utf-8",
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a gold set of two targets, of which one is read with another comparator."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "plan.txt").write_text(DOCUMENT, "utf-8")
    with (tmp_path / "gold" / "plan.jsonl").open("w", encoding="utf-8") as file:
        for quote, indicator, value in (
            ("新建学校5所", "新建学校", 5),
            ("新增学位3000个以上", "新增学位", 3000),
        ):
            start = DOCUMENT.index(quote)
            at = {"quote": quote, "start": start, "end": start + len(quote)}
            item = target("新建学校5所", indicator, value, "所" if value == 5 else "个") | at
            print(json.dumps(item, ensure_ascii=False), file=file)
    return tmp_path


def test_floors_rise_to_what_is_measured_and_stand_in_order(folder: Path) -> None:
    path = write_floors(folder, '"target.exact" = 20\n"target.detected" = 0\n"program" = 100')
    assert floors.update(path) == []
    digest = floors.digest(folder / "gold", folder / "texts")
    assert path.read_text("utf-8") == (
        f'{HEAD}\n[own]\ngold = "gold"\ndocuments = "texts"\ndigest = "{digest}"\n\n[own.floors]\n'
        '"program" = 100\n"target.detected" = 100\n"target.exact" = 50\n'
    )
    before = path.read_bytes()
    assert floors.update(path) == []
    assert path.read_bytes() == before


def test_a_floor_is_not_lowered_and_the_file_stays_as_it_is(folder: Path) -> None:
    path = write_floors(folder, '"target.detected" = 0\n"target.exact" = 51\n"target.year" = 9')
    before = path.read_bytes()
    assert floors.update(path) == ["own target.exact: 51 to 50", "own target.year: 9 to None"]
    assert path.read_bytes() == before


def test_a_floor_is_lowered_where_that_is_asked_for(folder: Path) -> None:
    path = write_floors(folder, '"target.exact" = 51\n"target.year" = 9')
    assert floors.update(path, lower=True) == []
    assert floors.read(path)["own"].floors == {"target.exact": 50}


def test_the_digest_tells_other_gold_and_another_text(folder: Path) -> None:
    found = {floors.digest(folder / "gold", folder / "texts")}
    for path in (folder / "gold" / "plan.jsonl", folder / "texts" / "plan.txt"):
        path.write_bytes(path.read_bytes() + b"\n")
        found.add(floors.digest(folder / "gold", folder / "texts"))
    (folder / "gold" / "same.json").write_text('{"same": [], "either": []}')
    found.add(floors.digest(folder / "gold", folder / "texts"))
    assert len(found) == 4


def test_the_floors_of_the_project_are_as_the_script_writes_them() -> None:
    text = floors.FILE.read_text("utf-8")
    sets = floors.read(floors.FILE)
    assert text.startswith("# ")
    assert text.partition("\n\n")[2] == "".join(
        floors.section(name, sets[name]) for name in sorted(sets)
    ).removeprefix("\n")
