"""The photo of the card that a lead was made of."""

from __future__ import annotations

from bot.deeds.press import Press
from bot.request import Reply
from core.actions.photo import ask_photo


def ask(press: Press) -> Reply:
    """Have it sent to whoever pressed."""
    ask_photo(press.tx, press.record)
    return press.card(press.record, "The photo of {reference}’s card is on its way to you.")
