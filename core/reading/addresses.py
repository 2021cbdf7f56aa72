"""Postal addresses: parts with a postal code, a street or a country, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.identity import first_word, plain, plain_words
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.vocabulary import countries, table, words

_NUMBER = re.compile(r"\d{1,5}\s?(?:bis|ter|quater|[a-z])?(?:[/-]\d{1,4})*\b", re.IGNORECASE)
_NUMBER_LAST = re.compile(
    r"\w[- ]?(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer|markt"
    r"|straat|laan|gracht|plein|kade|dreef|(?:g[aå]t[ae]n?|gaden?|vejen|vej|veien|v[aä]gen)|katu|kuja)\s*\d+",
    re.IGNORECASE,
)
# A part of a building; without its number, "Studio" begins the name of a company.
_IN_BUILDING = re.compile(
    r"h[oô]tel de ville"
    r"|(?:studio|unit|flat|suite|apt|room|office|bureau|porte|lot|plot|shop|block|phase|sector)\.? (?:no\.? ?)?\w{1,4}",
    re.IGNORECASE,
)
# "c/ Fuencarral 44".
_CALLE = re.compile(r"c/ ?\w.*\d", re.IGNORECASE)
# The hours of a shop are no numbers of houses.
_HOURS = re.compile(
    r"\b\d{1,2}\s?[h:]\s?(?:\d{2})?\b(?!\w)|\b\d{1,2}\s?[hj]\s?/|\b(?:24|7)/[247]{1,2}\b", re.IGNORECASE
)
# "Studio: corso Magenta 27"; what the place is called is no part of its address.
_PLACE_LABEL = re.compile(r"^[^\W\d]+(?: [^\W\d]+)?\s?:\s+")
# "Z.A.", "B.P.": initials that are one word.
_INITIALS = re.compile(r"(?:\w\.){2,}")
# Japan's and Korea's wards, towns and roads.
_EASTERN = re.compile(r"\w-(?:ku|shi|cho|chome|machi|dori|gun|gu|dong|daero|ro|gil)\b", re.IGNORECASE)
# A country may have its postal code beside it: "China 100000".
_AROUND_COUNTRY = " .0123456789"
# At the front of a line it is no drive.
_DOCTOR = "dr"
# So many parts may stand between two that are surely address: a floor, a district, a town.
_WIDEST_GAP = 3
# A street without a town may have lost it, and a town its street.
PART_ALONE = 0.6
# More than a street and a town says nothing more.
_ENOUGH = 2.0
_LONGEST_TOWN, _LONGEST_STREET = 4, 6


@dataclass(frozen=True)
class Address:
    """An address on one line, the country that it tells or names, how sure it is (0 to 1), and its parts."""

    text: str
    country: str | None
    confidence: float
    parts: tuple[Part, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has a street and a town, or a label that says what it is."""
        return _is_whole(self.parts)


def take_address(parts: Sequence[Part]) -> tuple[Address | None, list[Part]]:
    """The best address among the parts, and the parts that are not of it."""
    weights = [_weight(part) for part in parts]
    groups = _groups(parts, weights)
    if not groups:
        return None, list(parts)
    worth = [min(_worth(parts, weights, group), _ENOUGH) for group in groups]
    weight, best = max(zip(worth, groups, strict=True), key=lambda one: one[0])
    if weight < 1:
        return None, list(parts)
    text = _PLACE_LABEL.sub("", ", ".join(parts[place].text for place in best))
    is_whole = _is_whole([parts[place] for place in best])
    confidence = min(0.95, 0.5 + 0.2 * weight) if is_whole and worth.count(weight) == 1 else PART_ALONE
    address = Address(text, country_of(text), confidence, tuple(parts[place] for place in best))
    return address, [part for place, part in enumerate(parts) if place not in best]


def _worth(parts: Sequence[Part], weights: Sequence[float], group: Sequence[int]) -> float:
    """How much of an address the parts are together: a house's number beside a postal code makes up for the street."""
    numbered = any(not weights[place] and _begins_street(parts[place]) for place in group)
    return sum(weights[place] for place in group) + 0.5 * numbered


def _is_whole(parts: Sequence[Part]) -> bool:
    has_town = any(_postal(part.text) for part in parts)
    return (has_town and any(map(_is_street, parts))) or any(part.hint == "address" for part in parts)


def country_of(text: str) -> str | None:
    """The country that an address names, or that its postal code alone tells."""
    for piece in reversed(text.split(",")):
        if code := countries().get(plain(piece.strip(_AROUND_COUNTRY))):
            return code
    return next((code for code, pattern in _postcodes("sure").items() if pattern.search(text)), None)


@lru_cache
def _postcodes(kind: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table("postcodes")[kind].items()}


def _weight(part: Part) -> float:
    """How much of an address the part is: 1 or more would do alone, 0 is none at all."""
    if part.hint is not None:
        return 2.0 if part.hint == "address" else 0.0
    in_country = plain(part.text.strip(_AROUND_COUNTRY)) in countries()
    return _postal(part.text) + _street(part.text) + (0.5 if in_country else 0)


def _postal(text: str) -> float:
    if any(pattern.search(text) for pattern in _postcodes("sure").values()):
        return 1.2
    likely = _postcodes("likely")
    if likely["any5"].search(text):
        return 1.0
    return 0.6 if any(pattern.search(text) for pattern in likely.values()) else 0.0


def _street(text: str) -> float:
    text = _PLACE_LABEL.sub("", text)
    if _NUMBER_LAST.search(text):
        return 1.0
    if _CALLE.match(text):
        return 1.0
    if _IN_BUILDING.fullmatch(text) or _EASTERN.search(text):
        return 0.5
    spoken = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text).replace("ieu dit", "ieu-dit")
    tokens = [plain(token).strip(".") for token in re.split(r"[\s'’]+|-(?=rue\b)", spoken, flags=re.IGNORECASE)]
    known = [place for place, word in enumerate(tokens) if word in words("streets") and (place or word != _DOCTOR)]
    if not known or len(tokens) < 2:
        return 0.0
    if _NUMBER.match(text):
        return 1.0
    at_the_edge = known[0] == 0 or known[-1] == len(tokens) - 1
    return 0.5 if at_the_edge or re.search(r"\d", text) else 0.0


def _groups(parts: Sequence[Part], weights: Sequence[float]) -> list[list[int]]:
    """Runs of parts that belong to one address, small gaps between them filled."""
    groups: list[list[int]] = []
    for place in (place for place, weight in enumerate(weights) if weight):
        gap = range(groups[-1][-1] + 1, place) if groups else range(0)
        if groups and not _begins_another(parts, groups[-1], place) and _joins(parts, groups[-1][-1], gap, place):
            groups[-1] += [*(between for between in gap if overlap(parts[between].line, parts[place].line)), place]
        else:
            groups.append([place])
    return [_with_what_follows(_with_what_precedes(group, parts), parts) for group in groups]


def _begins_another(parts: Sequence[Part], group: Sequence[int], place: int) -> bool:
    """Whether a street or a label follows an address that has its street and its town: another office."""
    part, known = parts[place], [parts[one] for one in group]
    is_street = not _postal(part.text) and (_street(part.text) >= 1 or part.hint is not None)
    return is_street and any(_postal(one.text) for one in known) and any(map(_is_street, known))


def _is_street(part: Part) -> bool:
    return bool(_street(part.text)) or (_begins_street(part) and not _postal(part.text))


def _joins(parts: Sequence[Part], before: int, gap: range, place: int) -> bool:
    return (
        len(gap) <= _WIDEST_GAP
        and overlap(parts[before].line, parts[place].line)
        and all(_may_stand_between(parts[between], parts[before], parts[place]) for between in gap)
    )


def _may_stand_between(part: Part, before: Part, after: Part) -> bool:
    is_beside = part.number in {before.number, after.number}
    is_of_house = _is_short(part) or _is_of_house(part)
    return _may_be_town(part) or _begins_street(part) or (is_beside and is_of_house)


def _is_of_house(part: Part) -> bool:
    """Which door or floor: "3º 2ª", "bajo"."""
    is_word = plain(part.text) in words("streets") or (not part.is_typed and first_word(part.text) in words("streets"))
    return is_word or part.text[0].isdigit() or part.text.startswith("n°")


def _with_what_precedes(group: list[int], parts: Sequence[Part]) -> list[int]:
    """What no word tells to be a street: "3 Gillian Islands" before a town, "39" before its street."""
    for place in range(group[0] - 1, max(-1, group[0] - 1 - _WIDEST_GAP), -1):
        part, first = parts[place], parts[group[0]]
        near = first.number - part.number <= 1 and overlap(part.line, first.line)
        beside = part.number == first.number and _is_short(part)
        is_town = beside and bool(_postal(first.text)) and not _street(first.text)
        is_building = beside and not part.is_typed and _begins_street(first) and _may_be_town(part)
        is_street = part.number == first.number and _follows_number(parts, place) and bool(_postal(first.text))
        if not (near and (_begins_street(part) or is_town or is_building or is_street)):
            break
        group = [place, *group]
    return group


def _follows_number(parts: Sequence[Part], place: int) -> bool:
    """Whether a house number begins the printed line: what follows it is a street, however it is called or misread."""
    line = parts[place].number
    begin = next(part for part in parts if part.number == line)
    return begin is not parts[place] and not begin.is_typed and begin.text.isdigit() and _begins_street(begin)


def _with_what_follows(group: list[int], parts: Sequence[Part]) -> list[int]:
    """A town without a postal code follows its street on the same line: "123 Main St., Springfield"."""
    following = group[-1] + 1
    if following < len(parts) and parts[following].number == parts[group[-1]].number and _may_be_town(parts[following]):
        return [*group, following]
    return group


def _may_be_town(part: Part) -> bool:
    taken = words("titles") | words("first_names") | words("company_words")
    return _is_short(part) and not taken & set(plain_words(part.text))


def _is_short(part: Part) -> bool:
    return part.hint is None and len(part.text.split()) <= _LONGEST_TOWN and part.text[:1].isupper()


def _begins_street(part: Part) -> bool:
    """A house number, alone or with a few words after it or before it."""
    has_number = _NUMBER.match(part.text) or re.search(r"[^\W\d] \d{1,4}(?:[/-]\d{1,4})* ?[a-zA-Z]?$", part.text)
    is_street = part.hint is None and bool(has_number) and not _postal(part.text) and not _HOURS.search(part.text)
    return is_street and len(part.text.split()) <= _LONGEST_STREET
