"""Put a QR code's exact data over what was read from the card's print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from core.reading import Contact, Phone

# A printed value this near to an exact one is the same value misread.
_MISREAD = 2

_SINGLE = ("first_name", "last_name", "job_title", "company", "website", "address")


def merge(printed: Contact, exact: Contact) -> Contact:
    """The printed contact with the exact one's values where it has any; what else is printed stays beside them."""
    values = {field: getattr(exact, field) or getattr(printed, field) for field in _SINGLE}
    confidence = {**printed.confidence, **exact.confidence}
    return replace(
        printed,
        **values,
        emails=(*exact.emails, *_others(printed.emails, exact.emails)),
        phones=(*exact.phones, *_other_phones(printed.phones, exact.phones)),
        confidence=confidence,
        uncertain=tuple(field for field in printed.uncertain if field not in exact.confidence),
        doubts={field: doubt for field, doubt in printed.doubts.items() if field not in exact.confidence},
    )


def _other_phones(printed: Iterable[Phone], exact: Iterable[Phone]) -> tuple[Phone, ...]:
    others = _others([phone.e164 for phone in printed], [phone.e164 for phone in exact])
    return tuple(phone for phone in printed if phone.e164 in others)


def _others(printed: Iterable[str], exact: Iterable[str]) -> tuple[str, ...]:
    known = list(exact)
    return tuple(one for one in printed if all(Levenshtein.distance(one, other) > _MISREAD for other in known))
