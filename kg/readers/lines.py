"""How pieces of a laid-out document become lines of text.

A row of a table is one line, its cells divided by a TAB. Pieces that a layout has parted are put
together as Chinese is written, without a blank; only Latin words keep one between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# A cell of more lines than these, or of more characters, is no entry but part of the layout.
_CELL_LINES = 4
_CELL_LENGTH = 400  # characters


def joined(pieces: Iterable[str]) -> str:
    """Return the pieces of one line put together.

    >>> joined(["新增学位1.", "2万个，建设STEM", "lab"])
    '新增学位1.2万个，建设STEM lab'
    """
    line = ""
    for piece in pieces:
        words = line[-1:].isascii() and line[-1:].isalpha() and piece[:1].isascii()
        line += f" {piece}" if words and piece[:1].isalpha() else piece
    return line


def row(cells: Sequence[Sequence[str]]) -> list[str]:
    r"""Return the lines that a row of a table makes; each cell is given as its own lines.

    A row with a single filled cell, or with a cell that holds whole paragraphs, is layout: its
    lines stay lines.

    >>> row([["普惠性幼儿园", "覆盖率"], ["%"], ["85"]])
    ['普惠性幼儿园覆盖率\t%\t85']
    >>> row([["一、总体要求", "办好教育。"], []])
    ['一、总体要求', '办好教育。']
    """
    filled = [cell for cell in cells if any(cell)]
    layout = any(len(cell) > _CELL_LINES or len("".join(cell)) > _CELL_LENGTH for cell in filled)
    if len(filled) < 2 or layout:
        return [line for cell in filled for line in cell]
    return ["\t".join(cell_text(cell) for cell in cells).strip("\t")]


def cell_text(cell: Sequence[str]) -> str:
    """Return the lines of a cell as one; numbers of two lines keep apart.

    >>> cell_text(["85", "90"])
    '85 90'
    """
    text = ""
    for line in (part.replace("\t", " ").strip() for part in cell):
        apart = text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii()
        text += f" {line}" if apart and line[:1].isalnum() else line
    return text
