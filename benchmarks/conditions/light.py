"""What light, lens and sensor do to a photo. Sizes are in parts of the photo's width."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.conditions.grounds import Chance, Picture


def plain(photo: Picture, chance: Chance) -> Picture:
    """A good lens in daylight, as all photos have it: a little soft, a little noise."""
    soft = cv2.GaussianBlur(photo, (0, 0), 0.7)
    return np.asarray(soft + 2.5 * chance.standard_normal(photo.shape, np.float32), np.float32)


def shadow(photo: Picture, chance: Chance) -> Picture:
    """The phone's or a hand's shadow, with a soft edge across the card: 60 % of the light is gone."""
    along = _ramp(photo, float(chance.uniform(0, 2 * np.pi)), float(chance.uniform(-0.1, 0.1)))
    return np.asarray(photo * (1 - 0.6 / (1 + np.exp(-along * 120)))[..., None], np.float32)


def glare(photo: Picture, chance: Chance) -> Picture:
    """A lamp mirrored on the card: in its middle dark print is pale, but still there."""
    rows, columns = _places(photo)
    row, column = chance.uniform(-0.12, 0.12, 2)
    spot = np.exp(-(np.square(rows - row) + np.square(columns - column)) / (2 * 0.09**2))[..., None]
    return np.asarray(photo * 0.85 + spot * 0.85 * (250 - photo * 0.85), np.float32)


def low_light(photo: Picture, chance: Chance) -> Picture:
    """In the evening: dark and yellow, with the noise of a sensor pushed to its limit, in spots of several pixels."""
    dark = photo * np.array([0.42, 0.36, 0.26], np.float32)
    coarse = cv2.GaussianBlur(chance.standard_normal(photo.shape, np.float32), (0, 0), 1.2)
    return np.asarray(cv2.GaussianBlur(dark, (0, 0), 1.0) + coarse * 26, np.float32)


def out_of_focus(photo: Picture, _chance: Chance) -> Picture:
    """A point becomes a disc."""
    return _smeared(photo, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))


def moved(photo: Picture, chance: Chance) -> Picture:
    """A point becomes a stroke."""
    stroke = np.zeros((11, 11), np.float32)
    stroke[5] = 1
    turn = cv2.getRotationMatrix2D((5, 5), float(chance.uniform(0, 180)), 1)
    return _smeared(photo, cv2.warpAffine(stroke, turn, (11, 11)))


def _smeared(photo: Picture, kernel: object) -> Picture:
    weights = np.asarray(kernel, np.float32)
    return np.asarray(cv2.filter2D(photo, -1, weights / weights.sum()), np.float32)


def _ramp(photo: Picture, angle: float, begin: float) -> Picture:
    rows, columns = _places(photo)
    return np.asarray(columns * np.cos(angle) + rows * np.sin(angle) + begin, np.float32)


def _places(photo: Picture) -> tuple[Picture, Picture]:
    """Row and column of each pixel, from the middle."""
    height, width = photo.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return (rows - height / 2) / width, (columns - width / 2) / width
