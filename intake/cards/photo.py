"""Open a photo that somebody sent: by what it is, not by its name, and never larger than we can bear."""

from __future__ import annotations

import io
import warnings
from typing import NoReturn

import pillow_heif
from PIL import Image, UnidentifiedImageError

from core import pixels
from core.errors import Rejected
from core.language import mark

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF")

_TOO_MANY_PIXELS = mark("The picture has more than {limit} megapixels. Send it smaller.")

Pixels = pixels.Pixels

pillow_heif.register_heif_opener()


def open_photo(data: bytes) -> Pixels:
    """The picture upright as its EXIF says, as RGB bytes (height, width, 3); transparency becomes white.

    It has at most `SEEN_PIXELS`. Raises Rejected for what is empty, no picture, damaged, or too large; size is
    judged before any pixel is decoded.
    """
    if not data:
        raise Rejected("The file is empty. Take the photo again and send it once more.")
    if len(data) > MAX_BYTES:
        refuse_too_large(data)
    with warnings.catch_warnings():
        # Pillow's own warning on large pictures comes from its limit; ours below refuses them.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return _decode(_identify(data), data)


def refuse_too_many_pixels(most: int) -> NoReturn:
    """Say how many pixels a picture may have."""
    raise Rejected(_TOO_MANY_PIXELS, limit=most // 1_000_000) from None


def refuse_too_large(data: bytes) -> NoReturn:
    """Say how large the file is and how large it may be."""
    raise Rejected(
        "The photo has {size} MB and at most {limit} MB can be read. Send a smaller one.",
        size=round(len(data) / 1_000_000),
        limit=MAX_BYTES // 1_000_000,
    )


def _identify(data: bytes) -> Image.Image:
    """Read the header alone."""
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        refuse_too_many_pixels(MAX_PIXELS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Rejected("This file is not a picture. Send a photo as JPEG, PNG, WebP, HEIC or TIFF.") from None
    if picture.width * picture.height > MAX_PIXELS:
        refuse_too_many_pixels(MAX_PIXELS)
    return picture


def _decode(picture: Image.Image, data: bytes) -> Pixels:
    try:
        return pixels.decode(picture, data)
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Rejected("The photo is damaged or incomplete. Send it once more.") from None
