"""Make the next revision of a quote."""

from __future__ import annotations

from bot.commands.revise import revised
from bot.deeds.press import Press
from bot.record_card import card_reply
from bot.request import Reply
from core.actions.revise import revise


def new_revision(press: Press) -> Reply:
    """Revise it and show the draft."""
    draft = revise(press.tx, press.record, version=press.version)
    return card_reply(press.tx, press.speech, draft, said=revised(press.speech, draft))
