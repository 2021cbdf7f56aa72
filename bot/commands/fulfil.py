"""/crm fulfil: note what was delivered or done of an order."""

from __future__ import annotations

from typing import Any

from bot.commands.advance import moved
from bot.example import Example
from bot.quantities import read_quantities
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.fulfil import fulfil
from core.language import mark

NAME = Word("fulfil", ("fulfil", "fulfill", "deliver"), ("livrer", "exécuter"))
HELP = mark("Note what was delivered or done of an order: all that is left, or so much of each line.")
EXAMPLES: tuple[Example, ...] = (
    Example("fulfil BC-2026-0007", "livrer BC-2026-0007"),
    Example("fulfil BC-2026-0007 1: 2, 3: 1.5", "livrer BC-2026-0007 1: 2, 3: 1,5"),
)
WRITES = True
STEP = ("order",)


def run(request: Request) -> Reply:
    """Note it and show the order."""
    record, typed = record_and_rest(request)
    order: Any = fulfil(request.tx, record, read_quantities(typed) if typed else None)
    return card_reply(request.tx, request.language, order, said=moved(request, order))
