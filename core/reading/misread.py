"""Letters that recognisers take for each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz.distance import Levenshtein

# Each is read as the other where print is small: what is left is alike for both.
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"))

# Round letters, of which a recogniser sees one for the other.
_ROUND = frozenset("oce0")

# Thin letters are overlooked, and taken for each other: a capital I and a small l are often drawn alike.
_THIN = frozenset("1fijlrt")


def as_one_of(text: str, known: Collection[str]) -> str:
    """The text with one thin letter as a known text has it: "gal" of gail, "igoncalves" of lgoncalves."""
    return text if text in known else next((other for other in known if _is_thinly_different(text, other)), text)


def _is_thinly_different(one: str, other: str) -> bool:
    """Whether a thin letter is missing in one, or is another in each."""
    edits = Levenshtein.editops(one, other)
    if len(edits) != 1 or len(other) < len(one):
        return False
    (edit,) = edits
    letters = {other[edit.dest_pos]} | ({one[edit.src_pos]} if edit.tag == "replace" else set())
    return letters <= _THIN


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
