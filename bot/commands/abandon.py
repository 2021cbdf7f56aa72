"""/crm abandon: give a record up, saying why."""

from __future__ import annotations

from bot.commands.advance import moved, reason_given
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.advance import abandon
from core.language import mark

NAME = Word("abandon", ("abandon",), ("abandonner",))
HELP = mark("Give a record up, with one of your company’s reasons or in your own words. It stays findable.")
EXAMPLES: tuple[Example, ...] = (
    Example("abandon L-42 cannot contact", "abandonner L-42 injoignable"),
    Example("abandon O-17 no budget this year", "abandonner O-17 pas de budget cette année"),
    Example("abandon O-17 too expensive by a third", "abandonner O-17 trop cher d’un tiers"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Abandon it and show what it became."""
    record, said = record_and_rest(request)
    reason, note = reason_given(request, record, said)
    abandoned = abandon(request.tx, record, reason, note=note)
    return card_reply(request.tx, request.language, abandoned, said=moved(request, abandoned))
