"""The words of the page: nothing that it can show is without them, in both languages."""

import re
from pathlib import Path

from kg import resources
from kg.records import FaultKind

WORDS = resources.words("kg.explore", "words")
SCRIPT = Path(resources.__file__).parent / "explore" / "script"


def test_every_kind_of_fault_has_its_words_and_no_other() -> None:
    assert WORDS["fault"].keys() == WORDS["mark"].keys() == {kind.value for kind in FaultKind}


def test_every_view_has_its_name_and_what_to_do_there() -> None:
    (views,) = re.findall(r"const VIEWS = \[(.*)\]", (SCRIPT / "header.js").read_text("utf-8"))
    names = set(re.findall(r'"(\w+)"', views))
    assert names == {path.stem.removeprefix("view_") for path in SCRIPT.glob("view_*.js")}
    assert names <= WORDS["view"].keys()
    assert names - WORDS["start"].keys() == {"overlap"}  # where start.pick and start.open stand
