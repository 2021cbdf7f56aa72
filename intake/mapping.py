"""From the answers of any form to the fields of a lead. What fits no field is kept as it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.actions.create import LONGEST
from core.field_rules import FieldRule
from core.identity import comparable_email
from core.reading.names import read_name
from intake import field_names
from intake.payload import Answer

# What advertising adds to a link; longer values are no click's identity.
CLICK_IDS = ("gclid", "gbraid", "wbraid", "dclid", "fbclid", "ttclid", "msclkid")
LONGEST_TRACE = 2048

Details = dict[str, str | list[str]]
# By field, a company's own rules in the order in which they are tried; a field without rules goes by our own.
Rules = Mapping[str, Sequence[FieldRule]]


@dataclass
class Mapped:
    """The lead's fields that the answers fill, and the other answers under their own names."""

    fields: dict[str, str] = field(default_factory=dict)
    details: Details = field(default_factory=dict)

    def keep(self, key: str, value: str) -> None:
        """Keep an answer beside the fields; several of one key become a list."""
        before = self.details.get(key, [])
        values = [before] if isinstance(before, str) else before
        self.details[key] = [*values, value] if values else value


def is_trace(key: str) -> bool:
    """Whether a key says which advertisement brought the visitor."""
    return key.startswith("utm_") or key in CLICK_IDS


def map_answers(answers: Iterable[Answer], rules: Rules | None = None) -> Mapped:
    """What the answers make of a lead: by the company's rules, then by type, then by name.

    Of several answers to a field, the first fills it; the others are kept beside.
    """
    given = [answer for answer in answers if answer.value]
    meant = _meant(given, rules or {})
    mapped = Mapped()
    for number, answer in enumerate(given):
        _place(mapped, answer, meant.get(number))
    _divide_name(mapped)
    _name_campaign(mapped)
    return mapped


def fitting(answers: Iterable[Answer], rules: Iterable[FieldRule]) -> Iterable[Answer]:
    """The answers that a rule means, the first rule's first."""
    known = list(answers)
    return (answer for rule in rules for answer in known if rule.fits(answer.key, answer.label, answer.type))


def _meant(given: Sequence[Answer], rules: Rules) -> dict[int, str]:
    """The field that each answer fills, by the answer's place."""
    meant: dict[int, str] = {}
    numbers = {id(answer): number for number, answer in enumerate(given)}
    for name, own in rules.items():
        places = [numbers[id(answer)] for answer in fitting(given, own)]
        meant |= dict.fromkeys([place for place in places if place not in meant][:1], name)
    for name, place in _by_our_rules(given, {*meant}, {*rules}):
        meant[place] = name
    return meant


def _by_our_rules(given: Sequence[Answer], taken: set[int], ruled: set[str]) -> Iterable[tuple[str, int]]:
    """What type and name agree on comes first, then types, then names; at last what is an e-mail address by itself."""
    found: dict[str, tuple[int, int]] = {}
    for place, answer in enumerate(given):
        rank, name = _rank(answer)
        if name and name not in ruled and place not in taken and not is_trace(_trace(answer)):
            found[name] = min(found.get(name, (rank, place)), (rank, place))
    if "email" not in found and "email" not in ruled:
        unread = (place for place, answer in enumerate(given) if place not in taken and not _rank(answer)[1])
        found |= [("email", (3, place)) for place in unread if _is_address(given[place])][:1]
    return [(name, place) for name, (_, place) in found.items()]


def _rank(answer: Answer) -> tuple[int, str | None]:
    by_type = field_names.field_of_type(answer.type)
    by_name = field_names.field_of(answer.label or answer.key) or field_names.field_of(answer.key)
    if by_type is None:
        return 2, by_name
    return (0, by_name) if by_name and by_name in field_names.alike(by_type) else (1, by_type)


def _is_address(answer: Answer) -> bool:
    return "@" in answer.value and " " not in answer.value and comparable_email(answer.value) is not None


def _place(mapped: Mapped, answer: Answer, name: str | None) -> None:
    trace, kept_as = _trace(answer), answer.name[: field_names.LONGEST]
    if trace:
        mapped.details.setdefault(trace, answer.value[:LONGEST_TRACE])
        return
    if name:
        mapped.fields[name] = answer.value
    if not field_names.is_noise(answer.key) and (not name or len(answer.value) > LONGEST):
        mapped.keep(kept_as, answer.value)


def _trace(answer: Answer) -> str:
    """The advertisement's own word for it; a hidden field of a form tool has it as its label."""
    return next((name[: field_names.LONGEST] for name in (answer.key, answer.label) if is_trace(name)), "")


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
