"""kg.regex: a compiled pattern finds what the pattern says, only sooner."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.regex import compiled, firsts

PATTERNS = [
    r"(?<![比较])去年|上一?年|[一二]年来",
    r"(?:约|近)?\d+(?:\.\d+)?万?|(?<=共)有",
    r"[ ]*\r?\n[ ]*(?=[一-三])",
    r"(?P<name>[上下]半年)(?:。|$)",
    r"^[ ]*去年",
    r"[^，]*。",
    r"(?:去年)?",
    r"-|\]|\^",
    r"(?:(?P<mark>[上-])半(?P=mark)|今)年?|(?:去){2}|(?:近){0,2}共",
    r"[\-\]上-下]{1,2}年|\d\.|(?!一)[^\s]半",
]
TEXTS = st.text(alphabet="比去上下一二半年来约近共有。， \n\r1.2万-]^", max_size=30)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("flags", [0, re.MULTILINE])
@given(text=TEXTS)
def test_regex_finds_the_same_places_and_groups(pattern: str, flags: int, text: str) -> None:
    found = [(m.span(), m.groupdict()) for m in compiled(pattern, flags).finditer(text)]
    assert found == [(m.span(), m.groupdict()) for m in re.finditer(pattern, text, flags)]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?<!不)计划|[三五]年", "三五计"),
        ("(?:计划)?工程", "工计"),
        ("计划|工程", ""),
        ("(?:计划)?", ""),
        ("(?<!不).计划", ""),
        ("(?:计{0,2}|划+)工|(?<!不)程", "划工程计"),
        ("计划|^工程", "工计"),
        (r"[\]^-]+|(?:a|\.)b", r"\-\.\]\^a"),
    ],
)
def test_regex_tells_with_what_a_match_begins(pattern: str, found: str) -> None:
    assert firsts(pattern) == found


def test_regex_leaves_blanks_and_remarks_of_a_spread_out_pattern_out_of_account() -> None:
    pattern = r"""(?<!不)计划   # 计划（草案）
                | [ ]工程 | \#"""
    assert firsts(pattern, re.VERBOSE) == r"\ \#计"


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Up to 3.11.4 Python finds other text with one than it should (its issue 106052)."""
    possessive = re.compile(r"(?<!\\)\)(?:[+*?]|\{[\d,]*\})\+|\(\?>")
    found = [
        path.name
        for path in Path(resources.__file__).parent.rglob("*.*")
        if path.suffix in (".py", ".toml") and possessive.search(path.read_text("utf-8"))
    ]
    assert found == []
