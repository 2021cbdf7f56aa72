"""A contact written by a machine: the vCard (RFC 6350) or MECARD that a card's QR code holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from core.identity import comparable_email, comparable_phone
from core.reading.contact import Contact, Phone, PhoneType

# A field longer than this is no field of a person's card.
_LONGEST = 200
_SURE = 0.99
# The Unicode categories of controls and formats, and what no text should hold.
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})

_TYPES: tuple[tuple[str, PhoneType], ...] = (("FAX", "fax"), ("CELL", "mobile"), ("WORK", "work"), ("VOICE", "work"))

Properties = Mapping[str, Sequence[tuple[str, str]]]


def read_vcard(text: str, *, region: str = "FR") -> Contact | None:
    """The contact in a vCard or MECARD, or None where the text is neither. Values that are malformed are left out."""
    start = text.lstrip()[:12].upper()
    if start.startswith("BEGIN:VCARD"):
        properties = _properties(_vcard_lines(text))
    elif start.startswith("MECARD:"):
        properties = _properties(re.split(r"(?<!\\);", text.strip()[len("MECARD:") :]))
    else:
        return None
    return _contact(properties, region)


def _vcard_lines(text: str) -> list[str]:
    """The lines, with those that were folded joined again."""
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def _properties(lines: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Values by property name, each with its parameters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        head, colon, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if colon and value.strip():
            found.setdefault(name.rpartition(".")[2].strip().upper(), []).append((parameters.upper(), value))
    return found


def _contact(properties: Properties, region: str) -> Contact:
    first, last = _names(properties)
    values = {
        "first_name": first,
        "last_name": last,
        "job_title": _text(properties, "TITLE"),
        "company": _text(properties, "ORG"),
        "emails": tuple(_emails(properties)),
        "phones": tuple(_phones(properties, region)),
        "website": _text(properties, "URL"),
        "address": _text(properties, "ADR"),
    }
    confidence = {field: _SURE for field, value in values.items() if value}
    return Contact(**values, confidence=confidence)  # type: ignore[arg-type] # the table keeps each field's own type


def _names(properties: Properties) -> tuple[str | None, str | None]:
    """Family name and first name, in this order in the property N, divided by ; (vCard) or , (MECARD)."""
    _, value = next(iter(properties.get("N", ())), ("", ""))
    last, first, *_ = [*_pieces(value, r"[;,]"), "", ""]
    if last or first:
        return first or None, last or None
    words = (_text(properties, "FN") or "").split()
    return (words[0] if len(words) > 1 else None), (" ".join(words[1:]) or None)


def _text(properties: Properties, name: str) -> str | None:
    _, value = next(iter(properties.get(name, ())), ("", ""))
    return ", ".join(piece for piece in _pieces(value, ";") if piece) or None


def _pieces(value: str, separator: str) -> list[str]:
    r"""The parts of a value, `\;` and `\,` unescaped, control characters gone, those that turn a text around too."""
    parts = re.split(rf"(?<!\\){separator}", value[:_LONGEST])
    return [" ".join(_visible(re.sub(r"\\[nN]", " ", part).replace("\\", "")).split()) for part in parts]


def _visible(text: str) -> str:
    return "".join(" " if unicodedata.category(letter) in _INVISIBLE else letter for letter in text)


def _emails(properties: Properties) -> Iterator[str]:
    for _, value in properties.get("EMAIL", ()):
        if comparable_email(value):
            yield value.strip().casefold()


def _phones(properties: Properties, region: str) -> Iterator[Phone]:
    for parameters, value in properties.get("TEL", ()):
        raw = value.removeprefix("tel:")
        if e164 := comparable_phone(raw, region):
            yield Phone(
                e164, next((kind for word, kind in _TYPES if word in parameters), "other"), raw.strip()[:_LONGEST]
            )
