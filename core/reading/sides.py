"""The two sides of a card, read from a photo each, become one contact.

What both have alike confirms itself. Where they differ, the side that is sure goes before the one that is not, and only
two sides that are equally sure make a question. A card in two languages has its title and address twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from core.identity import comparable_email, host, plain_words

SINGLE = ("first_name", "last_name", "job_title", "company", "website", "address", "country")
# What the other side of one person's card says in another language.
_TRANSLATED = frozenset({"job_title", "address", "country"})
# An address that nobody is sure of, and that differs in so many letters from a sure one, is that one misread.
_MISREAD = 2


@dataclass(frozen=True)
class Side:
    """What was read of a side, as the fields of a contact, and which of them are doubtful."""

    contact: Mapping[str, Any]
    uncertain: frozenset[str]

    @classmethod
    def of(cls, result: Mapping[str, Any]) -> Side:
        """The side that a submission's result tells of."""
        return cls(result["contact"], frozenset(result.get("uncertain", ())))

    def is_sure(self, field: str) -> bool:
        """Whether the field was read and is not doubted."""
        return bool(self.contact.get(field)) and field not in self.uncertain


def both_sides(front: Side, back: Side) -> tuple[dict[str, Any], list[str]]:
    """The fields of one contact, and which of them are doubtful."""
    singles = {field: _single(field, front, back) for field in SINGLE}
    emails = _listed("emails", front, back, lambda email: comparable_email(email) or email, _MISREAD)
    phones = _listed("phones", front, back, lambda phone: str(phone["e164"]), 0)
    found = singles | {"emails": emails, "phones": phones}
    values = {field: value for field, (value, _) in found.items()}
    doubts = {field: _doubt(field, value, front, back) for field, (value, is_doubtful) in found.items() if is_doubtful}
    return values | {"doubts": doubts}, sorted(doubts)


def _single(field: str, front: Side, back: Side) -> tuple[Any, bool]:
    """The field's value, and whether it is doubtful. A country is told by the side with the address."""
    given = [side for side in (front, back) if side.contact.get(field)]
    if field == "country":
        given = [side for side in given if side.contact.get("address")] or given
    sure = [side for side in given if side.is_sure(field)]
    values = [str(side.contact[field]) for side in sure or given]
    if len(given) == len(values) == 1:
        return values[0], not sure
    if len(given) > 1 and _alike(field, *(str(side.contact[field]) for side in given)):
        return max(values, key=lambda value: len(plain_words(value))), False
    is_translation = field in _TRANSLATED and _are_one_person(front, back)
    return next(iter(values), None), len(values) > 1 and not (sure and is_translation)


def _alike(field: str, one: str, other: str) -> bool:
    """Whether the two say the same; one may say more of it: "Radium" and "Radium SA"."""
    if field == "website":
        return host(one) == host(other)
    shorter, longer = sorted((frozenset(plain_words(one)), frozenset(plain_words(other))), key=len)
    return shorter <= longer


def _are_one_person(front: Side, back: Side) -> bool:
    """Whether both sides have an e-mail address or the whole name in common; what one side lacks speaks for neither."""
    if set(front.contact["emails"]) & set(back.contact["emails"]):
        return True
    names = [(side.contact.get("first_name"), side.contact.get("last_name")) for side in (front, back)]
    return all(map(all, names)) and all(_alike("name", str(one), str(other)) for one, other in zip(*names, strict=True))


def _listed(field: str, front: Side, back: Side, key: Callable[[Any], str], misread: int) -> tuple[list[Any], bool]:
    """The values of both, each once, and whether any is doubtful: neither on a sure side, nor on both."""
    keys = [{key(value) for value in side.contact[field]} for side in (front, back)]
    sure = {one for side, its in zip((front, back), keys, strict=True) if side.is_sure(field) for one in its}
    sure |= keys[0] & keys[1]
    values = {key(value): value for side in (back, front) for value in side.contact[field]}
    ordered = [key(value) for side in (front, back) for value in side.contact[field]]
    kept = [one for one in dict.fromkeys(ordered) if one in sure or not _is_near(one, sure, misread)]
    return [values[one] for one in kept], not set(kept) <= sure


def _is_near(text: str, others: Iterable[str], misread: int) -> bool:
    return any(Levenshtein.distance(text, other) <= misread for other in others)


def _doubt(field: str, value: Any, front: Side, back: Side) -> dict[str, Any]:
    """What else the field might be, the other side's value first, and where it stands on the photo."""
    doubts = [dict((side.contact.get("doubts") or {}).get(field) or {}) for side in (front, back)]
    others = [side.contact.get(field) for side in (front, back)] if field in SINGLE else []
    read = [text for doubt in doubts for text in doubt.get("alternatives", ())]
    alternatives = [other for other in dict.fromkeys([*others, *read]) if other and other != value]
    return {"alternatives": alternatives, "box": next((doubt["box"] for doubt in doubts if doubt.get("box")), None)}
