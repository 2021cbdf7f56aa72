"""Quantities by line as people type them: `1: 2, 3: 1,5` is 2 of line 1 and 1.5 of line 3."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.figures import number
from core.errors import NotUnderstood

# A comma before digits is a decimal one, unless those digits are the next line's number.
PAIR = re.compile(r"(?P<line>\d{1,4})\s*[:=]\s*(?P<quantity>\d+(?:[.,]\d+(?!\d*\s*[:=]))?)\s*(?:[,;]\s*|\s+|$)")


def read_quantities(text: str) -> dict[int, Decimal]:
    """The quantity by the line's position. Raises `NotUnderstood`, showing how they are written."""
    read: dict[int, Decimal] = {}
    place = 0
    while found := PAIR.match(text, place):
        quantity = number(found["quantity"])
        if quantity is None or int(found["line"]) in read:
            break
        read[int(found["line"])] = quantity
        place = found.end()
    if place < len(text) or not read:
        raise NotUnderstood("Write the line and how much of it, each line once: 1: 2, 3: 1.5")
    return read
