"""Pieces cut out of a photo, to be looked at beside what was read from them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pillow_heif
from PIL import Image

from core.pixels import Pixels, decode

# Added around a piece, in heights of it: a value is easier to judge with what is beside it.
_MARGIN = 0.5
_WIDEST = 1000

pillow_heif.register_heif_opener()


def crops(photo: bytes, boxes: Mapping[str, Sequence[int]]) -> dict[str, bytes]:
    """A PNG of each box; none where it is no picture.

    A box is left, top, right, bottom, in pixels of the photo as `core.pixels` opens it.
    """
    if not boxes:
        return {}
    try:
        upright = decode(Image.open(io.BytesIO(photo)), photo)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return {}
    return {name: _png(_piece(upright, box)) for name, box in boxes.items() if _is_within(upright, box)}


def _piece(photo: Pixels, box: Sequence[int]) -> Image.Image:
    left, top, right, bottom = box
    more = round(_MARGIN * (bottom - top))
    piece = Image.fromarray(photo[max(0, top - more) : bottom + more, max(0, left - more) : right + more])
    piece.thumbnail((_WIDEST, _WIDEST))
    return piece


def _is_within(photo: Pixels, box: Sequence[int]) -> bool:
    left, top, right, bottom = box
    height, width = photo.shape[:2]
    return bool(max(0, left) < min(right, width) and max(0, top) < min(bottom, height))


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
