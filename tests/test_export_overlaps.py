"""What regions share, as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.export.overlaps import overlaps, spread
from kg.export.ties import ProgramNode, RegionNode, Tie, Ties, ties
from kg.mirrors import main_sources
from kg.tables import Table
from tests import examples


@pytest.fixture(scope="module")
def found() -> Ties:
    store = examples.store()
    return ties(store, main_sources(store))


def test_ties_count_mentions_by_region_and_program(found: Ties) -> None:
    unknown, east, west = (found.regions[index] for index in (2, 0, 1))
    assert east == RegionNode("320700", "连云港市", "320700", "prefecture", "江苏省", 1, False)
    assert west == RegionNode("421200", "咸宁市", "421200", "prefecture", "湖北省", 1, True)
    assert (unknown.name, unknown.code, unknown.province) == ("某市", None, None)
    assert found.programs == (
        ProgramNode(examples.FOUND, "青蓝课程", None, "local", False),
        ProgramNode(examples.NATIONAL, "双减", "Double Reduction", "national", True),
    )
    assert found.ties == (
        Tie("320700", examples.FOUND, 1, 1, 0, 2023, 2023),
        Tie("320700", examples.NATIONAL, 1, 1, 0, 2023, 2023),
        Tie("421200", examples.NATIONAL, 1, 1, 0, 2023, 2023),
        Tie(unknown.id, examples.NATIONAL, 1, 0, 1, None, None),
    )


def test_overlaps_have_a_row_each_two_regions(found: Ties) -> None:
    assert overlaps(found) == Table(
        (
            "region_code_a", "region_a", "region_code_b", "region_b", "shared", "programs_a",
            "programs_b", "jaccard", "shared_programs",
        ),
        (
            ("320700", "连云港市", "421200", "咸宁市", 1, 2, 1, Decimal("0.5"), "双减"),
            ("320700", "连云港市", None, "某市", 1, 2, 1, Decimal("0.5"), "双减"),
            ("421200", "咸宁市", None, "某市", 1, 1, 1, Decimal(1), "双减"),
        ),
    )  # fmt: skip


def test_spread_has_a_row_a_program_and_counts_the_regions_that_are_known(found: Ties) -> None:
    assert spread(found) == Table(
        ("program", "level", "known", "regions", "mentions", "planned", "achieved", "region_names"),
        (
            ("双减", "national", True, 2, 3, 2, 1, "连云港市、咸宁市、某市"),
            ("青蓝课程", "local", False, 1, 1, 1, 0, "连云港市"),
        ),
    )


def test_regions_without_programs_share_nothing() -> None:
    bare = tuple(RegionNode(code, code, code, None, None, 1, True) for code in ("1", "2"))
    assert overlaps(Ties(bare, (), ())).rows == (("1", "1", "2", "2", 0, 0, 0, Decimal(0), ""),)
