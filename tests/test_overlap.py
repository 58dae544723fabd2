import os
import random
import subprocess
import sys
from itertools import combinations

from kg.overlap import (
    Pair,
    Size,
    bipartite,
    clusters,
    positions,
    program_node,
    rarity,
    region_node,
)
from kg.overlap.places import PROGRAM_SIZE, REGION_SIZE, Point

PAIRS: list[Pair] = [
    ("320400", "双减"),
    ("320400", "教联体"),
    ("421200", "双减"),
    ("421200", "县中提升"),
    ("610526", "双减"),
    ("610526", "教联体"),
    ("610526", "教联体"),
]


def many(regions: int, programs: int, seed: int = 3) -> list[Pair]:
    chance = random.Random(seed)
    names = [f"{index:06}" for index in range(regions)]
    return [
        (region, f"p{index:04}")
        for index in range(programs)
        for region in chance.sample(names, min(regions, chance.choice((1, 1, 1, 1, 2, 3, 5))))
    ]


def overlapping(
    places: dict[str, Point], sizes: dict[str, Size] | None = None
) -> list[tuple[str, str]]:
    boxes = {
        node: (sizes or {}).get(node, REGION_SIZE if node.startswith("region:") else PROGRAM_SIZE)
        for node in places
    }
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if 2 * abs(places[one][0] - places[other][0]) < boxes[one][0] + boxes[other][0] - 1
        and 2 * abs(places[one][1] - places[other][1]) < boxes[one][1] + boxes[other][1] - 1
    ]


def test_rarity_weighs_more_what_fewer_regions_have() -> None:
    assert rarity(PAIRS) == {"双减": 0.6931, "县中提升": 1.3863, "教联体": 0.9163}
    assert rarity([]) == {}


def blocks(groups: int, size: int, noise: int, seed: int = 3) -> list[Pair]:
    """Return regions that have the programs of their block, and some that they have by chance."""
    chance = random.Random(seed)
    own = [
        (f"r{block}{region}", f"p{block}{program}")
        for block in range(groups)
        for region in range(size)
        for program in range(size)
        if chance.random() < 0.7
    ]
    other = [
        (f"r{chance.randrange(groups)}{chance.randrange(size)}",
         f"p{chance.randrange(groups)}{chance.randrange(size)}")
        for _ in range(noise)
    ]  # fmt: skip
    return own + other


def test_clusters_find_the_blocks_and_the_programs_of_each() -> None:
    found = clusters(blocks(4, 9, noise=30))
    assert [{name[1] for name in group} for group in found.regions] == [{"0"}, {"1"}, {"2"}, {"3"}]
    assert [{name[1] for name in group} for group in found.programs] == [{"0"}, {"1"}, {"2"}, {"3"}]
    assert [len(group) for group in found.regions] == [9, 9, 9, 9]


def test_clusters_put_the_largest_first_and_what_has_most_ties() -> None:
    pairs = [("a", "x"), ("b", "x"), ("b", "y"), ("d", "v"), ("e", "v")]
    pairs += [(region, program) for region in "cde" for program in "uw"]
    found = clusters(pairs, ["f", "g"])
    assert found.regions == (("d", "e", "c"), ("b", "a"), ("f", "g"))
    assert found.programs == (("u", "w", "v"), ("x", "y"), ())
    assert clusters([]) == clusters([], [])
    assert clusters([]).regions == ()


def test_clusters_and_positions_are_the_same_in_each_process() -> None:
    code = (
        "from kg.overlap import clusters, positions\n"
        "from tests.test_overlap import blocks\n"
        "pairs = blocks(5, 9, noise=60)\n"
        "print(clusters(pairs), positions(pairs))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "29")
    }
    assert len(answers) == 1


def test_bipartite_same_name_as_region_and_program_stays_two_nodes() -> None:
    graph = bipartite([("新城", "新城")], regions=["空城"])
    assert sorted(graph) == ["program:新城", "region:新城", "region:空城"]
    assert graph.degree("region:空城") == 0


def test_positions_do_not_depend_on_the_order_of_the_pairs() -> None:
    pairs = many(5, 120)
    shuffled = random.Random(1).sample(pairs, len(pairs))
    assert list(positions(pairs).items()) == list(positions(shuffled * 2).items())


def test_positions_are_whole_numbers_kept_over_time() -> None:
    assert positions(PAIRS) == {
        "region:320400": (0, -213),
        "region:421200": (-184, 107),
        "region:610526": (184, 107),
        "program:县中提升": (-188, 156),
        "program:双减": (4, 4),
        "program:教联体": (92, -52),
    }


def test_positions_no_two_boxes_overlap() -> None:
    for regions, programs in ((1, 30), (2, 80), (5, 300), (12, 200)):
        pairs = many(regions, programs)
        assert overlapping(positions(pairs)) == []
    sizes = {program_node(f"p{index:04}"): (200 + index, 70) for index in range(60)}
    assert overlapping(positions(many(5, 200), sizes), sizes) == []


def test_positions_what_one_region_has_stands_outside_the_circle() -> None:
    pairs = many(5, 200)
    places = positions(pairs)
    radius_squared = min(
        x * x + y * y for node, (x, y) in places.items() if node.startswith("region:")
    )
    for node, (x, y) in places.items():
        owners = {region for region, program in pairs if program_node(program) == node}
        if len(owners) == 1:
            assert x * x + y * y >= radius_squared - 2000


def test_positions_what_several_have_stands_inside_the_circle() -> None:
    pairs = many(5, 200)
    places = positions(pairs)
    radius = max(abs(y) for node, (_, y) in places.items() if node.startswith("region:"))
    for node, (x, y) in places.items():
        owners = {region for region, program in pairs if program_node(program) == node}
        if len(owners) > 1:
            assert x * x + y * y < radius * radius


def test_positions_many_regions_stand_in_rings() -> None:
    places = positions(many(400, 300))
    assert overlapping(places) == []
    distances = [x * x + y * y for node, (x, y) in places.items() if node.startswith("region:")]
    assert max(distances) > 2 * min(distances)


def test_positions_none_one_and_lonely_regions() -> None:
    assert positions([]) == {}
    assert positions([], regions=["320400"]) == {region_node("320400"): (0, 0)}
    places = positions([("a", "x")], regions=["b"])
    assert set(places) == {"region:a", "region:b", "program:x"}
