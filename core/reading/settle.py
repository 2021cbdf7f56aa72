"""One text a line out of two recognisers' readings; where they differ, the other one is kept to judge by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.reading.contact import Line


def settle(lines: Iterable[Line]) -> list[Line]:
    """Lines with one text each; `other` stays only where the readings disagree.

    Measured on photos, the second recogniser is right more often where the two differ, and the first one sets
    spaces better.
    """
    return [line if line.other is None else _settle(line, line.other) for line in lines]


def _settle(line: Line, other: str) -> Line:
    if not other.strip():
        return line
    if _written(line.text) == _written(other):
        return replace(line, text=max(other, line.text, key=_spaces), other=None)
    return replace(line, text=other, other=line.text)


def agreed(value: str, lines: Sequence[Line]) -> bool:
    """Whether no line that holds the value was read differently by the other recogniser."""
    form = _written if "@" in value else _letters
    wanted = form(value)
    holding = [line for line in lines if wanted in form(line.text)]
    return not holding or any(line.other is None or wanted in form(line.other) for line in holding)


def _written(text: str) -> str:
    """All but the spaces: every dot of an e-mail address counts."""
    return re.sub(r"\s", "", text.casefold())


def _letters(text: str) -> str:
    """Letters and digits, accents kept: an accent is worth a question."""
    return re.sub(r"[\W_]", "", text.casefold())


def _spaces(text: str) -> int:
    """Spaces between words; those beside a dot or an @ are misread."""
    return len(re.findall(r"(?<![.@\s]) (?![.@\s])", text))
