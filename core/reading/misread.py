"""Letters that recognisers take for each other."""

from __future__ import annotations

from collections.abc import Sequence

# Each is read as the other where print is small: what is left is alike for both.
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"))

# Round letters, of which a recogniser sees one for the other.
_ROUND = frozenset("oce0")


def as_in_domain(name: str, domains: Sequence[str]) -> str:
    """The name with a round letter as its domain has it: "Creative Studics" of creativestudios.com."""
    places = [place for place, letter in enumerate(name) if letter.isalnum()]
    for domain in domains:
        label = domain.partition(".")[0].replace("-", "")
        pairs = list(zip(places, label, strict=False))
        wrong = [(place, letter) for place, letter in pairs if name[place].casefold() != letter]
        if len(label) == len(places) and len(wrong) == 1:
            ((place, letter),) = wrong
            if {letter, name[place].casefold()} <= _ROUND:
                return f"{name[:place]}{letter.upper() if name[place].isupper() else letter}{name[place + 1 :]}"
    return name


def look_alike(one: str, other: str) -> bool:
    """Whether two different words are one and the same but for letters that are often misread."""
    return one != other and _drawn(one) == _drawn(other)


def _drawn(word: str) -> str:
    for written, drawn in _ALIKE:
        word = word.casefold().replace(written, drawn)
    return word
