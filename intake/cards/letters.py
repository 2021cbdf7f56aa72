"""Single letters all over a photo are the keys of a keyboard or the like that a card lies on, and not its text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from intake.cards.engine import Corners
from intake.cards.orientation import size

# A box this many times as long as it is high holds more than a letter.
_LONG = 1.6
# So many more letters than words are no labels and logos of a card.
_MANY = 10
# A label stands within so many of its own heights of what it labels.
_NEAR = 2.0


def without_letters(boxes: Sequence[Corners]) -> list[Corners]:
    """The boxes; where there are far more letters than words, without the letters that stand by themselves."""
    words = [box for box in boxes if _is_word(box)]
    if not words or len(boxes) - len(words) <= len(words) + _MANY:
        return list(boxes)
    lows, highs = (np.array([edge(box, axis=0) for box in words]) for edge in (np.min, np.max))
    return [box for box in boxes if _is_word(box) or _gap(box, lows, highs) <= _NEAR * max(size(box))]


def _is_word(box: Corners) -> bool:
    return max(size(box)) >= _LONG * min(size(box))


def _gap(box: Corners, lows: Corners, highs: Corners) -> float:
    """How far the nearest of the words, given by their least and largest corners, is from the box."""
    apart = np.maximum(lows - box.max(axis=0), box.min(axis=0) - highs).clip(0)
    return float(np.linalg.norm(apart, axis=1).min())
