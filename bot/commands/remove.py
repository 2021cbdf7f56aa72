"""/crm remove: take a line away from what a record sells."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.lines import remove_line
from core.errors import Missing
from core.language import mark

NAME = Word("remove", ("remove",), ("retirer", "enlever"))
HELP = mark("Take a line away from an opportunity or a draft, by its number on the card.")
EXAMPLES: tuple[Example, ...] = (
    Example("remove O-17 2", "retirer O-17 2"),
    Example("remove DV-2026-0042 1", "retirer DV-2026-0042 1", "quote"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Remove it and show the record with its new figures."""
    record, typed = record_and_rest(request)
    number = typed.strip(" .#")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Missing(
            "Say which line, by its number on the card: /crm remove {reference} 2", reference=record.reference
        )
    changed = remove_line(request.tx, record, int(number))
    said = request.language.say(
        "Line {position} of {reference} is removed.", position=int(number), reference=changed.reference
    )
    return card_reply(request.tx, request.language, changed, said=said)
