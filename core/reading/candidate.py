"""Parts that might be one field, and what they are worth wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.reading.parts import Part

# The places of parts that stand together.
Places = tuple[int, ...]


@dataclass(frozen=True)
class Candidate:
    """Parts, by place, that might be one field, and how well they fit (0 to 1)."""

    places: Places
    text: str
    score: float
    bonus: float = 0.0


def hinted(parts: Sequence[Part], places: Sequence[int], field: str, score: float) -> float:
    """The score, unless a label says what the parts are."""
    hints = {parts[place].hint for place in places} - {None}
    if not hints:
        return score
    return 1.0 if hints == {field} else 0.0


def size_bonus(parts: Sequence[Part], places: Sequence[int]) -> float:
    """Names and companies are printed larger than the rest (0 to 0.1)."""
    heights = [part.line.height for part in parts if part.line.height]
    if not heights:
        return 0.0
    return 0.1 * max((parts[place].line.height or 0) for place in places) / max(heights)
