"""/crm approve: let a quote be sent whose discount is above the limit."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.approve import approve
from core.language import Language, mark
from core.model import Record

NAME = Word("approve", ("approve",), ("approuver",))
HELP = mark("Approve a draft quote whose discount is above the limit. For managers.")
EXAMPLES: tuple[Example, ...] = (Example("approve DV-2026-0042", "approuver DV-2026-0042"),)
WRITES = True
STEP = ("quote",)


def run(request: Request) -> Reply:
    """Approve it and show it."""
    record, _rest = record_and_rest(request)
    approved = approve(request.tx, record)
    return card_reply(request.tx, request.language, approved, said=said_approved(request.language, approved))


def said_approved(speech: Language, quote: Record) -> str:
    """That it is approved, in a sentence."""
    return speech.say("{reference} is approved: it can be sent as it is.", reference=quote.reference)
