"""The button that shows a record."""

from __future__ import annotations

from bot.request import Block
from bot.views.button import button, value
from bot.views.noun import noun
from core.language import Language
from core.model import Record

SEPARATOR = " · "


def _precise(record: Record) -> str:
    """The reference, of a revised quote with its revision, because all of them share it."""
    revision = getattr(record, "revision", None)
    return f"{record.reference} ({revision + 1})" if revision else record.reference


def show_button(language: Language, record: Record, *, named: bool = False) -> Block:
    """Opens the card of another record."""
    text = f"{noun(language, record)} {_precise(record)}" if named else language.say("Show")
    label = language.say("Show {reference}", reference=record.reference)
    return button(text, f"show.{record.kind}.{record.id}", value(record), label=label)
