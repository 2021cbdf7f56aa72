"""/crm show: a record's card with its latest history."""

from __future__ import annotations

from bot import words
from bot.commands.find import found
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark
from core.queries import references, search

NAME = Word("show", ("show", "open"), ("montrer", "voir"))
HELP = mark("Show a record with its latest history. A name does too, where only one record has it.")
EXAMPLES: tuple[Example, ...] = (
    Example("show L-42", "montrer L-42"),
    Example("show DV-2026-0042", "montrer DV-2026-0042", "quote"),
)
WRITES = False


def run(request: Request) -> Reply:
    """The card of the record named, or the list of those that a name fits."""
    patterns = request.tx.settings.numbers.values()
    typed, _rest = words.reference(request.text, patterns)
    if not typed or references.looks_like_reference(typed, patterns):
        record, _rest = record_and_rest(request)
        return card_reply(request.tx, request.language, record, history=True)
    records = search.find(request.tx.session, request.text)
    if len(records) == 1:
        return card_reply(request.tx, request.language, records[0], history=True)
    return found(request, records)
