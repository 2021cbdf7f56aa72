"""Find the cards on a photo that shows several.

A shape on the photo is a card where it holds text of its own; what lies in a card is a part of it. Shapes alone prove
nothing: a card may have a frame, panels or columns. So there are several cards only where at least two of them name
different people, each with a way to reach them.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import cv2
import numpy as np

from core.reading import Contact, Line
from intake.cards.clusters import LEAST_LINES, Groups, apart
from intake.cards.detection import text_boxes_in
from intake.cards.engine import Corners
from intake.cards.people import different_people, have_own_firms, stands_alone
from intake.cards.photo import Pixels
from intake.cards.shapes import area, card_shapes, common

# A card has at least so many pieces of text.
_LEAST_TEXT = 2
# Of two outlines, what part of the smaller lies in the larger where it belongs to it, and where they are apart.
_WITHIN, _APART = 0.85, 0.1
# Cards on one table are up to so many times as large as each other, in area.
_ALIKE = 3.0
# Of all text, how much may lie outside the shapes that are taken for cards.
_STRAY = 0.15
# An outline around lines is larger than they are by so many of their heights, and a shape by this part of its size.
_MARGIN, _RIM = 2.0, 0.04

ReadLines = Callable[[Sequence[Corners]], list[Line]]
Understand = Callable[[Sequence[Line]], Contact]


@dataclass(frozen=True, eq=False)
class Card:
    """A place on the photo, and what was read there at a glance; `is_shape` where its edges were seen."""

    outline: Corners
    contact: Contact
    lines: int
    is_shape: bool = True


@dataclass(frozen=True)
class Search:
    """How the text of a photo is read, and understood."""

    read_lines: ReadLines
    understand: Understand

    def by_shape(self, photo: Pixels, texts: Sequence[Corners]) -> list[Corners]:
        """The outlines of the cards, in reading order; none where the photo shows one, or no edges are seen."""
        shapes = card_shapes(photo)
        missed = [
            text for shape in _blank(shapes, texts) for text in text_boxes_in(photo, shape) if _is_in(text, shape)
        ]
        texts = [*(text for text in texts if not any(common(text, other) for other in missed)), *missed]
        return _ordered(self._within(texts, _holding(shapes, texts)))

    def by_gaps(self, lines: Sequence[Line]) -> list[Corners]:
        """The same where only gaps tell cards apart: then each must have a firm, an address and a number of its own."""
        groups = apart(lines, self._are_of_firms)
        return _ordered([self._group(group) for group in groups]) if len(groups) > 1 else []

    def _within(self, texts: Sequence[Corners], shapes: Sequence[Corners]) -> list[Card]:
        outermost = [one for one in shapes if not any(_is_in(one, other) for other in shapes if other is not one)]
        left = [text for text in texts if not any(_is_in(text, shape) for shape in outermost)]
        if not outermost:
            return []
        if len(outermost) == 1 and len(left) < LEAST_LINES:
            return self._within(*_inside(outermost[0], texts, shapes))
        cards = [card for shape in outermost for card in self._in_shape(shape, texts, shapes)]
        return _checked(cards, *self._beside(left, cards))

    def _in_shape(self, shape: Corners, texts: Sequence[Corners], shapes: Sequence[Corners]) -> list[Card]:
        inside, deeper = _inside(shape, texts, shapes)
        return self._within(inside, deeper) or [Card(shape, self.understand(self.read_lines(inside)), len(inside))]

    def _beside(self, texts: Sequence[Corners], cards: Sequence[Card]) -> tuple[list[Card], int]:
        """Cards whose edges were not seen, and how many lines belong to none."""
        if len(texts) < LEAST_LINES:
            return [], len(texts)
        are_cards = self._are_people if len(cards) > 1 else self._are_of_firms
        groups = [self._group(group) for group in apart(self.read_lines(texts), are_cards)]
        found = [card for card in groups if different_people([card.contact])]
        return found, len(texts) - sum(card.lines for card in found)

    def _group(self, lines: Sequence[Line]) -> Card:
        return Card(_around(lines), self.understand(lines), len(lines), is_shape=False)

    def _are_people(self, groups: Groups) -> bool:
        return len(self._people(groups)) == len(groups)

    def _are_of_firms(self, groups: Groups) -> bool:
        people = self._people(groups)
        return len(people) == len(groups) and have_own_firms(people)

    def _people(self, groups: Groups) -> list[Contact]:
        """Who is in them, as far as the first that names nobody: what follows is not understood for nothing."""
        return different_people(takewhile(stands_alone, map(self.understand, groups)))


def _checked(cards: Sequence[Card], beside: Sequence[Card], stray: int) -> list[Card]:
    """All of them, but for shapes that are no cards; none where fewer than two people are proven."""
    people = different_people(card.contact for card in [*cards, *beside])
    if len(people) < 2:
        return []
    are_seen = len(cards) > 1 and stray <= _STRAY * sum(card.lines for card in [*cards, *beside])
    if not are_seen and not have_own_firms(people):
        return []
    sure = [card for card in cards if different_people([card.contact])] or cards
    usual = statistics.median(area(card.outline) for card in sure)
    return [*(card for card in cards if card in sure or _is_alike(area(card.outline), usual)), *beside]


def _is_alike(size: float, usual: float) -> bool:
    return usual / _ALIKE <= size <= usual * _ALIKE


def _inside(shape: Corners, texts: Sequence[Corners], shapes: Sequence[Corners]) -> tuple[list[Corners], list[Corners]]:
    """The text and the other shapes that lie in a shape."""
    inside = [text for text in texts if _is_in(text, shape)]
    return inside, [other for other in shapes if other is not shape and _is_in(other, shape)]


def _holding(shapes: Sequence[Corners], texts: Sequence[Corners]) -> list[Corners]:
    """The shapes that hold text and cut none, as a card's edge does not; of two that cross each other, the first."""
    kept: list[Corners] = []
    for shape in shapes:
        touching = [text for text in texts if common(text, shape) > _APART * area(text)]
        inside = [text for text in touching if _is_in(text, shape)]
        is_crossed = any(_is_crossing(shape, other) for other in kept)
        if len(inside) >= _LEAST_TEXT and len(inside) == len(touching) and not is_crossed:
            kept.append(shape)
    return kept


def _blank(shapes: Sequence[Corners], texts: Sequence[Corners]) -> list[Corners]:
    """The shapes that look like the cards found beside them, and on which a look at the whole photo saw no text."""
    holding = _holding(shapes, texts)
    cards = [one for one in holding if not any(_is_in(other, one) for other in holding if other is not one)]
    return [
        shape
        for shape in shapes
        if cards
        and all(common(shape, card) <= _APART * area(card) for card in cards)
        and any(_is_alike(area(shape), area(card)) for card in cards)
    ]


def _is_in(one: Corners, other: Corners) -> bool:
    return area(one) <= area(other) and common(one, other) >= _WITHIN * area(one)


def _is_crossing(one: Corners, other: Corners) -> bool:
    part = common(one, other) / min(area(one), area(other))
    return _APART < part < _WITHIN


def _around(lines: Sequence[Line]) -> Corners:
    """A rectangle around the lines and a little more."""
    boxes = np.array([line.box for line in lines], np.float32)
    more = _MARGIN * float(np.median([line.height or 0 for line in lines]))
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0) - more, boxes[:, 2:].max(axis=0) + more
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _ordered(cards: Sequence[Card]) -> list[Corners]:
    """From row to row as people read; what begins within a row's height stands in that row."""
    rows: list[list[Corners]] = []
    for outline in sorted((_widened(card) for card in cards), key=lambda outline: float(outline[:, 1].mean())):
        middle = float(outline[:, 1].mean())
        if rows and middle < float(rows[-1][0][:, 1].max()):
            rows[-1].append(outline)
        else:
            rows.append([outline])
    return [outline for row in rows for outline in sorted(row, key=lambda outline: float(outline[:, 0].mean()))]


def _widened(card: Card) -> Corners:
    middle, size, angle = cv2.minAreaRect(card.outline)
    rim = _RIM * min(size) if card.is_shape else 0.0
    return np.asarray(cv2.boxPoints((middle, (size[0] + rim, size[1] + rim), angle)), np.float32)
