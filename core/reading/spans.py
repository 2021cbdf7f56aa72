"""Parts that may be one field together: each alone, and two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.reading.order import overlap
from core.reading.parts import Part

# What may stand between two halves of one title, a mark of a registered name before it.
_MARK_BETWEEN = re.compile(r"®?(?:,\s?|\s[-–|/]\s|\s?[–]\s?)")
# A line that ends with one of these goes on in the next.
JOINING = frozenset({"&", "et", "and", "und", "of", "de", "des", "du", "-", "fur", "for", "y", "e", "en", "del", "di"})


def spans_of(parts: Sequence[Part]) -> Iterator[tuple[int, ...]]:
    """Each part alone, and each two on lines that follow each other."""
    for place, part in enumerate(parts):
        yield (place,)
        if place + 1 < len(parts) and _follows(part, parts[place + 1]):
            yield (place, place + 1)


def _follows(part: Part, following: Part) -> bool:
    """Whether one part goes on where the other ends: on a printed line, or in the line below."""
    one, other = part.line, following.line
    if part.hint or following.hint:
        return False
    if part.number == following.number:
        return not part.is_typed and _between(part, following) is not None
    if not one.height or not other.height or one.top is None or other.top is None:
        return True
    return overlap(one, other) and other.top - one.top < 2.5 * max(one.height, other.height)


def _between(part: Part, following: Part) -> str | None:
    """The mark that parts two texts on one line: ", ", " - "; None where more stands there."""
    text = part.line.text
    start = text.find(part.text)
    end = text.find(following.text, start + len(part.text))
    between = text[start + len(part.text) : end] if start >= 0 and end >= 0 else "?"
    return between if _MARK_BETWEEN.fullmatch(between) else None


def is_alike(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether lines that follow each other are of one size; a mark and what stands below it are not."""
    heights = [parts[place].line.height for place in places]
    known = [height for height in heights if height]
    return len(known) < len(heights) or max(known) < 1.6 * min(known)


def is_alone(parts: Sequence[Part], place: int) -> bool:
    """Whether nothing else stands on the line."""
    return sum(part.number == parts[place].number for part in parts) == 1


def on_one_line(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether both halves stand on the same line."""
    return len(places) > 1 and len({parts[place].number for place in places}) == 1


def joined(parts: Sequence[Part], places: Sequence[int]) -> str:
    """The parts as they were written: with the mark that stood between them on one line."""
    if not on_one_line(parts, places):
        return " ".join(parts[place].text for place in places)
    first, second = (parts[place] for place in places)
    return f"{first.text}{_between(first, second)}{second.text}"
