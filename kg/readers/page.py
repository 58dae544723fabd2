"""Characters at places on a page become pieces of lines, rows of tables and columns.

The page is measured from its upper left corner. A character belongs to a table's cell if ruled
lines enclose it. Columns are parted by a gutter with prose on both sides: the aligned entries of a
table without rules are short, and stay in their lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from kg.readers.boxes import Box, merged
from kg.readers.lines import row

# In parts of a character's height:
_GAP = 1.5  # a wider one parts two pieces, as between columns and in lines aligned like a table
_WORD_GAP = 0.25  # a wider one is a blank
_GUTTER = 0.8  # between two columns
_LEFT_ROOM = 0.2  # of it, at least, beside the longest line of the left column

# Columns: so many pieces on each side at least, prose on both, few across.
_COLUMN_PIECES = 4
# The real pages of tests/documents have 60 pieces and 90 strokes at most. With more than these a
# page is no page of prose, and a drawing is no table.
_MOST_PIECES = 3_000
_MOST_STROKES, _MOST_RULES = (
    50_000,
    2_000,
)  # strokes that are looked at, and straight ones that rule
_PROSE_WIDTH = 0.6  # of a column, filled by the median line of prose
_ACROSS_SHARE = 0.5  # of the pieces of prose that may lie across a gutter
# In points: how far apart the two sides of one ruled line, or two ends that meet, can be.
_RULE = 2.5
_NARROWEST_CELL = 6.0  # likewise in points


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place."""

    character: str
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and its lines, none where it is empty."""

    box: Box
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of print within a column, or a row of a table with its cells."""

    text: str
    box: Box
    cells: tuple[Cell, ...] = ()

    @property
    def rows(self) -> list[str]:
        """Return the lines of text that a row of a table makes."""
        return row([cell.lines for cell in self.cells])


@dataclass(frozen=True, slots=True)
class Column:
    """Pieces that are read downwards; ``side`` is left, right or nothing for the whole page."""

    pieces: tuple[Piece, ...]
    side: str = ""


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Return the pieces of lines that ``glyphs``, in the order of the file, make.

    A program may write the signs of another font, such as quotation marks, after all others.

    >>> at = lambda x: Box(x, 0, x + 10, 10)
    >>> [p.text for p in pieces([Glyph("学", at(0)), Glyph("位", at(20)), Glyph("一", at(50))])]
    ['学位', '一']
    >>> [p.text for p in pieces([Glyph("减", at(20)), Glyph("一", at(30)), Glyph("双", at(10))])]
    ['双减一']
    """
    runs: list[list[Glyph]] = []
    boxes: list[Box] = []
    for glyph in glyphs:
        if runs and boxes[-1].near(glyph.box, _GAP):
            runs[-1].append(glyph)
            boxes[-1] = boxes[-1].around(glyph.box)
        elif not glyph.character.isspace():
            runs.append([glyph])
            boxes.append(glyph.box)
    order = sorted(zip(boxes, runs, strict=True), key=lambda pair: pair[0].left)
    return [Piece(_text(run), box) for box, run in merged(order)]


def _text(glyphs: Iterable[Glyph]) -> str:
    """Return the characters from left to right, and blanks that only their places tell."""
    text = ""
    right = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.left):
        apart = glyph.box.left - right > _WORD_GAP * glyph.box.height
        latin = text[-1:].isascii() and text[-1:].isalpha() and glyph.character.isascii()
        if apart and latin and glyph.character.isalpha():
            text += " "
        text += glyph.character
        right = glyph.box.right
    return text.strip()


def columns(found: Sequence[Piece]) -> list[Column]:
    """Return the pieces in the order in which a page is read."""
    gutter = _gutter(found)
    if gutter is None:
        return [Column(_lines(found))] if found else []
    ordered: list[Column] = []
    band: dict[str, list[Piece]] = {"": [], "left": [], "right": []}

    def flush(*sides: str) -> None:
        ordered.extend(Column(_lines(band[side]), side) for side in sides if band[side])
        for side in sides:
            band[side] = []

    for piece in sorted(found, key=lambda piece: piece.box.top):
        if piece.box.left < gutter < piece.box.right:
            flush("left", "right")
            band[""].append(piece)
        else:
            flush("")
            band["left" if piece.box.right <= gutter else "right"].append(piece)
    flush("", "left", "right")
    return ordered


def _gutter(found: Sequence[Piece]) -> float | None:
    """Return where a page of two columns is parted, None where it is one."""
    prose = [piece for piece in found if not piece.cells]
    if not 2 * _COLUMN_PIECES <= len(prose) <= _MOST_PIECES:
        return None
    size = median(piece.box.height for piece in prose)
    first, last = min(p.box.left for p in prose), max(p.box.right for p in prose)
    best: tuple[int, float] | None = None
    for start in {round(piece.box.left) for piece in prose}:
        gutter = start - _GUTTER * size / 2
        left = [piece.box for piece in prose if piece.box.right <= gutter]
        right = [piece.box for piece in prose if piece.box.left >= gutter]
        across = len(prose) - len(left) - len(right)
        enough = min(len(left), len(right)) >= _COLUMN_PIECES
        if not enough or across > _ACROSS_SHARE * len(prose):
            continue
        room = gutter - max(box.right for box in left)
        wide = _is_prose(left, gutter - first) and _is_prose(right, last - gutter)
        if room > _LEFT_ROOM * size and wide and (best is None or across < best[0]):
            best = (across, gutter - room / 2)
    return best[1] if best else None


def _is_prose(boxes: Sequence[Box], width: float) -> bool:
    return median(box.right - box.left for box in boxes) >= _PROSE_WIDTH * width


def _lines(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces downwards, those on one line of print as one, with TABs between them."""
    lines: list[list[Piece]] = []
    for piece in sorted(found, key=lambda piece: (piece.box.top, piece.box.left)):
        if lines and not piece.cells and not lines[-1][0].cells and _on(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return tuple(_line(line) for line in lines)


def _on(line: Sequence[Piece], piece: Piece) -> bool:
    # downwards, so that the last is the nearest
    return any(other.box.beside(piece.box) for other in reversed(line))


def _line(line: Sequence[Piece]) -> Piece:
    first, *others = sorted(line, key=lambda piece: piece.box.left)
    if not others:
        return first
    words, box = [first.text], first.box
    for piece in others:
        near = piece.box.left - box.right < _GAP * max(box.height, piece.box.height)
        words += ["" if near else "\t", piece.text]
        box = box.around(piece.box)
    return Piece("".join(words), box)


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruled lines of a page: upright ones as thin boxes, level ones as flat boxes."""

    upright: tuple[Box, ...]
    level: tuple[Box, ...]

    @classmethod
    def of(cls, strokes: Iterable[Box]) -> Rules:
        """Return the strokes that are straight, those that nearly meet put to one place.

        So many that they are a drawing rule nothing.
        """
        boxes = list(islice(strokes, _MOST_STROKES))
        upright = [box for box in boxes if box.right - box.left < _RULE <= box.height]
        level = [box for box in boxes if box.height < _RULE <= box.right - box.left]
        if len(upright) + len(level) > _MOST_RULES:
            return cls((), ())
        xs = _snapped([box.left for box in upright])
        ys = _snapped([box.top for box in level])
        return cls(
            tuple(Box(xs[b.left], b.top - _RULE, xs[b.left], b.bottom + _RULE) for b in upright),
            tuple(Box(b.left - _RULE, ys[b.top], b.right + _RULE, ys[b.top]) for b in level),
        )

    def cell(self, glyph: Glyph) -> Box | None:
        """Return the cell around a character, None where lines do not enclose it."""
        x, y = glyph.box.middle
        xs = [box.left for box in self.upright if box.top <= y <= box.bottom]
        ys = [box.top for box in self.level if box.left <= x <= box.right]
        left = max((edge for edge in xs if edge <= x), default=None)
        right = min((edge for edge in xs if edge > x), default=None)
        top = max((edge for edge in ys if edge <= y), default=None)
        bottom = min((edge for edge in ys if edge > y), default=None)
        if left is None or right is None or top is None or bottom is None:
            return None
        return Box(left, top, right, bottom)

    def row(self, cell: Box) -> list[Box]:
        """Return all cells that stand beside ``cell`` in its row, from left to right."""
        y = min(cell.top + _RULE, cell.middle[1])
        xs = sorted({box.left for box in self.upright if box.top <= y <= box.bottom})
        sides = [pair for pair in pairwise(xs) if pair[1] - pair[0] >= _NARROWEST_CELL]
        return [Box(left, cell.top, right, cell.bottom) for left, right in sides]


def _snapped(edges: Iterable[float]) -> dict[float, float]:
    """Return for each edge the first of those that are near to one another."""
    snapped: dict[float, float] = {}
    first = last = float("-inf")
    for edge in sorted(edges):
        if edge - last >= _RULE:
            first = edge
        snapped[edge] = first
        last = edge
    return snapped


def tabulated(
    glyphs: Iterable[Glyph], rules: Rules, paragraphs: Callable[[Sequence[Piece]], list[str]]
) -> list[Piece]:
    """Return the pieces of a page, a row of a table as one piece.

    ``paragraphs`` makes the lines of a cell from its pieces. A box around text is no table: its
    lines are lines of the page.
    """
    free: list[Glyph] = []
    cells: dict[Box, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        cell = rules.cell(glyph)
        (cells[cell] if cell else free).append(glyph)
    rows: dict[float, list[tuple[Box, list[Piece]]]] = defaultdict(list)
    for cell, own in cells.items():
        if inside := pieces(own):
            rows[cell.top].append((cell, inside))
    found: list[Piece] = []
    for top in sorted(rows):
        row_of = rules.row(rows[top][0][0])
        if len(row_of) > 1:
            filled = [Cell(cell, tuple(paragraphs(_lines(own)))) for cell, own in rows[top]]
            found.append(_row(filled, row_of))
        else:
            found.extend(piece for _, own in rows[top] for piece in own)
    return found + pieces(free)


def _row(filled: Sequence[Cell], row_of: Sequence[Box]) -> Piece:
    """Return a row with its filled and its empty cells."""
    empty = [
        Cell(box, ())
        for box in row_of
        if not any(cell.box.left < box.middle[0] < cell.box.right for cell in filled)
    ]
    cells = sorted([*filled, *empty], key=lambda cell: cell.box.left)
    around = cells[0].box
    for cell in cells:
        around = around.around(cell.box)
    return Piece("", around, tuple(cells))


def with_rows_joined(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Return the pages with rows that a page's end has cut in two as one row."""
    joined = [sorted(page, key=lambda piece: piece.box.top) for page in pages]
    for page, following in pairwise(joined):
        if page and following and _is_rest(page[-1], following[0]):
            rest = {round(cell.box.left): cell.lines for cell in following.pop(0).cells}
            cells = tuple(
                Cell(cell.box, cell.lines + rest.get(round(cell.box.left), ()))
                for cell in page[-1].cells
            )
            page[-1] = Piece("", page[-1].box, cells)
    return joined


def _is_rest(last: Piece, first: Piece) -> bool:
    """Tell whether ``first`` goes on with the row ``last``: some of its filled cells are empty.

    An empty first cell does not tell: it may belong to a cell that spans several rows.
    """
    before = {round(cell.box.left): bool(cell.lines) for cell in last.cells}
    after = {round(cell.box.left): bool(cell.lines) for cell in first.cells}
    if not after or set(before) != set(after):
        return False
    empty = [left for left in sorted(before)[1:] if before[left] and not after[left]]
    return bool(empty) and all(before[left] for left in after if after[left])
