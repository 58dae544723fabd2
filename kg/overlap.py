"""Which regions share which programs: sets, similarity and the places of a drawing.

Everything starts from pairs (region id, program id), one or more for a program that a region's
plans name. Nothing here draws by chance or by simulation: the same pairs give the same places, to
the last bit, on any machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import Graph

Pair = tuple[str, str]
Point = tuple[int, int]
Size = tuple[int, int]

REGION_SIZE: Size = (200, 72)
PROGRAM_SIZE: Size = (66, 24)

_CELL = 8  # units between two grid lines; boxes are rounded up to it
_SPARE = 1.4  # the circle holds so many times the area of what is shared


def region_node(region: str) -> str:
    """Return the name of a region's node in the graph and in the drawing."""
    return f"region:{region}"


def program_node(program: str) -> str:
    """Return the name of a program's node in the graph and in the drawing."""
    return f"program:{program}"


def bipartite(pairs: Iterable[Pair], regions: Iterable[str] = ()) -> Graph[str]:
    """Return the graph of regions and programs with an edge where a region has a program.

    Nodes carry ``kind`` (``region`` or ``program``) and ``id``; ``regions`` adds some that may have
    no program. The order of nodes and edges is sorted, whatever the order of the input.

    >>> graph = bipartite([("320400", "双减"), ("421200", "双减")])
    >>> sorted(graph)
    ['program:双减', 'region:320400', 'region:421200']
    """
    from networkx import Graph

    distinct = sorted(set(pairs))
    graph: Graph[str] = Graph()
    for region in sorted({pair[0] for pair in distinct} | set(regions)):
        graph.add_node(region_node(region), kind="region", id=region)
    for program in sorted({pair[1] for pair in distinct}):
        graph.add_node(program_node(program), kind="program", id=program)
    graph.add_edges_from(
        (region_node(region), program_node(program)) for region, program in distinct
    )
    return graph


def shared(pairs: Iterable[Pair], regions: Iterable[str]) -> tuple[str, ...]:
    """Return the programs that each of ``regions`` has, sorted; none where no region is named.

    >>> pairs = [("常州", "双减"), ("咸宁", "双减"), ("常州", "教联体")]
    >>> shared(pairs, ["常州", "咸宁"])
    ('双减',)
    """
    programs = _programs(pairs)
    chosen = [programs.get(region, frozenset()) for region in regions]
    return tuple(sorted(frozenset.intersection(*chosen))) if chosen else ()


def only(pairs: Iterable[Pair], region: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the programs that ``region`` has and none of ``others``, sorted.

    >>> pairs = [("常州", "双减"), ("咸宁", "双减"), ("常州", "教联体")]
    >>> only(pairs, "常州", ["咸宁"])
    ('教联体',)
    """
    programs = _programs(pairs)
    elsewhere = frozenset[str]().union(
        *(programs.get(other, frozenset()) for other in others if other != region)
    )
    return tuple(sorted(programs.get(region, frozenset()) - elsewhere))


def similarity(pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the Jaccard similarity (0 to 1) of each two regions, keys sorted, smaller id first.

    >>> similarity([("a", "x"), ("a", "y"), ("b", "y"), ("c", "z")])
    {('a', 'b'): 0.5, ('a', 'c'): 0.0, ('b', 'c'): 0.0}
    """
    programs = _programs(pairs)
    names = sorted(programs)
    return {
        (one, other): len(programs[one] & programs[other]) / len(programs[one] | programs[other])
        for index, one in enumerate(names)
        for other in names[index + 1 :]
    }


def positions(
    pairs: Iterable[Pair],
    sizes: Mapping[str, Size] | None = None,
    regions: Iterable[str] = (),
) -> dict[str, Point]:
    """Return a place (x, y) for each node of the bipartite graph; y grows downwards.

    Regions stand on a circle, similar ones side by side. A program that several have stands inside
    it, at the centre of its regions; a program that one has, outside and near that region. No two
    boxes overlap: ``sizes`` gives the width and height of each node that is not of the usual size,
    by the node's name.

    >>> places = positions([("a", "x"), ("b", "x"), ("a", "y")])
    >>> places["program:x"], places["region:a"][0] < 0 < places["region:b"][0]
    ((0, 0), True)
    """
    distinct = set(pairs)
    graph = bipartite(distinct, regions)
    usual = {"region": REGION_SIZE, "program": PROGRAM_SIZE}
    boxes = {node: usual[graph.nodes[node]["kind"]] for node in graph} | dict(sizes or {})
    order = [region_node(region) for region in _round_order(distinct, regions)]
    owners = {node: sorted(graph[node]) for node in graph if graph.nodes[node]["kind"] == "program"}
    inner = [node for node in owners if len(owners[node]) > 1]
    outer = [node for node in owners if len(owners[node]) == 1]
    radius = _radius(order, inner, outer, owners, boxes)
    places = dict(zip(order, _circle(len(order), radius), strict=True))
    page = _Page()
    for node in order:
        page.take(places[node], boxes[node])
    for node in sorted(inner, key=lambda node: (-boxes[node][0], -len(owners[node]), node)):
        centre = _centre([places[owner] for owner in owners[node]])
        places[node] = page.place(centre, boxes[node])
    for node in sorted(outer):
        places[node] = page.place(places[owners[node][0]], boxes[node], outside=radius)
    return {node: places[node] for node in graph}


def _programs(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for region, program in pairs:
        found[region].add(program)
    return {region: frozenset(programs) for region, programs in found.items()}


def _round_order(pairs: Iterable[Pair], regions: Iterable[str]) -> list[str]:
    """Return the regions so that each follows the one that it resembles most."""
    pairs = list(pairs)
    alike = similarity(pairs)
    left = sorted({region for region, _ in pairs} | set(regions))
    order = left[:1]
    left = left[1:]
    while left:
        last = order[-1]
        best = max(left, key=lambda name: alike.get((min(last, name), max(last, name)), 0.0))
        order.append(best)
        left.remove(best)
    return order


def _radius(
    order: list[str],
    inner: list[str],
    outer: list[str],
    owners: Mapping[str, list[str]],
    boxes: Mapping[str, Size],
) -> int:
    """Return the radius that leaves room for what is shared, and between what is not."""
    if len(order) < 2:
        return 0
    area = sum(boxes[node][0] * boxes[node][1] for node in inner)
    apart: defaultdict[str, int] = defaultdict(int)
    for node in outer:
        apart[owners[node][0]] += boxes[node][0] * boxes[node][1]
    crowd = max((math.isqrt(own) for own in apart.values()), default=0)
    widest = max(_whole(math.hypot(*boxes[node])) for node in order)
    room = _whole(math.sqrt(area * _SPARE / math.pi)) + widest // 2
    return max(room, _whole(max(crowd, widest) / 2 / math.sin(math.pi / len(order))), widest)


def _circle(count: int, radius: int) -> list[Point]:
    """Return ``count`` places on a circle, from the top, or from the left where there are two."""
    start = math.pi if count == 2 else -math.pi / 2
    angles = [start + 2 * math.pi * index / count for index in range(count)]
    return [(_whole(radius * math.cos(a)), _whole(radius * math.sin(a))) for a in angles]


def _centre(points: list[Point]) -> Point:
    count = len(points)
    return sum(x for x, _ in points) // count, sum(y for _, y in points) // count


def _whole(value: float) -> int:
    """Round half up; what is left of a float's last bits is cut before."""
    return math.floor(round(value, 6) + 0.5)


class _Page:
    """The cells that are taken, and the nearest free place for a box."""

    def __init__(self) -> None:
        self._taken: set[Point] = set()
        self._searches: dict[tuple[Point, Size, int], Iterator[Point]] = {}

    def take(self, place: Point, size: Size) -> None:
        self._taken.update(_cells(place, size))

    def place(self, near: Point, size: Size, outside: int = 0) -> Point:
        """Take the free place nearest to ``near``, at least ``outside`` from the origin.

        Cells are never given back, so a search goes on where the last of its kind ended.
        """
        search = self._searches.setdefault((near, size, outside), _around(near, size))
        for x, y in search:
            if x * x + y * y < outside * outside:
                continue
            if self._taken.isdisjoint(_cells((x, y), size)):
                self.take((x, y), size)
                return x, y
        raise AssertionError("the plane has no end")


def _cells(place: Point, size: Size) -> Iterator[Point]:
    (x, y), (width, height) = place, size
    left, top = (x - width // 2) // _CELL, (y - height // 2) // _CELL
    for column in range(left, (x + width // 2) // _CELL + 1):
        for row in range(top, (y + height // 2) // _CELL + 1):
            yield column, row


def _around(near: Point, size: Size) -> Iterator[Point]:
    """Yield places around ``near``, half a box apart, nearest first, without end."""
    across, down = max(size[0] // 2, 1), max(size[1] // 2, 1)
    inside, reach = -1, 4 * max(across, down)
    while True:
        columns, rows = reach // across, reach // down
        ring = [
            ((i * across) ** 2 + (j * down) ** 2, j, i)
            for i in range(-columns, columns + 1)
            for j in range(-rows, rows + 1)
        ]
        for distance, j, i in sorted(ring):
            if inside < distance <= reach * reach:
                yield near[0] + i * across, near[1] + j * down
        inside, reach = reach * reach, reach * 2
