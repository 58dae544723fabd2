"""Places for a drawing of regions and programs in which no two boxes overlap."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.overlap.sets import Pair, bipartite, bits, region_node

Point = tuple[int, int]
Size = tuple[int, int]

REGION_SIZE: Size = (200, 72)  # width and height in units of the drawing, with the label
PROGRAM_SIZE: Size = (66, 24)  # likewise

_CELL = 8  # units between two grid lines; boxes are rounded up to it
_SPARE = 1.4  # the circle holds so many times the area of what is shared
_WIDEST = 3  # a circle so many times wider than all boxes need is given up for rings


def positions(
    pairs: Iterable[Pair],
    sizes: Mapping[str, Size] | None = None,
    regions: Iterable[str] = (),
) -> dict[str, Point]:
    """Return a place (x, y) for each node of the bipartite graph; y grows downwards.

    Regions stand on a circle, similar ones side by side; where they are so many that the circle
    would be empty, in several rings around what they share. A program that several have stands
    inside, as near to the centre of its regions as there is room; a program that one has, outside
    and near that region. No two boxes overlap: ``sizes`` gives the width and height of each node
    that is not of the usual size, by the node's name.

    >>> places = positions([("a", "x"), ("b", "x"), ("a", "y")])
    >>> places["region:a"], places["program:x"], places["region:b"]
    ((-213, 0), (4, 4), (213, 0))
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
    aims = dict(zip(order, _circle(len(order), radius), strict=True))
    page = _Page(2 * radius + 2 * _side(boxes.values()))
    places: dict[str, Point] = {}
    ringed = _rings(len(order), radius, boxes, order)
    if not ringed:
        for node in order:
            places[node] = aims[node]
            page.take(places[node], boxes[node])
    for node in sorted(inner, key=lambda node: (-boxes[node][0], -len(owners[node]), node)):
        centre = _centre([aims[owner] for owner in owners[node]])
        places[node] = page.place(centre, boxes[node], radius)
    page.take_disc(radius)
    if ringed:
        for node in order:
            places[node] = page.place(aims[node], boxes[node])
    for node in sorted(outer):
        places[node] = page.place(places[owners[node][0]], boxes[node])
    return {node: places[node] for node in graph}


def _round_order(pairs: Iterable[Pair], regions: Iterable[str]) -> list[str]:
    """Return the regions so that each follows the one that it resembles most."""
    own = bits(pairs)
    names = sorted(own.keys() | set(regions))
    left = {name: (own.get(name, 0), own.get(name, 0).bit_count()) for name in names}
    order: list[str] = []
    last, size = 0, 0
    while left:
        most, best = -1.0, ""
        for name, (programs, count) in left.items():
            both = (last & programs).bit_count()
            alike = both / (size + count - both) if both else 0.0
            if alike > most:
                most, best = alike, name
        order.append(best)
        last, size = left.pop(best)
    return order


def _area(boxes: Iterable[Size]) -> int:
    return sum(width * height for width, height in boxes)


def _side(boxes: Iterable[Size]) -> int:
    """Return the side of a square that holds all boxes, with room to spare."""
    whole = list(boxes)
    widest = max((width for width, _ in whole), default=0)
    return 2 * math.isqrt(_area(whole)) + 2 * widest


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
    apart: defaultdict[str, int] = defaultdict(int)
    for node in outer:
        apart[owners[node][0]] += boxes[node][0] * boxes[node][1]
    crowd = max((math.isqrt(own) for own in apart.values()), default=0)
    widest = _widest(order, boxes)
    room = _whole(math.sqrt(_area(boxes[node] for node in inner) * _SPARE / math.pi)) + widest // 2
    circle = _whole(max(crowd, widest) / 2 / math.sin(math.pi / len(order)))
    all_boxes = _whole(math.sqrt(_area(boxes.values()) * _SPARE / math.pi))
    return max(room, widest, circle if circle <= _WIDEST * all_boxes else 0)


def _rings(count: int, radius: int, boxes: Mapping[str, Size], order: list[str]) -> bool:
    """Return whether the regions have no room side by side on the circle."""
    return count > 1 and 2 * radius * math.sin(math.pi / count) < _widest(order, boxes) - 1


def _widest(order: list[str], boxes: Mapping[str, Size]) -> int:
    return max(_whole(math.hypot(*boxes[node])) for node in order)


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
    """The cells that are taken, a row as the bits of a whole number, and the nearest free place.

    ``side`` is the width in units; downwards there is no end.
    """

    def __init__(self, side: int) -> None:
        self._middle = side // 2 // _CELL + 1  # the column of x = 0
        self._whole_row = (1 << 2 * self._middle) - 1
        self._rows: defaultdict[int, int] = defaultdict(int)
        self._known: dict[Size, dict[int, int]] = {}  # size in cells -> row -> free columns

    def take(self, place: Point, size: Size) -> None:
        """Take all cells that a box touches."""
        (x, y), (width, height) = place, size
        left, right = (x - width // 2) // _CELL, (x + width // 2) // _CELL
        top, bottom = (y - height // 2) // _CELL, (y + height // 2) // _CELL
        self._fill(left + self._middle, right - left + 1, range(top, bottom + 1))

    def take_disc(self, radius: int) -> None:
        """Take all cells around the origin."""
        for row in range(-(radius // _CELL), radius // _CELL):
            y = (row + (row < 0)) * _CELL
            half = math.isqrt(max(radius * radius - y * y, 0)) // _CELL
            self._fill(self._middle - half, 2 * half, range(row, row + 1))

    def place(self, near: Point, size: Size, within: int = 0) -> Point:
        """Take the free place nearest to ``near``: in whole cells, the first of equals.

        The box stays in the circle of the radius ``within``, if there is a place for it.
        """
        cells = (-(-size[0] // _CELL), -(-size[1] // _CELL))
        shift = (cells[0] * _CELL // 2, cells[1] * _CELL // 2)
        column = (near[0] - shift[0] + _CELL // 2) // _CELL + self._middle
        row = (near[1] - shift[1] + _CELL // 2) // _CELL
        found = self._nearest(column, row, cells, within // _CELL) if within else None
        left, top = found or self._nearest(column, row, cells) or (column, row)
        self._fill(left, cells[0], range(top, top + cells[1]))
        return (left - self._middle) * _CELL + shift[0], top * _CELL + shift[1]

    def _nearest(self, column: int, row: int, cells: Size, within: int = 0) -> Point | None:
        """Return the left end and top row of the free place nearest to a column and row.

        With ``within``, in cells, None where the circle has no place left.
        """
        known = self._known.setdefault(cells, {})
        best: tuple[int, int, int] | None = None
        for line in _outwards(row):
            down = (line - row) ** 2
            if best and down >= best[0]:
                break
            if within and down > (2 * within) ** 2:
                break
            free = known.get(line)
            if free is None:
                free = known[line] = self._free(line, *cells)
            if within:
                free &= self._chord(line, cells, within)
            for found in _beside(free, column):
                distance = down + (found - column) ** 2
                if best is None or distance < best[0]:
                    best = (distance, found, line)
        return best and best[1:]

    def _chord(self, row: int, cells: Size, within: int) -> int:
        """Return the columns, as bits, where a box that begins in a row is in a circle."""
        farthest = max(-row, row + cells[1])
        half = math.isqrt(within * within - farthest * farthest) if farthest <= within else 0
        room = 2 * half - cells[0] + 1
        return ((1 << room) - 1) << (self._middle - half) if room > 0 else 0

    def _fill(self, left: int, width: int, rows: range) -> None:
        for row in rows:
            self._rows[row] |= ((1 << width) - 1) << left
        for (_, height), known in self._known.items():
            for row in range(rows.start - height + 1, rows.stop):
                known.pop(row, None)

    def _free(self, row: int, width: int, height: int) -> int:
        """Return the columns, as bits, where a box may have its left end, with its top in a row."""
        taken = 0
        for line in range(row, row + height):
            taken |= self._rows.get(line, 0)
        free = self._whole_row & ~taken
        run = 1
        while run < width:
            step = min(run, width - run)
            free &= free >> step
            run += step
        return free


def _outwards(middle: int) -> Iterator[int]:
    """Yield the whole numbers around ``middle``, nearest first, without end."""
    yield middle
    away = 0
    while True:
        away += 1
        yield middle + away
        yield middle - away


def _beside(free: int, column: int) -> list[int]:
    """Return the nearest bit at or after a column, and the nearest before."""
    after, before = free >> column, free & ((1 << column) - 1)
    found = [column + (after & -after).bit_length() - 1] if after else []
    return [*found, before.bit_length() - 1] if before else found
