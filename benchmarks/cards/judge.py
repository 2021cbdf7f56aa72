"""Hold what was read from a card against its label. docs/reference/cards.md says when a field is right."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.cards.labels import Label, read_labels
from core.errors import SalesError
from core.identity import host, plain
from core.reading import Contact, Line
from intake.cards.pipeline import CardReading, read_card

FIELDS = ("name", "job_title", "company", "emails", "phones", "website", "address", "country")
# An address is right where at most so little of it differs (percent alike, as rapidfuzz counts).
_ADDRESS_LIKENESS = 97


@dataclass(frozen=True)
class Outcome:
    """One card: what was wanted and found of each field, whether that is right, and whether the reader was sure.

    `lines` are those that the contact was read from; `error` says why nothing was read.
    """

    path: Path
    level: str
    seconds: float
    right: dict[str, bool]
    sure: dict[str, bool]
    wanted: dict[str, Any]
    found: dict[str, Any]
    contact: Contact
    lines: tuple[Line, ...]
    error: str | None = None

    @property
    def file(self) -> str:
        """The photo's name."""
        return self.path.name

    @property
    def wrong(self) -> list[str]:
        """The fields that are not right."""
        return [field for field in FIELDS if not self.right[field]]


def judge(sources: Iterable[Path]) -> Iterator[Outcome]:
    """Read every card of the label files or folders and hold it against its label."""
    for path, label in read_labels(sources):
        try:
            reading = read_card(path.read_bytes(), path.name)
        except SalesError as error:
            yield hold_against(path, label, CardReading(path.name, Contact(), (), 0.0), str(error))
        else:
            yield hold_against(path, label, reading)


def hold_against(path: Path, label: Label, reading: CardReading, error: str | None = None) -> Outcome:
    """The outcome of one card."""
    contact = reading.contact
    found, wanted = _found(contact), _wanted(label)
    right = {field: is_right(field, found[field], [wanted[field], *_others(label, field)]) for field in FIELDS}
    keys = {field: ("first_name", "last_name") if field == "name" else (field,) for field in FIELDS}
    known, unsure = contact.confidence, contact.uncertain
    sure = {
        field: any(name in known for name in names) and not any(name in unsure for name in names)
        for field, names in keys.items()
    }
    level = label.get("level") or label.get("kind") or "other"
    return Outcome(path, level, reading.seconds, right, sure, wanted, found, contact, reading.lines, error)


def share(outcomes: Iterable[Outcome], field: str) -> float:
    """On which part of the cards the field is right (0 to 1)."""
    return statistics.fmean(outcome.right[field] for outcome in outcomes)


def is_right(field: str, found: Any, accepted: Iterable[Any]) -> bool:
    """Whether what was found is one of the accepted values; None accepts anything."""
    return any(_matches(field, found, wanted) for wanted in accepted)


def _matches(field: str, found: Any, wanted: Any) -> bool:
    if wanted is None:
        return True
    if field == "address" and wanted:
        return fuzz.ratio(found, wanted) >= _ADDRESS_LIKENESS
    return bool(found == wanted)


def _found(contact: Contact) -> dict[str, Any]:
    return {
        "name": letters(f"{contact.first_name or ''} {contact.last_name or ''}"),
        "job_title": letters(contact.job_title),
        "company": letters(contact.company),
        "emails": sorted(contact.emails),
        "phones": sorted(phone.e164 for phone in contact.phones),
        "website": host(contact.website or ""),
        "address": letters(contact.address),
        "country": contact.country,
    }


def _wanted(label: Label) -> dict[str, Any]:
    """A card without a name that can be told, or whose label says nothing of a country, is right in that anyway."""
    name = f"{label.get('first_name') or ''} {label.get('last_name') or ''}"
    return {
        "name": letters(name) if label.get("last_name") else None,
        "job_title": letters(label.get("title")),
        "company": letters(label.get("company")),
        "emails": sorted(email.casefold() for email in label.get("emails") or ()),
        "phones": sorted(phone["e164"] for phone in label.get("phones") or ()),
        "website": host(label.get("website") or ""),
        "address": letters(label.get("address")),
        "country": label.get("country"),
    }


def _others(label: Label, field: str) -> Iterator[Any]:
    """What a label accepts beside its own value: `title_alt`, `company_alt`, `website_alt`."""
    for other in label.get(f"{'title' if field == 'job_title' else field}_alt") or ():
        yield host(other) if field == "website" else letters(other)
    if field == "name":
        firsts = [label.get("first_name"), *(label.get("first_name_alt") or ())]
        lasts = [label.get("last_name"), *(label.get("last_name_alt") or ())]
        yield from (letters(f"{first or ''}{last or ''}") for first in firsts for last in lasts)


def letters(text: str | None) -> str:
    """Letters and digits alone: neither case, accents nor punctuation count."""
    return re.sub(r"[\W_]", "", plain(unicodedata.normalize("NFC", text or "")))
