"""Delete a draft."""

from __future__ import annotations

from bot.deeds.press import Press
from bot.request import Reply
from bot.views.blocks import section
from core.actions.delete import delete


def for_good(press: Press) -> Reply:
    """Delete it, and say so in its place."""
    reference = delete(press.tx, press.record, version=press.version)
    text = press.speech.say("{reference} was deleted.", reference=reference)
    return Reply(text, [section(text)])
