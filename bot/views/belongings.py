"""What belongs to a customer: people, open sales, invoices to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from bot.request import Block
from bot.views.blocks import context, section
from bot.views.card import Card
from bot.views.listing import rows
from core.language import Language, mark

HEADINGS = {
    "contact": mark("Contacts"),
    "opportunity": mark("Open opportunities"),
    "quote": mark("Quotes"),
    "order": mark("Orders"),
    "invoice": mark("Invoices to be paid"),
}


def belongings(speech: Language, card: Card) -> Iterator[Block]:
    """The records under a heading for each kind, each with a button that shows it."""
    for each in card.belongings:
        yield section(f"*{speech.say(HEADINGS[each.kind])}*")
        yield from rows(speech, each.records)
        if each.more:
            yield context(speech.say("There are more. Look one up with `/crm find` and a name."))
