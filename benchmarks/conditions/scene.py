"""A card laid on a ground and seen by a camera."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.conditions.grounds import Chance, Picture, desk

_SKIN = (205, 160, 135)
# How much of a rolled card's depth is seen by a camera that looks down on it a little.
_DEPTH = 0.4
# Of each finger, in widths of the card: at which edge (0 left, 1 right), how far down, how far in, and its length.
_FINGERS = ((0, 0.6, 0.03, 0.9), (1, 0.6, 0.015, 0.5), (1, 0.85, 0.015, 0.5))


@dataclass(frozen=True)
class Scene:
    """How the card lies: `fill` is its part of the photo's width, `turn` in degrees.

    By the part `tilt` the far edge is shorter, and the near one longer. `bend` is half the angle, in radians, to which
    the card is rolled; `held` puts fingers over its rim.
    """

    size: tuple[int, int] = (2400, 1800)
    fill: float = 0.7
    turn: float = 2.0
    tilt: float = 0.03
    bend: float = 0.0
    held: bool = False
    ground: Callable[[int, int, Chance], Picture] = desk


def photograph(card: Picture, scene: Scene, chance: Chance) -> Picture:
    """The card's picture as seen on the scene."""
    width, height = scene.size
    corners = _corners(card, scene, chance)
    photo = scene.ground(height, width, chance)
    seen, inside = _warped(*_bent(card, scene.bend), corners, scene.size)
    shade = cv2.GaussianBlur(np.roll(inside, (12, 9), (0, 1)), (0, 0), 14)[..., None]
    photo = photo * (1 - 0.4 * shade) * (1 - inside[..., None]) + seen * inside[..., None]
    return _with_fingers(photo, corners) if scene.held else np.asarray(photo, np.float32)


def _corners(card: Picture, scene: Scene, chance: Chance) -> Picture:
    """Where the card's corners are seen, clockwise from its top left."""
    height, width = card.shape[:2]
    scale = min(scene.fill * scene.size[0] / width, 0.88 * scene.size[1] / height)
    across, down = width * scale / 2, height * scale / 2
    near, far = 1 + scene.tilt, 1 - scene.tilt
    flat = np.array([[-far * across, -down], [far * across, -down], [near * across, down], [-near * across, down]])
    angle = math.radians(scene.turn * float(chance.choice([-1, 1])))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.asarray(flat @ turn.T + np.array(scene.size) / 2, np.float32)


def _bent(card: Picture, bend: float) -> tuple[Picture, Picture]:
    """The card as rolled to the half angle `bend`, and where it is (1) and is not (0): its ends are further away."""
    if not bend:
        return card, np.ones(card.shape[:2], np.float32)
    height, width = card.shape[:2]
    drop = _DEPTH * width * (1 - math.cos(bend))
    rows, columns = np.mgrid[0 : height + int(drop), 0:width].astype(np.float32)
    angle = np.arcsin((2 * columns / width - 1) * math.sin(bend))
    rows = rows - drop * (1 - np.cos(angle)) / (1 - math.cos(bend))
    source = ((angle / bend + 1) * width / 2).astype(np.float32)
    seen = cv2.remap(card, source, rows.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inside = ((rows >= 0) & (rows < height)).astype(np.float32)
    return np.asarray(seen * np.cos(angle)[..., None], np.float32), inside


def _warped(card: Picture, inside: Picture, corners: Picture, size: tuple[int, int]) -> tuple[Picture, Picture]:
    height, width = card.shape[:2]
    scale = float(np.linalg.norm(corners[1] - corners[0])) / width
    if scale < 1:
        card = np.asarray(cv2.GaussianBlur(card, (0, 0), 0.45 / scale), np.float32)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    seen, covers = (cv2.warpPerspective(layer, matrix, size, flags=cv2.INTER_CUBIC) for layer in (card, inside))
    return np.asarray(seen, np.float32), np.asarray(np.clip(covers, 0, 1), np.float32)


def _with_fingers(photo: Picture, corners: Picture) -> Picture:
    """A thumb over the left rim, and the tips of two fingers behind the right one."""
    width = float(np.linalg.norm(corners[1] - corners[0]))
    layer = np.zeros(photo.shape[:2], np.float32)
    for edge, down, inwards, length in _FINGERS:
        x, y = corners[edge] * (1 - down) + corners[3 - edge] * down
        outwards = (length / 2 - inwards) * width * (1 if edge else -1)
        cv2.ellipse(layer, ((float(x) + outwards, float(y)), (length * width, 0.1 * width), 0), 1.0, cv2.FILLED)
    layer = cv2.GaussianBlur(layer, (0, 0), 4)[..., None]
    return np.asarray(photo * (1 - layer) + np.array(_SKIN, np.float32) * layer, np.float32)
