"""Letters that recognisers take for each other."""

from __future__ import annotations

# Each is read as the other where print is small: what is left is alike for both.
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"))


def look_alike(one: str, other: str) -> bool:
    """Whether two different words are one and the same but for letters that are often misread."""
    return one != other and _drawn(one) == _drawn(other)


def _drawn(word: str) -> str:
    for written, drawn in _ALIKE:
        word = word.casefold().replace(written, drawn)
    return word
