"""The sample cards as a telephone photographs them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps

CARDS = Path(__file__).parents[1] / "tests" / "samples" / "cards"
MEGAPIXELS = 12


def pictures(megapixels: int = MEGAPIXELS) -> Iterator[Image.Image]:
    """Each card, enlarged to so many megapixels."""
    return (_enlarged(photo, megapixels) for photo in sorted(CARDS.glob("*.jpg")))


def jpeg(picture: Image.Image) -> bytes:
    """As a file."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def _enlarged(photo: Path, megapixels: int) -> Image.Image:
    picture = ImageOps.exif_transpose(Image.open(photo))
    scale = (megapixels * 1_000_000 / (picture.width * picture.height)) ** 0.5
    return picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.BICUBIC)
