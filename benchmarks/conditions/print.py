"""Other prints of the same card."""

from __future__ import annotations

import numpy as np

from benchmarks.conditions.grounds import Picture

_NIGHT, _DIM = 128, 0.34
_BLUE = np.array([150, 190, 225], np.float32)


def as_it_is(card: Picture) -> Picture:
    """The card itself."""
    return card


def white_on_dark(card: Picture) -> Picture:
    """The card with light print on a dark ground."""
    paper = float(np.median(card))
    return card if paper < _NIGHT else np.asarray(24 + (255 - card) * 0.85, np.float32)


def pale(card: Picture) -> Picture:
    """The print in a pale shade of what it is, on the same paper."""
    paper = np.median(card.reshape(-1, 3), axis=0)
    return np.asarray(paper + (card - paper) * _DIM, np.float32)


def tinted(card: Picture) -> Picture:
    """Pale blue print on a white ground: letters are told by their colour more than by their shade."""
    grey = white_ground(card).mean(axis=2, keepdims=True) / 255
    return np.asarray(_BLUE + (252 - _BLUE) * grey, np.float32)


def white_ground(card: Picture) -> Picture:
    """Dark print on white, whichever way the card has it."""
    return card if float(np.median(card)) >= _NIGHT else np.asarray(255 - card, np.float32)
