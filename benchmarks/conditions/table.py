"""The conditions: how a card is printed, lies, is lit, and how its photo is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from benchmarks.conditions import light, sending
from benchmarks.conditions import print as prints
from benchmarks.conditions.grounds import Chance, Picture, cloth, keyboard, wood
from benchmarks.conditions.scene import Scene, photograph


@dataclass(frozen=True)
class Condition:
    """One thing that makes a photo harder to read; all else is plain."""

    scene: Scene = field(default_factory=Scene)
    printed: Callable[[Picture], Picture] = prints.as_it_is
    lit: Callable[[Picture, Chance], Picture] = light.plain
    sent: Callable[[Picture], bytes] = sending.as_taken


CONDITIONS = {
    "plain": Condition(),
    "shadow": Condition(lit=light.shadow),
    "glare": Condition(lit=light.glare),
    "low light": Condition(lit=light.low_light),
    "out of focus": Condition(lit=light.out_of_focus),
    "moved": Condition(lit=light.moved),
    "perspective": Condition(Scene(tilt=0.25, turn=12)),
    "slanting": Condition(Scene(fill=0.6, turn=32)),
    "held": Condition(Scene(held=True, turn=6)),
    "curved": Condition(Scene(bend=0.55)),
    "wood": Condition(Scene(ground=wood)),
    "keyboard": Condition(Scene(ground=keyboard, fill=0.5)),
    "cloth": Condition(Scene(ground=cloth)),
    "small": Condition(Scene((4000, 3000), fill=0.22)),
    "on its side": Condition(Scene((1800, 2400), fill=0.9), sent=sending.on_its_side),
    "upside down": Condition(sent=sending.upside_down),
    "white on dark": Condition(printed=prints.white_on_dark),
    "pale": Condition(printed=prints.pale),
    "pale blue": Condition(printed=prints.tinted),
    "quality 30": Condition(sent=sending.poor_quality),
    "1 megapixel": Condition(Scene(fill=0.6), sent=sending.one_megapixel),
    "screenshot": Condition(sent=sending.screenshot),
}


def laid_over(condition: Condition, card: Picture, chance: Chance) -> bytes:
    """The photo of a flat card under a condition, as a file."""
    photo = photograph(condition.printed(card), condition.scene, chance)
    if condition.lit is not light.plain:
        photo = condition.lit(photo, chance)
    return condition.sent(np.asarray(np.clip(light.plain(photo, chance), 0, 255), np.float32))


def flat(data: bytes) -> Picture:
    """A file's picture in RGB."""
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1], np.float32)
