"""Find what has the shape of a card on a photo: a rectangle, seen more or less from above.

Each way of telling dark from light, and every strong edge, gives outlines; those that fill a rectangle well are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from intake.cards.engine import Corners
from intake.cards.photo import Pixels

# The longer side, in pixels, of what is looked at.
_SIDE = 800
# How much longer than high: between a folded card and a narrow one, also where it is seen at a slant.
_ASPECTS = (1.2, 2.6)
# Of the whole photo's area: what is smaller cannot be read, what is larger is the photo itself.
_AREAS = (0.008, 0.9)
# How much of its rectangle an outline fills.
_FILLED = 0.82
# Between so many levels of a channel, those that differ enough in it, are outlines looked for.
_LEVELS = 9
_LEAST_RANGE = 12
_EDGES = ((10, 30), (30, 90))
# Outlines that have so much in common (intersection by union) are the same.
_SAME = 0.7


def card_shapes(photo: Pixels) -> list[Corners]:
    """The corners of every rectangle that may be a card, or hold some, those that are filled best first."""
    scale = _SIDE / max(photo.shape[:2])
    small = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    found = [shape for mask in _masks(small) for shape in _rectangles(mask)]
    found.sort(key=lambda shape: shape[0], reverse=True)
    return [np.asarray(corners / scale, np.float32) for corners in _different([corners for _, corners in found])]


def common(one: Corners, other: Corners) -> float:
    """The area that two convex outlines have in common."""
    return float(cv2.intersectConvexConvex(one, other)[0])


def area(corners: Corners) -> float:
    """In square pixels."""
    return float(cv2.contourArea(corners))


def _masks(small: Pixels) -> Iterator[Pixels]:
    lab = cv2.medianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), 5)
    channels = [np.ascontiguousarray(lab[:, :, place]) for place in range(3)]
    for channel in channels:
        low, high = np.percentile(channel, [2, 98])
        if high - low >= _LEAST_RANGE:
            yield from ((channel > level).astype(np.uint8) for level in np.linspace(low, high, _LEVELS)[1:-1])
    for weak, strong in _EDGES:
        edges = np.bitwise_or.reduce([cv2.Canny(channel, weak, strong) for channel in channels])
        yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), np.uint8)


def _rectangles(mask: Pixels) -> Iterator[tuple[float, Corners]]:
    """How well an outline fills its rectangle, and the rectangle."""
    smallest, largest = (part * mask.size for part in _AREAS)
    for outline in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
        inside = cv2.contourArea(outline)
        if not smallest <= inside <= largest:
            continue
        box = cv2.minAreaRect(outline)
        short, long = sorted(box[1])
        if short and inside >= _FILLED * short * long and _ASPECTS[0] <= long / short <= _ASPECTS[1]:
            yield inside / (short * long), np.asarray(cv2.boxPoints(box), np.float32)


def _different(shapes: Sequence[Corners]) -> list[Corners]:
    kept: list[Corners] = []
    for shape in shapes:
        if all(_overlap(shape, other) < _SAME for other in kept):
            kept.append(shape)
    return kept


def _overlap(one: Corners, other: Corners) -> float:
    both = common(one, other)
    return both / (area(one) + area(other) - both)
