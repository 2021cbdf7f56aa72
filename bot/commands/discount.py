"""/crm discount: give a discount on a whole document."""

from __future__ import annotations

from bot.discounts import read_discount
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.discount import give_discount
from core.errors import Missing
from core.language import Language, mark
from core.model import Record

NAME = Word("discount", ("discount",), ("remise",))
HELP = mark("Give a discount on a whole draft, in percent or as an amount without VAT; 0 takes it away.")
EXAMPLES: tuple[Example, ...] = (
    Example("discount DV-2026-0042 10%", "remise DV-2026-0042 10 %"),
    Example("discount DV-2026-0042 50 €", "remise DV-2026-0042 50 €"),
)
WRITES = True
STEP = ("quote", "order", "invoice")


def run(request: Request) -> Reply:
    """Give it and show the document with its new figures."""
    record, typed = record_and_rest(request)
    if not typed:
        raise Missing("Say the discount in percent or as an amount: 10% or 50 €.")
    rate, amount = read_discount(typed)
    changed = give_discount(request.tx, record, rate=rate, amount=amount)
    return card_reply(request.tx, request.language, changed, said=discounted(request.language, changed))


def discounted(speech: Language, record: Record) -> str:
    """That the discount changed, in a sentence."""
    if getattr(record, "discount", 0):
        return speech.say("{reference} has its discount.", reference=record.reference)
    return speech.say("{reference} has no discount any more.", reference=record.reference)
