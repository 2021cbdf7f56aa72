"""What people send in place of a card's photo: damaged, huge, of something else, or with a code that means harm."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

CARD = Path(__file__).parents[1] / "samples" / "cards" / "syn_015_easy.jpg"


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as the bytes of a file."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def card() -> bytes:
    """A card that is read well."""
    return CARD.read_bytes()


def truncated() -> bytes:
    """A photo whose sending broke off."""
    return CARD.read_bytes()[: CARD.stat().st_size // 2]


def bomb() -> bytes:
    """A few kilobytes that become a hundred megapixels."""
    return encoded(Image.new("1", (10_000, 10_000)), "PNG")


def pages() -> bytes:
    """A PDF of twenty pages."""
    first, *others = [Image.new("L", (200, 300), "white") for _ in range(20)]
    return encoded(first, "PDF", save_all=True, append_images=others)


def dog() -> bytes:
    """A dog on a meadow, somewhat out of focus."""
    picture = Image.new("RGB", (1200, 800), (96, 140, 70))
    draw = ImageDraw.Draw(picture)
    for place in range(0, 600, 12):
        draw.ellipse((250 + place // 2, 220, 700 + place // 2, 600), fill=(150 - place // 8, 100, 60))
    for ear in (300, 620):
        draw.polygon([(ear, 260), (ear + 90, 120), (ear + 140, 300)], fill=(90, 60, 40))
    for eye in (380, 520):
        draw.ellipse((eye, 330, eye + 50, 380), fill="black")
    draw.ellipse((440, 430, 510, 480), fill="black")
    return encoded(picture.filter(ImageFilter.GaussianBlur(6)), "JPEG")


def code(text: str) -> Image.Image:
    """A QR code on white."""
    modules = cv2.QRCodeEncoder.create().encode(text)
    large = cv2.resize(modules, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    return Image.fromarray(np.pad(large, 60, constant_values=255))


def with_code(text: str) -> bytes:
    """The card that is read well, with a QR code beside it."""
    photo, square = Image.open(CARD), code(text)
    both = Image.new("RGB", (photo.width + square.width, photo.height), "white")
    both.paste(photo, (0, 0))
    both.paste(square, (photo.width, 0))
    return encoded(both, "JPEG", quality=92)
