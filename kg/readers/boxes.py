"""Boxes on a page, and those that touch put together; the time grows with their number alone.

The page is measured from its upper left corner.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

_Thing = TypeVar("_Thing")

# In parts of a character's height:
_TOUCH = 0.3  # boxes no further apart belong together
_SAME_LINE = 0.5  # shared by two boxes of one line

# A box over more strips of the page than these is looked at with every other.
_MOST_STRIPS = 100


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Return how high the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Return the point in the box's middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def around(self, other: Box) -> Box:
        """Return the box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def beside(self, other: Box) -> bool:
        """Tell whether both stand on one line of print."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > _SAME_LINE * min(self.height, other.height)

    def near(self, other: Box, gap: float) -> bool:
        """Tell whether ``other`` stands in the line of this one, in it or close to its end."""
        size = max(self.height, other.height)
        inside = other.left > self.left - size and other.left - self.right < gap * size
        return self.beside(other) and inside


class _Strips:
    """The groups of a page by the strips that they stand in, those left behind forgotten.

    Boxes are asked about from left to right, so that a group that ends too far to the left of one
    ends too far from all that follow.
    """

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._tallest = max((box.height for box in boxes), default=0.0)
        self._high = max(median(box.height for box in boxes), 1.0) if boxes else 1.0
        self._groups: dict[int | None, list[int]] = defaultdict(list)
        self.boxes: list[Box] = []

    def first_near(self, box: Box) -> int | None:
        """Return the first of the groups that ``box`` touches."""
        found = (self._near_in(strip, box) for strip in {*self._strips(box), None})
        return min((number for number in found if number is not None), default=None)

    def _near_in(self, strip: int | None, box: Box) -> int | None:
        numbers = self._groups.get(strip)
        if not numbers:
            return None
        numbers[:] = [number for number in numbers if not self._behind(number, box)]
        return next((n for n in numbers if self.boxes[n].near(box, _TOUCH)), None)

    def _behind(self, number: int, box: Box) -> bool:
        own = self.boxes[number]
        return box.left - own.right >= _TOUCH * max(own.height, self._tallest)

    def add(self, box: Box) -> None:
        """Add a group."""
        self.boxes.append(box)
        for strip in self._strips(box):
            self._groups[strip].append(len(self.boxes) - 1)

    def grow(self, number: int, box: Box) -> None:
        """Let a group hold ``box``, too."""
        before = self._strips(self.boxes[number])
        self.boxes[number] = self.boxes[number].around(box)
        for strip in self._strips(self.boxes[number]):
            if strip not in before:
                insort(self._groups[strip], number)

    def _strips(self, box: Box) -> Sequence[int | None]:
        first, last = int(box.top // self._high), int(box.bottom // self._high)
        return range(first, last + 1) if 0 <= last - first < _MOST_STRIPS else (None,)


def merged(
    order: Iterable[tuple[Box, list[_Thing]]],
) -> Iterator[tuple[Box, list[_Thing]]]:
    """Yield the boxes, those that touch as one, with what they hold together.

    ``order`` is from left to right; a box joins the first that it touches.

    >>> row = [(Box(0, 0, 10, 10), ["学"]), (Box(11, 0, 20, 10), ["位"]), (Box(50, 0, 60, 10), [])]
    >>> [things for _, things in merged(row)]
    [['学', '位'], []]
    """
    pairs = list(order)
    strips = _Strips([box for box, _ in pairs])
    held: list[list[_Thing]] = []
    for box, things in pairs:
        number = strips.first_near(box)
        if number is None:
            strips.add(box)
            held.append(list(things))
        else:
            strips.grow(number, box)
            held[number] += things
    yield from zip(strips.boxes, held, strict=True)
