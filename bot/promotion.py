"""Promote a record and show what comes next; where a person must decide first, a form opens that says why."""

from __future__ import annotations

from typing import Any

from bot.record_card import card_reply
from bot.request import Reply
from bot.views.promotion_modal import promotion_modal
from core.actions.preview import preview
from core.actions.promote import promote
from core.crm import Transaction
from core.errors import NeedsDecision
from core.language import Language
from core.model import Lead, Record


def promotion(
    tx: Transaction, speech: Language, record: Record, *, version: int | None = None, **choices: Any
) -> Reply:
    """The card of what was made last, for it is what comes next; or the form. The choices are those of `promote`."""
    try:
        made = promote(tx, record, version=version, **choices)
    except NeedsDecision:
        if not isinstance(record, Lead):
            raise
        return Reply(modal=promotion_modal(speech, record, preview(tx, record, **choices)))
    return card_reply(tx, speech, made[-1], said=promoted(speech, record, made))


def promoted(speech: Language, record: Record, made: list[Record]) -> str:
    """What became of the record, in a sentence."""
    references = ", ".join(each.reference for each in made)
    return speech.say("{reference} became: {made}.", reference=record.reference, made=references)
