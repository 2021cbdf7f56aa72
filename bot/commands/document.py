"""/crm document: a record's document or sheet as PDF."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.ask_document import ask_document
from core.language import mark

NAME = Word("document", ("document", "pdf"), ("document", "pdf"))
HELP = mark("Get a record as PDF: the document of a sale, the sheet of a lead or an opportunity.")
EXAMPLES: tuple[Example, ...] = (
    Example("document L-42", "document L-42"),
    Example("document DV-2026-0042", "document DV-2026-0042", "quote"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Have it made, and say that it is coming."""
    record, _rest = record_and_rest(request)
    record = ask_document(request.tx, record)
    said = request.language.say("The PDF of {reference} is on its way to you.", reference=record.reference)
    return card_reply(request.tx, request.language, record, said=said)
