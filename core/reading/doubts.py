"""Which fields a person should check: what else they might be, and where on the photo they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from core.reading.contact import Box, Contact, Doubt, Line

# A field below this confidence is one that a person should check.
SURE = 0.7
# What a value keeps that was read differently from the same photo.
_DISPUTED = 0.6
# So many alternatives can be looked through at a glance.
_MOST_ALTERNATIVES = 4
# A line that holds the value is at least so like a part of it (percent).
_HOLDS = 70


def doubted(contact: Contact, others: Sequence[Contact], lines: Sequence[Line]) -> Contact:
    """The contact with its doubts: fields of little confidence, and those that other readings have otherwise."""
    confidence = {
        field: round(sure * (_DISPUTED if _is_disputed(field, contact, others) else 1), 2)
        for field, sure in contact.confidence.items()
    }
    uncertain = tuple(field for field, sure in confidence.items() if sure < SURE)
    doubts = {field: _doubt(field, contact, others, lines) for field in uncertain}
    return replace(contact, confidence=confidence, uncertain=uncertain, doubts=doubts)


def _is_disputed(field: str, contact: Contact, others: Sequence[Contact]) -> bool:
    return any(_comparable(field, other) != _comparable(field, contact) for other in others)


def _comparable(field: str, contact: Contact) -> list[str]:
    """Letters and digits, accents kept: an accent is worth a question. In an address every dot counts."""
    ignored = r"\s" if field in {"emails", "website"} else r"[\W_]"
    return [re.sub(ignored, "", text.casefold()) for text in texts(field, contact)]


def texts(field: str, contact: Contact) -> tuple[str, ...]:
    """The field's values as text; telephone numbers in E.164."""
    value = getattr(contact, field)
    if field == "phones":
        return tuple(phone.e164 for phone in contact.phones)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _doubt(field: str, contact: Contact, others: Sequence[Contact], lines: Sequence[Line]) -> Doubt:
    own = texts(field, contact)
    alternatives = dict.fromkeys(text for other in others for text in texts(field, other) if text not in own)
    return Doubt(tuple(alternatives)[:_MOST_ALTERNATIVES], place(field, contact, lines))


def place(field: str, contact: Contact, lines: Sequence[Line]) -> Box | None:
    """Where the field's value stands: the line most like it, or all of those that hold a part."""
    boxes = list(dict.fromkeys(box for text in _written(field, contact) for box in _boxes(text, lines)))
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _written(field: str, contact: Contact) -> Sequence[str]:
    return [phone.raw for phone in contact.phones] if field == "phones" else texts(field, contact)


def _boxes(text: str, lines: Sequence[Line]) -> Iterator[Box]:
    likeness = {line.box: _likeness(text, line) for line in lines if line.box}
    best = max(likeness.values(), default=0.0)
    yield from (box for box, alike in likeness.items() if alike >= max(_HOLDS, best - 1))


def _likeness(text: str, line: Line) -> float:
    """How much of the line is in the value, or of the value in the line (percent)."""
    return max(fuzz.partial_ratio(text.casefold(), (seen or "").casefold()) for seen in (line.text, line.other))
