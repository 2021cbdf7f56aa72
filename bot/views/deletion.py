"""A draft that is to be deleted, and the question whether it really is."""

from __future__ import annotations

from bot.mrkdwn import bare
from bot.request import Reply
from bot.views.blocks import actions, section
from bot.views.button import button, value
from bot.views.card import Card
from bot.views.record import outline
from bot.views.verb_buttons import NEVER_BACK
from core.language import Language


def deletion(speech: Language, card: Card) -> Reply:
    """What would go, and the button."""
    reference = card.record.reference
    question = speech.say("Delete {reference}?", reference=reference)
    text = bare(speech).say("Delete {reference}", reference=reference)
    press = button(text, "delete", value(card.record), style="danger")
    warning = section(f"{question} {speech.say(NEVER_BACK, reference=reference)}")
    return Reply(question, [warning, *outline(speech, card), *actions([press])])
