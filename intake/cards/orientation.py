"""Which way the text on a photo runs, whichever way the photo was held.

A box is turned by rolling its corners, so that the first is where the first letter's top stands. The photo itself is
turned by whole quarters only, which costs it nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.contact import Box
from intake.cards import engine
from intake.cards.engine import Corners
from intake.cards.photo import Pixels

# PP-OCR's models take lines of this height, and tesseract reads them as well as larger ones in half the time.
CROP_HEIGHT = 48

# A box this many times as long as it is high shows which way its text runs; a single letter does not.
_LONG = 1.6
# So many of the longest lines vote on which way is up.
_VOTERS = 7

# What is added at either end of a line, in heights of it.
_MARGIN = 0.3

Vector = npt.NDArray[np.float32]


def upright(photo: Pixels, boxes: Sequence[Corners]) -> list[Corners]:
    """The boxes with their corners in reading order: top left, top right, bottom right, bottom left."""
    along = _reading_direction(boxes)
    turned = [_roll(box, along) for box in boxes]
    if _stands_on_its_head(photo, turned):
        return [np.roll(box, 2, axis=0) for box in turned]
    return turned


def quarter_turns(boxes: Sequence[Corners]) -> int:
    """How many quarter turns to the left make the text of boxes in reading order run to the right (0 to 3)."""
    along = np.sum([box[1] - box[0] for box in boxes], axis=0) if boxes else np.array([1.0, 0.0])
    return round(math.atan2(along[1], along[0]) / (math.pi / 2)) % 4


def turned_back(box: Box, turns: int, photo: Pixels) -> Box:
    """Where on the photo a box stands that was found on it after so many quarter turns to the left."""
    left, top, right, bottom = box
    for turn in reversed(range(turns)):
        width = photo.shape[1 if turn % 2 == 0 else 0]
        left, top, right, bottom = width - bottom, left, width - top, right
    return left, top, right, bottom


def size(corners: Corners) -> tuple[float, float]:
    """Length along the text and height across it, in pixels."""
    return _distance(corners[0], corners[1]), _distance(corners[0], corners[3])


def straighten(photo: Pixels, box: Corners) -> Pixels:
    """A line of text as a level picture `CROP_HEIGHT` high, with a little of what is beside it."""
    corners = _lengthened(box)
    length, height = (max(4, round(side)) for side in size(corners))
    level = np.array([[0, 0], [length, 0], [length, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, level)
    crop = cv2.warpPerspective(photo, matrix, (length, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return _to_height(np.asarray(crop, np.uint8))


def _to_height(crop: Pixels) -> Pixels:
    """Shrunk by averaging, so that fine strokes stay; enlarged smoothly."""
    height, length = crop.shape[:2]
    smooth = cv2.INTER_AREA if height > CROP_HEIGHT else cv2.INTER_CUBIC
    width = max(CROP_HEIGHT // 4, round(length * CROP_HEIGHT / height))
    return np.asarray(cv2.resize(crop, (width, CROP_HEIGHT), interpolation=smooth), np.uint8)


def _lengthened(box: Corners) -> Corners:
    """Boxes end a little early: the last letter of a line would be cut off."""
    length, height = size(box)
    along = (box[1] - box[0] + box[2] - box[3]) / 2 * (_MARGIN * height / max(length, 1.0))
    return np.asarray(box + np.array([-along, along, along, -along]), np.float32)


def _distance(a: Vector, b: Vector) -> float:
    return float(np.linalg.norm(a - b))


def _reading_direction(boxes: Sequence[Corners]) -> Vector:
    """The unit vector along most of the text, to the right or down; sum of the long boxes' long sides."""
    sides = [_long_side(box) for box in boxes]
    flat = [side for side in sides if abs(side[0]) >= abs(side[1])]
    steep = [side for side in sides if abs(side[0]) < abs(side[1])]
    main = max(flat, steep, key=lambda group: sum(float(np.linalg.norm(side)) for side in group))
    total = np.sum([side if side.sum() >= 0 else -side for side in main], axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), np.float32)


def _long_side(box: Corners) -> Vector:
    along, across = box[1] - box[0], box[3] - box[0]
    length, height = float(np.linalg.norm(along)), float(np.linalg.norm(across))
    if max(length, height) < _LONG * min(length, height):
        return np.zeros(2, np.float32)
    return np.asarray(along if length >= height else across, np.float32)


def _roll(box: Corners, along: Vector) -> Corners:
    """The corners from the one where the side along the text begins."""
    turns = max(range(4), key=lambda k: float(np.dot(box[(k + 1) % 4] - box[k], along)))
    return np.asarray(np.roll(box, -turns, axis=0), np.float32)


def _stands_on_its_head(photo: Pixels, boxes: Sequence[Corners]) -> bool:
    longest = sorted(boxes, key=lambda box: size(box)[0], reverse=True)[:_VOTERS]
    votes = [engine.is_upside_down(straighten(photo, box)) for box in longest]
    return sum(sure if inverted else -sure for inverted, sure in votes) > 0
