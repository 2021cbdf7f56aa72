"""Find the lines of text on a photo and cut each out, straight, from the full resolution."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.reading.contact import Box
from intake.cards.detection import text_boxes
from intake.cards.engine import Corners
from intake.cards.orientation import quarter_turns, size, straighten, turned_back, upright
from intake.cards.photo import Pixels


@dataclass(frozen=True)
class Piece:
    """A line of text in pixels along and across the text, its level picture, and its place on the photo."""

    crop: Pixels
    top: float
    left: float
    right: float
    height: float
    box: Box


def find_lines(photo: Pixels, found: Sequence[Corners]) -> list[Piece]:
    """Every piece of text that was found on the photo, from top to bottom, however the photo was held.

    Text is found best where it is level and upright: a photo that was held otherwise is turned, and looked at again.
    """
    boxes = _upright(photo, found)
    turns = quarter_turns(boxes)
    if not turns:
        return _pieces(photo, boxes)
    turned = np.ascontiguousarray(np.rot90(photo, turns))
    pieces = lines_at(turned, text_boxes(turned))
    return [replace(piece, box=turned_back(piece.box, turns, photo)) for piece in pieces]


def lines_at(photo: Pixels, found: Sequence[Corners]) -> list[Piece]:
    """The same of a part of a photo, such as one card of several: what lies beside it is not looked at again."""
    return _pieces(photo, _upright(photo, found))


def _upright(photo: Pixels, found: Sequence[Corners]) -> list[Corners]:
    return upright(photo, found) if found else []


def _pieces(photo: Pixels, boxes: Sequence[Corners]) -> list[Piece]:
    if not boxes:
        return []
    along = np.sum([box[1] - box[0] for box in boxes], axis=0)
    axes = np.array([along, (-along[1], along[0])], np.float32) / max(float(np.linalg.norm(along)), 1e-6)
    pieces = [_piece(photo, box, box @ axes.T) for box in boxes]
    return sorted(pieces, key=lambda piece: (piece.top, piece.left))


def _piece(photo: Pixels, box: Corners, level: Corners) -> Piece:
    middle_top = float(level[:, 1].mean()) - size(box)[1] / 2
    left, right = float(level[:, 0].min()), float(level[:, 0].max())
    return Piece(straighten(photo, box), middle_top, left, right, size(box)[1], _around(photo, box))


def _around(photo: Pixels, corners: Corners) -> Box:
    height, width = photo.shape[:2]
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return max(0, int(left)), max(0, int(top)), min(width, math.ceil(right)), min(height, math.ceil(bottom))
