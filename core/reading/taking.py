"""Take exact values out of lines: what is taken leaves a mark, so that the rest of the line falls apart there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from core.identity import plain
from core.reading.contact import Line
from core.reading.vocabulary import table

# Stands in a line where a value was taken; no text that people write holds it.
MARK = "\x1f"


def take(line: Line, spans: Iterable[tuple[int, int]]) -> Line:
    """The line with each span, given by start and end, replaced by the mark."""
    text = line.text
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + MARK + text[end:]
    return replace(line, text=text)


@lru_cache
def _label_before(labels: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[^a-z0-9]))({alternatives})[\s.:;>=)\]-]*[(<\[]?\s*$")


def label_before(text: str, end: int, labels: Sequence[str]) -> tuple[str, int] | None:
    """The label that stands right before a position, in plain letters, and where it begins."""
    before = text[:end]
    flat = plain(before)
    if len(flat) != len(before):  # A letter such as ß grew, and the positions would no longer fit.
        flat = "".join(plain(letter)[:1] or letter for letter in before)
    match = _label_before(tuple(labels)).search(flat)
    return (match[1], match.start()) if match else None


def field_labels(field: str) -> tuple[str, ...]:
    """What may stand before a field's value."""
    return tuple(table("labels")["field"][field])
