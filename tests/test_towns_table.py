"""The committed table of towns holds what the inference of regions relies on."""

import csv
import re
from pathlib import Path

import pytest

ONTOLOGY = Path(__file__).parents[1] / "ontology"
TABLE = ONTOLOGY / "towns.csv"


def read() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)
    return [(name, regions) for name, regions in rows]


ROWS = read()
BY_NAME = dict(ROWS)


def test_columns_encoding_and_order() -> None:
    text = TABLE.read_bytes().decode("utf-8")
    assert text.startswith("name,regions\n")
    assert "\r" not in text
    assert sorted(ROWS) == ROWS
    assert len(BY_NAME) == len(ROWS) == 28783


def test_every_name_has_its_ending_and_at_most_three_regions() -> None:
    for name, regions in ROWS:
        assert re.fullmatch("[一-鿿]{2,10}(镇|乡|街道|苏木)", name), name
        assert 1 <= len(regions.split()) <= 3, name
        assert regions.split() == sorted(regions.split()), name


def test_every_region_is_one_that_is_valid_today() -> None:
    with (ONTOLOGY / "regions.csv").open(encoding="utf-8", newline="") as lines:
        today = {row["region"] for row in csv.DictReader(lines) if not row["last_year"]}
    assert {region for _, regions in ROWS for region in regions.split()} <= today


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("戴埠镇", "320481"),
        ("潘家湾镇", "421221"),
        ("韦曲街道", "610116"),
        ("尼尔基镇", "150722"),
        ("格日勒敖都苏木", "152501"),
        ("三江水族乡", "522632"),
        ("叶赫满族镇", "220303"),
        ("张浦镇", "320583"),
        ("元坝镇", "510811 510824 512021"),
        ("虎门镇", "441900"),
        ("红枫湖镇", "520181"),
    ],
)
def test_a_town_leads_to_its_counties(name: str, regions: str) -> None:
    assert BY_NAME[name] == regions


@pytest.mark.parametrize(
    "name", ["城关镇", "太平镇", "新华街道", "计划乡", "小城镇", "溧阳监狱", "头墩农场"]
)
def test_a_name_that_tells_nothing_is_left_out(name: str) -> None:
    assert name not in BY_NAME
