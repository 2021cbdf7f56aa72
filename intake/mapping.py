"""From the answers of any form to the fields of a lead. What fits no field is kept as it was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.actions.create import LONGEST
from core.reading.names import read_name
from intake import field_names
from intake.payload import Answer

HONEYPOT = "_gotcha"

# What advertising adds to a link; longer values are no click's identity.
CLICK_IDS = ("gclid", "gbraid", "wbraid", "dclid", "fbclid", "ttclid", "msclkid")
LONGEST_TRACE = 2048

Details = dict[str, str | list[str]]


@dataclass
class Mapped:
    """The lead's fields that the answers fill, and the other answers under their own keys."""

    fields: dict[str, str] = field(default_factory=dict)
    details: Details = field(default_factory=dict)

    def keep(self, key: str, value: str) -> None:
        """Keep an answer beside the fields; several of one key become a list."""
        before = self.details.get(key, [])
        values = [before] if isinstance(before, str) else before
        self.details[key] = [*values, value] if values else value


def is_spam(answers: Iterable[Answer]) -> bool:
    """Whether the trap is filled that no person sees."""
    return any(answer.key == HONEYPOT and answer.value for answer in answers)


def is_trace(key: str) -> bool:
    """Whether a key says which advertisement brought the visitor."""
    return key.startswith("utm_") or key in CLICK_IDS


def map_answers(answers: Iterable[Answer]) -> Mapped:
    """What the answers make of a lead. The first answer to a field fills it; another one is kept beside."""
    mapped = Mapped()
    for answer in answers:
        if answer.value:
            _place(mapped, answer.key[: field_names.LONGEST], answer.value)
    _divide_name(mapped)
    _name_campaign(mapped)
    return mapped


def _place(mapped: Mapped, key: str, value: str) -> None:
    if is_trace(key):
        mapped.details.setdefault(key, value[:LONGEST_TRACE])
        return
    name = field_names.field_of(key)
    is_first = name is not None and name not in mapped.fields
    if name and is_first:
        mapped.fields[name] = value
    if not field_names.is_noise(key) and (not is_first or len(value) > LONGEST):
        mapped.keep(key, value)


def _divide_name(mapped: Mapped) -> None:
    """A form that asks « Prénom » too means the family name by « Nom »; alone, it is the whole name."""
    fields = mapped.fields
    whole = fields.pop("full_name", None)
    if whole is None:
        return
    empty = [part for part in ("last_name", "first_name") if part not in fields]
    if len(empty) == 1:
        fields[empty[0]] = whole
    elif empty:
        fields |= divided(whole, fields.get("email", ""))
    else:
        mapped.keep("name", whole)


def _name_campaign(mapped: Mapped) -> None:
    match mapped.details.get("utm_campaign"):
        case str(campaign):
            mapped.fields.setdefault("campaign", campaign)


def divided(whole: str, email: str) -> dict[str, str]:
    """First and last name out of a whole one; the address helps to tell which is which."""
    mailbox = email.partition("@")[0]
    name = read_name(whole, [mailbox] if mailbox else [])
    parts = {"first_name": name.first, "last_name": name.last}
    return {part: text for part, text in parts.items() if text} or {"last_name": whole}
