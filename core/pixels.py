"""From a picture's bytes to its pixels, in as little memory as its format allows.

What is decoded is there as a whole once only: it is made RGB, and smaller where it is large, strip by strip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
import pillow_heif
from PIL import ExifTags, Image

# A larger photo is made smaller: a card is not read better with more, and memory is for all.
SEEN_PIXELS = 12_500_000
_STRIPS = 64

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Decoded:
    """A picture that is decoded; `rows` gives a part of it, from one row to before another."""

    width: int
    height: int
    rows: Callable[[int, int], Image.Image]


def decode(picture: Image.Image, data: bytes) -> Pixels:
    """The picture, of which the header was read, as RGB (height, width, 3), upright as its EXIF says.

    It has at most `SEEN_PIXELS`; what is transparent is white. Raises what the decoder raises.
    """
    decoded = _DECODERS.get(picture.format or "", _by_pillow)(picture, data)
    turn = _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1), np.asarray)
    return np.ascontiguousarray(turn(_pixels(decoded)))


def _by_pillow(picture: Image.Image, _data: bytes) -> Decoded:
    # A JPEG can be decoded at half its sides. It is, where at least half of what we look at remains.
    picture.draft(None, size_within(SEEN_PIXELS // 2, *picture.size))
    picture.load()
    return Decoded(*picture.size, lambda top, bottom: picture.crop((0, top, picture.width, bottom)))


def _heif(_picture: Image.Image, data: bytes) -> Decoded:
    """Without the copy of the whole that Pillow makes."""
    file = pillow_heif.open_heif(data)
    return _of_array(np.asarray(file[file.primary_index]))


def _webp(_picture: Image.Image, data: bytes) -> Decoded:
    """Pillow keeps five copies of a WebP, OpenCV one."""
    import cv2  # noqa: PLC0415 - it takes memory of its own, and hardly any photo is a WebP

    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise OSError
    return _of_array(pixels, channels=[2, 1, 0, 3][: pixels.shape[2]])


def _of_array(pixels: npt.NDArray[Any], channels: slice | list[int] = slice(None)) -> Decoded:
    return Decoded(
        pixels.shape[1], pixels.shape[0], lambda top, bottom: Image.fromarray(pixels[top:bottom][..., channels])
    )


def _pixels(decoded: Decoded) -> Pixels:
    width, height = size_within(SEEN_PIXELS, decoded.width, decoded.height)
    pixels = np.empty((height, width, 3), np.uint8)
    count = min(_STRIPS, height)
    for start, end in pairwise(height * number // count for number in range(count + 1)):
        pixels[start:end] = _strip(decoded, (width, end - start), start / height, end / height)
    return pixels


def _strip(decoded: Decoded, size: tuple[int, int], begin: float, end: float) -> Pixels:
    """What lies between two heights, from 0 to 1, in so many pixels."""
    top, bottom = begin * decoded.height, end * decoded.height
    first = int(top)
    rows = _opaque(decoded.rows(first, ceil(bottom)))
    box = (0, top - first, decoded.width, bottom - first)
    return np.asarray(rows.resize(size, Image.Resampling.BOX, box), np.uint8)


def size_within(most: int, width: int, height: int) -> tuple[int, int]:
    """A width and height in the same proportion that make at most so many pixels."""
    scale = min(1.0, (most / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _opaque(picture: Image.Image) -> Image.Image:
    """As RGB; transparency becomes white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")


_DECODERS: Mapping[str, Callable[[Image.Image, bytes], Decoded]] = {"HEIF": _heif, "WEBP": _webp}

# What makes a picture upright, by EXIF's orientation.
_TURNS: Mapping[int, Callable[[Pixels], Pixels]] = {
    2: np.fliplr,
    3: lambda pixels: np.rot90(pixels, 2),
    4: np.flipud,
    5: lambda pixels: pixels.swapaxes(0, 1),
    6: lambda pixels: np.rot90(pixels, -1),
    7: lambda pixels: np.rot90(pixels, 2).swapaxes(0, 1),
    8: np.rot90,
}
