"""/crm issue: give an invoice its number."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.advance import advance
from core.errors import NotUnderstood
from core.language import Term, mark

NAME = Word("issue", ("issue",), ("émettre",))
HELP = mark("Give a draft invoice or credit note its number and its day. It cannot be changed afterwards.")
EXAMPLES: tuple[Example, ...] = (Example("issue I-12", "émettre I-12"),)
WRITES = True
STEP = ("invoice",)
MODES = frozenset({"own"})


def run(request: Request) -> Reply:
    """Issue it and show it under its number."""
    record, _rest = record_and_rest(request)
    if record.kind != "invoice":
        raise NotUnderstood(
            "{reference} is not issued ({kind}): only invoices and credit notes are.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    draft = record.reference
    issued = advance(request.tx, record, "issued")
    said = request.language.say("{draft} is issued: {reference}.", draft=draft, reference=issued.reference)
    return card_reply(request.tx, request.language, issued, said=said)
