"""/crm abandon: give a record up, saying why."""

from __future__ import annotations

from bot.commands.advance import moved
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.advance import abandon
from core.language import mark

NAME = Word("abandon", ("abandon",), ("abandonner",))
HELP = mark("Give a record up, saying why. It stays findable.")
EXAMPLES: tuple[Example, ...] = (
    Example("abandon L-42 no budget this year", "abandonner L-42 pas de budget cette année"),
    Example("abandon O-17 chose a competitor", "abandonner O-17 a choisi un concurrent"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Abandon it and show what it became."""
    record, reason = record_and_rest(request)
    abandoned = abandon(request.tx, record, reason)
    return card_reply(request.tx, request.language, abandoned, said=moved(request, abandoned))
