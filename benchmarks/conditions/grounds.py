"""What a card lies on, as float pictures (height, width, 3) in RGB from 0 to 255."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Picture: TypeAlias = npt.NDArray[np.float32]
Chance: TypeAlias = np.random.Generator

_KEY = 150
_LETTERS = "AZERTYUIOPQSDFGHJKLMWXCVBN1234567890"


def desk(height: int, width: int, chance: Chance) -> Picture:
    """Grey and nearly even."""
    return _grained((105, 108, 112), _noise(height, width, (9, 9), chance), 5)


def wood(height: int, width: int, chance: Chance) -> Picture:
    """Boards with a strong grain and seams between them."""
    grain = _noise(height, width, (3, 400), chance) + 0.6 * _noise(height, width, (25, 900), chance)
    photo = _grained((140, 96, 60), grain, 16)
    for seam in range(int(chance.integers(80, 300)), height, 340):
        photo[seam : seam + 5] *= 0.35
    return photo


def keyboard(height: int, width: int, chance: Chance) -> Picture:
    """Dark keys with light letters on them."""
    photo = np.full((height, width, 3), 28, np.uint8)
    for top in range(10, height, _KEY):
        for left in range(10 + int(chance.integers(0, 60)), width, _KEY):
            corner = (left + _KEY - 18, top + _KEY - 18)
            cv2.rectangle(photo, (left, top), corner, (58, 58, 62), cv2.FILLED)
            letter = _LETTERS[int(chance.integers(len(_LETTERS)))]
            cv2.putText(photo, letter, (left + 22, top + 62), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (205, 205, 205), 4)
    return photo.astype(np.float32)


def cloth(height: int, width: int, chance: Chance) -> Picture:
    """Checks of two blues, with a weave."""
    rows, columns = np.mgrid[0:height, 0:width]
    checks = ((rows // 90 % 2) + (columns // 90 % 2))[..., None] * np.array([45, 40, 28], np.float32)
    weave = 9 * chance.standard_normal((height, width, 1), np.float32)
    return np.asarray(np.array([70, 90, 140]) + checks + weave, np.float32)


def _grained(colour: tuple[int, int, int], grain: Picture, strength: float) -> Picture:
    return np.asarray(np.array(colour, np.float32) + grain[..., None] * strength, np.float32)


def _noise(height: int, width: int, scale: tuple[int, int], chance: Chance) -> Picture:
    """Spots so many pixels high and wide."""
    coarse = chance.normal(0, 1, (height // scale[0] + 2, width // scale[1] + 2)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
