"""Cards written down as text: the lines that recognisers give of each, and its label.

tests/unit/core/reading/designs.toml says how they are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cards.labels import Label
from core.reading import Line

_WRITTEN = re.compile(r"(?P<beside>=?)(?P<height>\d+)(?:>(?P<left>\d+))?\| (?P<text>.+)")
# A letter is so wide, and the next line begins so far below, both in heights of the line.
_WIDTH, _STEP = 0.5, 1.5
# Kept for examples (RFC 2606); an end of its own before it is what the card is read with.
_RESERVED = re.compile(r"(\.[a-z]{2,4})\.example\b", re.IGNORECASE)


@dataclass(frozen=True)
class Design:
    """A card: its lines, its label, and the fields that are not read right yet."""

    lines: list[Line]
    label: Label
    missed: frozenset[str]

    @property
    def name(self) -> str:
        """What the card is known by: its first line."""
        return self.lines[0].text


def read_designs(file: Path) -> Iterator[Design]:
    """The cards of a file."""
    for card in tomllib.loads(file.read_text(encoding="utf-8"))["card"]:
        text = _RESERVED.sub(r"\1", card.pop("text"))
        yield Design(_lines(text), _label(card), frozenset(card.pop("missed", ())))


def _label(card: dict[str, Any]) -> Label:
    phones = [dict(zip(("e164", "type"), phone.split(), strict=True)) for phone in card.get("phones", ())]
    return {
        **card,
        "first_name": card.get("first"),
        "last_name": card.get("last"),
        "first_name_alt": card.get("first_alt"),
        "last_name_alt": card.get("last_alt"),
        "website": card.get("site"),
        "phones": phones,
    }


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    top, is_read_twice = 0.0, "¦" in text
    for written in text.strip().splitlines():
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise ValueError(f"No line of a card: {written}")
        height, left = float(match["height"]), float(match["left"] or 0)
        if lines and not match["beside"]:
            top += max(line.height or 0 for line in lines if line.top == top) * _STEP
        one, _, other = match["text"].partition(" ¦ ")
        right = left + _WIDTH * height * len(one)
        lines.append(Line(one, height, top, left, right, other=(other or one) if is_read_twice else None))
    return lines
