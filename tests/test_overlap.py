import random
from itertools import combinations

from kg.overlap import (
    PROGRAM_SIZE,
    REGION_SIZE,
    Pair,
    Point,
    Size,
    bipartite,
    only,
    positions,
    program_node,
    region_node,
    shared,
    similarity,
)

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


def test_shared_all_regions_named_have_the_program() -> None:
    assert shared(PAIRS, ["320400", "610526"]) == ("双减", "教联体")
    assert shared(PAIRS, ["320400", "421200", "610526"]) == ("双减",)
    assert shared(PAIRS, ["320400", "999999"]) == ()
    assert shared(PAIRS, []) == ()


def test_only_leaves_out_what_any_other_has() -> None:
    assert only(PAIRS, "421200", ["320400", "610526"]) == ("县中提升",)
    assert only(PAIRS, "320400", ["610526"]) == ()
    assert only(PAIRS, "320400", ["320400"]) == ("双减", "教联体")
    assert only(PAIRS, "999999", ["320400"]) == ()


def test_similarity_is_jaccard_of_each_two_regions() -> None:
    assert similarity(PAIRS) == {
        ("320400", "421200"): 1 / 3,
        ("320400", "610526"): 1.0,
        ("421200", "610526"): 1 / 3,
    }


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
        "program:县中提升": (-184, 167),
        "program:双减": (0, 0),
        "program:教联体": (92, -53),
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


def test_positions_none_one_and_lonely_regions() -> None:
    assert positions([]) == {}
    assert positions([], regions=["320400"]) == {region_node("320400"): (0, 0)}
    places = positions([("a", "x")], regions=["b"])
    assert set(places) == {"region:a", "region:b", "program:x"}
