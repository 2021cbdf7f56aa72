"""The button that shows a record."""

from __future__ import annotations

from bot.request import Block
from bot.views.button import button, value
from core.language import Language
from core.model import Record

SEPARATOR = " · "


def show_button(language: Language, record: Record, *, named: bool = False) -> Block:
    """Opens the card of another record."""
    text = f"{language.say(record.kind).capitalize()} {record.reference}" if named else language.say("Show")
    label = language.say("Show {reference}", reference=record.reference)
    return button(text, f"show.{record.kind}.{record.id}", value(record), label=label)
