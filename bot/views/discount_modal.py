"""Asks for the discount of a whole document."""

from __future__ import annotations

from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import field, text_input
from bot.views.record_modals import record_modal
from core.language import Language

DISCOUNT = "discount"


def discount_modal(speech: Language, record: Any) -> Block:
    """One input, with the present discount in it."""
    language = bare(speech)
    hint = language.say("In percent or as an amount without VAT: 10% or 50 €. 0 takes it away.")
    asked = field("discount", language.say("Discount"), text_input(_present(language, record), longest=40), hint=hint)
    return record_modal(language, language.say("Discount"), [asked], DISCOUNT, record)


def _present(language: Language, record: Any) -> str:
    if record.discount_rate is not None:
        return f"{language.write(record.discount_rate.normalize())} %"
    return f"{language.write(record.discount)} €" if record.discount else ""
