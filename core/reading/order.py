"""The order in which a person reads lines that stand in columns."""

from __future__ import annotations

from collections.abc import Sequence

from core.reading.contact import Line

# A line further below than so many heights begins a block of its own.
_WIDEST_GAP = 2.5


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines block by block, from the top; text without geometry is in order already."""
    if any(line.top is None for line in lines):
        return list(lines)
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top or 0):
        above = [block for block in blocks if _continues(block[-1], line)]
        if above:
            max(above, key=lambda block: block[-1].top or 0).append(line)
        else:
            blocks.append([line])
    return [line for block in blocks for line in block]


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines stand one above the other; true where that is not known."""
    if one.left is None or one.right is None or other.left is None or other.right is None:
        return True
    return min(one.right, other.right) > max(one.left, other.left)


def _continues(above: Line, below: Line) -> bool:
    height = max(above.height or 0, below.height or 0)
    return overlap(above, below) and (below.top or 0) - (above.top or 0) < _WIDEST_GAP * height
