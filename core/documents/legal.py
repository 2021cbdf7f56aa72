"""What the law wants said on a document, as it stood on the document's date."""

from __future__ import annotations

import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

SOURCE = Path(__file__).with_name("legal.toml")
# The documents that must be in French where the seller is French; another language may only stand beside it.
IN_FRENCH = frozenset({"invoice", "credit_note"})
CARRIES = {"deposit": "invoice", "final": "invoice"}


class Situation(StrEnum):
    """What about a sale makes a sentence necessary."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    GOODS = "goods"
    SERVICES = "services"
    GOODS_AND_SERVICES = "goods_and_services"
    VAT_ON_DEBITS = "vat_on_debits"
    FRANCHISE = "franchise"
    REVERSE_CHARGE = "reverse_charge"
    INTRA_EU = "intra_eu"


@dataclass(frozen=True)
class Mention:
    """One sentence, with the documents, the situation and the days for which it is right."""

    name: str
    on: tuple[str, ...]
    when: Situation
    source: str
    valid_from: date
    valid_to: date
    fr: str
    en: str


@dataclass(frozen=True)
class Exemption:
    """Why no VAT is charged: the reference of the law, its code (EN 16931, BT-121), and a short word a language."""

    scheme: str
    source: str
    valid_from: date
    valid_to: date
    code: str
    reference: str
    fr: str
    en: str


def mentions(document: str, day: date, situation: AbstractSet[Situation], language: Literal["fr", "en"]) -> list[str]:
    """The sentences for a document (`quote`, `deposit`…) of this day, in the order in which they are printed."""
    carried = CARRIES.get(document, document)
    return [
        _said(mention, carried, language)
        for mention in known()
        if carried in mention.on and mention.when in situation and mention.valid_from <= day <= mention.valid_to
    ]


def _said(mention: Mention, document: str, language: Literal["fr", "en"]) -> str:
    if language == "fr":
        return mention.fr
    return f"{mention.fr} / {mention.en}" if document in IN_FRENCH else mention.en


def exemption(scheme: str, day: date) -> Exemption | None:
    """Why a sale under this VAT scheme charges no VAT on this day; none where it charges it."""
    return next(
        (why for why in exemptions() if why.scheme == scheme and why.valid_from <= day <= why.valid_to),
        None,
    )


@cache
def known() -> tuple[Mention, ...]:
    """Every sentence on record, of every time."""
    return tuple(
        Mention(**{**entry, "on": tuple(entry["on"]), "when": Situation(entry["when"])}) for entry in _read("mention")
    )


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Every exemption on record, of every time."""
    return tuple(Exemption(**entry) for entry in _read("exemption"))


def _read(table: str) -> list[dict[str, Any]]:
    entries = tomllib.loads(SOURCE.read_text("utf-8"))[table]
    return [{"valid_to": date.max} | entry for entry in entries]
