"""Find where text stands on a photo: first roughly on all of it, then closely where there is any.

A card seldom fills its photo, and the detector's time grows with the pixels that it sees. Of a card that lies small on
its photo the first look may see one line alone: then the surroundings of that are looked at before the close look.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from intake.cards import engine
from intake.cards.engine import Corners
from intake.cards.letters import without_letters
from intake.cards.photo import Pixels
from intake.cards.shapes import area, common

# The longer side, in pixels, of what the detector sees: of the whole photo, and of the part with text.
ROUGH_SIDE = 640
CLOSE_SIDES = (800, 1400)
# A photo on which the first look finds nothing is seen once more, this large.
SECOND_LOOK = 1280
# Text that takes less than this part of the photo's longer side may be a piece of a small card. So much around it is
# looked at, as parts of that side, this large.
_SMALL, _WIDE_MARGIN, _WIDE_SIDE = 0.22, 0.25, 1280
# Small pictures are enlarged at most so many times.
_MOST_ENLARGED = 2.5
# How certain (0 to 1) a piece of text must be: to be looked at closely, and to be read.
_PERHAPS, _SURELY = 0.3, 0.5
# Of the whole photo's longer side, what is kept around the text found: small print may stand there.
_MARGIN = 0.1
# What is covered to this part by what a closer look saw was seen by it; a line of a bent card touches its neighbours.
_COVERED = 0.5
# At some sizes the detector overlooks what it sees at all others: where it misses more than this part, it looks again.
_OVERLOOKED = 1 / 3
# The detector finds lines of about this height best, in pixels.
_BEST_HEIGHT = 24


def text_boxes(photo: Pixels) -> list[Corners]:
    """The four corners (x, y) of every piece of text, clockwise, in pixels of the photo."""
    rough = without_letters(_seen_at(photo, ROUGH_SIDE, _PERHAPS) or _seen_at(photo, SECOND_LOOK, _SURELY))
    if not rough:
        return []
    if _extent(rough) < _SMALL * max(photo.shape[:2]):
        rough = _seen_around(rough, photo, _WIDE_MARGIN, _PERHAPS, _WIDE_SIDE) or rough
    found = without_letters(_seen_around(rough, photo, _MARGIN, _SURELY))
    if len(_missed(rough, found)) > _OVERLOOKED * len(rough):
        again = without_letters(_seen_around(rough, photo, _MARGIN, _SURELY, CLOSE_SIDES[1]))
        found = min(found, again, key=lambda boxes: len(_missed(rough, boxes)))
    return [*found, *_missed(rough, found)]


def text_boxes_in(photo: Pixels, outline: Corners) -> list[Corners]:
    """The same of a part of the photo, looked at by itself; still in pixels of the photo."""
    left, top = np.maximum(np.floor(outline.min(axis=0)), 0).astype(int)
    right, bottom = np.ceil(outline.max(axis=0)).astype(int)
    return [np.asarray(box + np.array([left, top]), np.float32) for box in text_boxes(photo[top:bottom, left:right])]


def _seen_around(
    boxes: Sequence[Corners], photo: Pixels, margin: float, certainty: float, side: int = 0
) -> list[Corners]:
    """What a look at the boxes and their surroundings sees, so large as `side` says, or else as their print needs."""
    left, top, right, bottom = _around(boxes, photo, margin)
    part = photo[top:bottom, left:right]
    found = _seen_at(part, side or _close_side(boxes, part), certainty)
    return [np.asarray(box + np.array([left, top]), np.float32) for box in found]


def _seen_at(photo: Pixels, side: int, certainty: float) -> list[Corners]:
    scale = min(_MOST_ENLARGED, side / max(photo.shape[:2]))
    size = [max(1, round(length * scale)) for length in (photo.shape[1], photo.shape[0])]
    small = np.asarray(
        cv2.resize(photo, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC), np.uint8
    )
    return [np.asarray(box / scale, np.float32) for box in engine.text_boxes(small, certainty)]


def _around(boxes: Sequence[Corners], photo: Pixels, part: float) -> tuple[int, int, int, int]:
    height, width = photo.shape[:2]
    corners, margin = np.concatenate(boxes), part * max(height, width)
    left, top = np.maximum(corners.min(axis=0) - margin, 0)
    right, bottom = corners.max(axis=0) + margin
    return int(left), int(top), min(width, int(right)), min(height, int(bottom))


def _close_side(boxes: Sequence[Corners], part: Pixels) -> int:
    """So large that the smallest print found is as high as the detector likes it."""
    sides = ((box[1] - box[0], box[3] - box[0]) for box in boxes)
    smallest = min(min(float(np.linalg.norm(a)), float(np.linalg.norm(b))) for a, b in sides)
    least, most = CLOSE_SIDES
    return int(min(max(_BEST_HEIGHT / max(smallest, 1.0) * max(part.shape[:2]), least), most))


def _extent(boxes: Sequence[Corners]) -> float:
    """The longer side of all that the boxes cover, in pixels."""
    return float(np.ptp(np.concatenate(boxes), axis=0).max())


def _missed(boxes: Sequence[Corners], others: Sequence[Corners]) -> list[Corners]:
    """The boxes that the others hardly cover."""
    return [box for box in boxes if sum(common(box, other) for other in others) <= _COVERED * area(box)]
