"""A reply under a card, “company: Radium SA”, line by line, as the fields that it corrects."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot import field_inputs
from bot.fields import EMPTY
from bot.words import Word
from core.errors import NotUnderstood
from core.identity import comparable_email, comparable_phone, plain
from core.language import Language
from core.reading.names import read_name

# A label is a few words; the colon of an address, https://…, ends none.
LINE = re.compile(r"^[\s•*-]*(?P<label>[^\W\d_][^:\n\d]{0,30}?)\s*:(?!//)\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
LABELS = (
    Word("name", ("name", "full name"), ("nom complet", "prénom et nom")),
    Word("first_name", ("first name",), ("prénom",)),
    Word("last_name", ("last name", "surname"), ("nom", "nom de famille")),
    Word("job_title", ("job title", "job", "title", "position"), ("fonction", "poste", "titre")),
    Word("company", ("company",), ("société", "entreprise")),
    Word("emails", ("e-mail", "email", "mail"), ("e-mail", "courriel", "mél", "adresse e-mail")),
    Word("mobile", ("mobile", "cell"), ("mobile", "portable")),
    Word("phone", ("phone", "telephone", "tel"), ("téléphone", "tél", "fixe")),
    Word("fax", ("fax",), ("fax", "télécopie")),
    Word("website", ("website", "web", "site"), ("site", "site web", "web")),
    Word("address", ("address",), ("adresse",)),
    Word("country", ("country",), ("pays",)),
)
# A number's label is the type of number that it stands for; a “phone” is any that is neither a mobile nor a fax.
PHONES = {"mobile": ("mobile",), "fax": ("fax",), "phone": ("work", "other")}
Contact = Mapping[str, Any]


def is_correction(text: str) -> bool:
    """Whether anything in the reply looks like one."""
    return LINE.search(text) is not None


def read_corrections(language: Language, text: str, contact: Contact, region: str) -> dict[str, Any]:
    """The fields that the reply corrects, with their new values.

    Raises `NotUnderstood` for an unknown label, naming the known ones, and for a value that cannot be.
    """
    corrected: dict[str, Any] = {}
    for line in LINE.finditer(text):
        name, value = _label(language, line["label"]), line["value"]
        if plain(value) in EMPTY:
            value = ""
        corrected |= _read(language, name, value, {**contact, **corrected}, region)
    return corrected


def _label(language: Language, typed: str) -> str:
    known = next((word for word in LABELS if plain(typed) in word.spellings), None)
    if known is None:
        labels = ", ".join(word.shown(language) for word in LABELS)
        raise NotUnderstood("“{label}” is no field of a card. These are: {labels}.", label=typed, labels=labels)
    return known.value


def _read(language: Language, name: str, value: str, contact: Contact, region: str) -> dict[str, Any]:
    if name in PHONES:
        return {"phones": _phones(name, value, contact, region)}
    return _READERS[name](language, value) if name in _READERS else {name: value or None}


def _phones(label: str, value: str, contact: Contact, region: str) -> list[dict[str, str]]:
    others = [phone for phone in contact["phones"] if phone["type"] not in PHONES[label]]
    if not value:
        return others
    number = comparable_phone(value, region)
    if number is None:
        raise NotUnderstood("“{phone}” is no telephone number: it looks like +33 1 99 00 12 34.", phone=value)
    return [*others, {"e164": number, "type": PHONES[label][0], "raw": value}]


def _name(_language: Language, value: str) -> dict[str, Any]:
    name = read_name(value)
    return {"first_name": name.first or None, "last_name": name.last or None}


def _emails(_language: Language, value: str) -> dict[str, Any]:
    emails = re.split(r"[\s,;]+", value) if value else []
    for email in emails:
        if not comparable_email(email):
            raise NotUnderstood("“{email}” is no e-mail address: it looks like name@company.com.", email=email)
    return {"emails": emails}


def _country(language: Language, value: str) -> dict[str, Any]:
    return {"country": field_inputs.COUNTRY.read(language, value) if value else None}


_READERS: dict[str, Callable[[Language, str], dict[str, Any]]] = {
    "name": _name,
    "emails": _emails,
    "country": _country,
}
