"""Pieces cut out of a photo, to be looked at beside what was read from them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pillow_heif
from PIL import Image, ImageOps

# Added around a piece, in heights of it: a value is easier to judge with what is beside it.
_MARGIN = 0.5
_WIDEST = 1000

pillow_heif.register_heif_opener()


def crops(photo: bytes, boxes: Mapping[str, Sequence[int]]) -> dict[str, bytes]:
    """A PNG of each box (left, top, right, bottom, in pixels of the upright photo); none where it is no picture."""
    if not boxes:
        return {}
    try:
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(photo))).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {}
    return {name: _png(_piece(upright, box)) for name, box in boxes.items() if _is_within(upright, box)}


def _piece(photo: Image.Image, box: Sequence[int]) -> Image.Image:
    left, top, right, bottom = box
    more = round(_MARGIN * (bottom - top))
    piece = photo.crop(
        (max(0, left - more), max(0, top - more), min(photo.width, right + more), min(photo.height, bottom + more))
    )
    piece.thumbnail((_WIDEST, _WIDEST))
    return piece


def _is_within(photo: Image.Image, box: Sequence[int]) -> bool:
    left, top, right, bottom = box
    return max(0, left) < min(right, photo.width) and max(0, top) < min(bottom, photo.height)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
