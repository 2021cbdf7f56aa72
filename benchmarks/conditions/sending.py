"""How a photo is sent: its file."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.conditions.grounds import Picture

_SCREEN = (1080, 2340)
_DARK, _WHITE = (18, 18, 20), (235, 235, 235)
# What stands on a phone's screen around a photo: text, place, height.
_AROUND = (
    ("14:07", (50, 30), 40),
    ("87 %", (930, 30), 40),
    ("Photo", (130, 140), 52),
    ("Hier, 18:42", (130, 205), 36),
    ("Répondre", (440, 2220), 44),
)


def as_taken(photo: Picture, quality: int = 90) -> bytes:
    """As JPEG in the quality that telephones save."""
    pixels = np.ascontiguousarray(np.clip(photo, 0, 255).astype(np.uint8)[:, :, ::-1])
    return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def on_its_side(photo: Picture) -> bytes:
    """Turned by a quarter."""
    return as_taken(np.rot90(photo))


def upside_down(photo: Picture) -> bytes:
    """On its head."""
    return as_taken(np.rot90(photo, 2))


def poor_quality(photo: Picture) -> bytes:
    """As JPEG with all its blocks to be seen."""
    return as_taken(photo, 30)


def one_megapixel(photo: Picture) -> bytes:
    """Made small by a messenger."""
    scale = math.sqrt(1_000_000 / (photo.shape[0] * photo.shape[1]))
    return as_taken(np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)), 70)


def screenshot(photo: Picture) -> bytes:
    """A phone's screen that shows the photo, as PNG."""
    screen = Image.new("RGB", _SCREEN, _DARK)
    height = round(_SCREEN[0] * photo.shape[0] / photo.shape[1])
    shown = cv2.resize(photo, (_SCREEN[0], height), interpolation=cv2.INTER_AREA)
    screen.paste(Image.fromarray(np.clip(shown, 0, 255).astype(np.uint8)), (0, (_SCREEN[1] - height) // 2))
    for text, place, size in _AROUND:
        ImageDraw.Draw(screen).text(place, text, fill=_WHITE, font=ImageFont.load_default(size))
    return cv2.imencode(".png", np.asarray(screen)[:, :, ::-1])[1].tobytes()
