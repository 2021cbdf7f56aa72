"""Cut a card out of a photo that shows several: what lies beside it is painted over, and becomes no part of it."""

from __future__ import annotations

import cv2
import numpy as np

from intake.cards.engine import Corners
from intake.cards.photo import Pixels

_QUALITY = 94


def cut_out(photo: Pixels, outline: Corners) -> bytes:
    """The card as JPEG, at the photo's own resolution."""
    height, width = photo.shape[:2]
    (left, top), (right, bottom) = np.floor(outline.min(axis=0)), np.ceil(outline.max(axis=0))
    left, top, right, bottom = max(0, int(left)), max(0, int(top)), min(width, int(right)), min(height, int(bottom))
    piece = photo[top:bottom, left:right]
    inside = np.zeros(piece.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(outline - (left, top)).astype(np.int32), 255)
    ground = np.median(piece[inside > 0], axis=0)
    return _jpeg(np.where(inside[:, :, None] > 0, piece, ground).astype(np.uint8))


def whole(photo: Pixels) -> Corners:
    """The photo's own outline."""
    height, width = photo.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def _jpeg(picture: Pixels) -> bytes:
    return cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
