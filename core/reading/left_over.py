"""What no field took and what the address was without: "Le Bourg" above its town, "Hôtel de Région" beside its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.identity import first_word, plain_words
from core.reading.addresses import PART_ALONE, Address
from core.reading.names import read_name
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.titles import title_score
from core.reading.vocabulary import words

# Lines of one block differ by no more of their height.
_PRINTED_ALIKE = 0.2
# A place has no more words than these, and looks no more like a person or a title.
_LONGEST, _LIKE_A_PERSON, _LIKE_A_TITLE = 5, 0.6, 0.45


def with_left_over(address: Address, parts: Sequence[Part], taken: set[int]) -> tuple[Address, set[int]]:
    """The address with what stands before it, which makes it uncertain, and the places of that."""
    first = address.parts[0]
    if first.is_typed:
        return address, set()
    found = list(_before(address, first, [(place, part) for place, part in enumerate(parts) if place not in taken]))
    if not found:
        return address, set()
    text = ", ".join([*(parts[place].text for place in found), address.text])
    confidence = min(address.confidence, PART_ALONE)
    return replace(address, text=text, confidence=confidence), set(found)


def _before(address: Address, first: Part, left: Sequence[tuple[int, Part]]) -> Iterator[int]:
    for place, part in left:
        is_beside = part.number == first.number and first.line.text.find(part.text) < first.line.text.find(first.text)
        is_above = not address.is_whole and part.number == first.number - 1 and _is_alike(part, first)
        if (is_beside or is_above) and _may_be_place(part):
            yield place


def _is_alike(part: Part, town: Part) -> bool:
    """Whether a line is printed like the town below it, and above it."""
    one, other = part.line.height or 0, town.line.height or 0
    return overlap(part.line, town.line) and abs(one - other) < _PRINTED_ALIKE * other


def _may_be_place(part: Part) -> bool:
    """Whether a part may be a farm, a hamlet or a building, as it is nothing else."""
    is_other = title_score(part.text) >= _LIKE_A_TITLE or read_name(part.text).score >= _LIKE_A_PERSON
    is_other |= first_word(part.text) in words("departments")
    is_short = part.hint is None and part.text[:1].isupper() and len(part.text.split()) <= _LONGEST
    return is_short and not is_other and not words("statements") & set(plain_words(part.text))
