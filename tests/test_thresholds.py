"""Every tuned number stands on one page, with what it was tuned on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.thresholds import PAGE, Threshold, hidden, page, thresholds


@pytest.fixture(scope="module")
def found() -> list[Threshold]:
    return thresholds()


def test_thresholds_page_is_what_the_code_says(found: list[Threshold]) -> None:
    assert PAGE.read_text("utf-8") == page(found), "make update writes it anew"


def test_thresholds_each_say_what_they_are(found: list[Threshold]) -> None:
    assert [f"{one.path}:{one.line} {one.name}" for one in found if not one.said] == []


def test_thresholds_have_names() -> None:
    assert hidden() == [], "name it in a constant, with a comment"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "kg").mkdir()
    return tmp_path


def test_thresholds_are_read_with_the_comments_that_are_meant(code: Path) -> None:
    (code / "kg" / "a.py").write_text(
        "# Of ten texts.\n"
        "_FIRST = 3\n"
        "_NEXT = 4\n"
        "# In pixels:\n"
        "_LOW, _HIGH = 1, 2.5  # of a line\n"
        "_MOST: int = 10_000\n"
        "\n"
        "_ALONE = 7\n"
        "_WORD = 'seven'\n"
    )
    (code / "kg" / "b.js").write_text("const WIDE = 12; // pixels\nconst made = 3;\n")
    (code / "kg" / "c.toml").write_text("# By hand.\n[[cue]]\nweight = 2.0\n[[cue]]\nweight = -1\n")
    assert [(one.name, one.value, one.said, one.group) for one in thresholds(code)] == [
        ("_FIRST", "3", "Of ten texts.", ""),
        ("_NEXT", "4", "", ""),
        ("_LOW", "1", "of a line", "In pixels:"),
        ("_HIGH", "2.5", "of a line", "In pixels:"),
        ("_MOST", "10_000", "", "In pixels:"),
        ("_ALONE", "7", "", ""),
        ("WIDE", "12", "pixels", ""),
        ("cue.weight", "2.0, -1", "By hand.", ""),
    ]


def test_thresholds_without_a_name_are_found(code: Path) -> None:
    (code / "kg" / "a.py").write_text(
        "def f(text: str) -> str:\n"
        "    if len(text) > 30 or ord(text[0]) == 0xFEFF or len(text) == 2:\n"
        "        return text[:12]\n"
        "    return text * min(len(text), 7)\n"
    )
    assert sorted(hidden(code)) == [
        "kg/a.py:2 len(text) > 30",
        "kg/a.py:3 :12",
        "kg/a.py:4 min(len(text), 7)",
    ]
