"""The sentences that the law wants on a document, as they stood on the document's date."""

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


class Situation(StrEnum):
    """What about a sale makes a sentence necessary."""

    BUSINESS = "business"
    CONSUMER_OFF_PREMISES = "consumer_off_premises"
    FRANCHISE = "franchise"
    REVERSE_CHARGE = "reverse_charge"


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


def mentions(document: str, day: date, situation: AbstractSet[Situation], language: Literal["fr", "en"]) -> list[str]:
    """The sentences for a document (`quote`) of this day, in the order in which they are printed."""
    return [
        mention.fr if language == "fr" else mention.en
        for mention in known()
        if document in mention.on and mention.when in situation and mention.valid_from <= day <= mention.valid_to
    ]


@cache
def known() -> tuple[Mention, ...]:
    """Every sentence on record, of every time."""
    entries = tomllib.loads(SOURCE.read_text("utf-8"))["mention"]
    return tuple(_mention({"valid_to": date.max} | entry) for entry in entries)


def _mention(entry: dict[str, Any]) -> Mention:
    return Mention(**{**entry, "on": tuple(entry["on"]), "when": Situation(entry["when"])})
