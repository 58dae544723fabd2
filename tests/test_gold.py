"""The extraction gate: readings scored against gold, floors that only go up.

``gold/floors.toml`` names the sets of gold and their floors. Whoever improves the extraction raises
them with ``make floors``; lowering one needs the maintainers' word in the commit.
"""

from pathlib import Path

import pytest

from kg.evaluate.gather import documents, find_gold
from kg.evaluate.gold import places, read_gold
from kg.evaluate.scores import Scores
from tests.gold import floors

GOLD = floors.FILE.parent
SETS = floors.read(floors.FILE)


def folders(name: str) -> tuple[Path, Path]:
    return GOLD / SETS[name].gold, GOLD / SETS[name].documents


def scores(name: str) -> Scores:
    return floors.scores(*folders(name))


@pytest.mark.parametrize(
    ("name", "component"), [(name, key) for name, gold in SETS.items() for key in gold.floors]
)
def test_a_component_does_not_fall_below_its_floor(name: str, component: str) -> None:
    reached = floors.in_percent(scores(name).measured())[component]
    near = [
        f"{error.document}:{error.place[0]} {error.cause}: {error.quote}: {error.message}"
        for error in scores(name).errors
        if component.split(".")[0] in error.component
    ]
    assert reached >= SETS[name].floors[component], "\n".join(near)


@pytest.mark.parametrize("name", SETS)
def test_the_floors_belong_to_this_gold(name: str) -> None:
    assert floors.digest(*folders(name)) == SETS[name].digest


def test_gold_quotes_stand_at_their_places() -> None:
    for name in SETS:
        gold, folder = folders(name)
        for file, paths in documents(find_gold([gold])[0], folder).items():
            text = paths[0].read_bytes().decode("utf-8")
            for item in read_gold(file.path):
                quotes = {text[start:end] for start, end in places(item)}
                written = {
                    *item.get("surfaces", ()),
                    *map(item.get, ("quote", "title", "title_in_text")),
                }
                assert quotes <= written
