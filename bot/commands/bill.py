"""/crm bill: make an invoice of an order, of all that is left or of a part."""

from __future__ import annotations

from bot.commands.deposit import made, read_share
from bot.example import Example
from bot.quantities import read_quantities
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.bill import bill
from core.actions.deposit import bill_deposit
from core.language import mark

NAME = Word("bill", ("bill",), ("facturer",))
HELP = mark("Draft an invoice: of all that is left, of so much of each line, or in percent as a deposit.")
EXAMPLES: tuple[Example, ...] = (
    Example("bill BC-2026-0007", "facturer BC-2026-0007", "order"),
    Example("bill BC-2026-0007 1: 2, 3: 1.5", "facturer BC-2026-0007 1: 2, 3: 1,5", "order"),
    Example("bill DV-2026-0042 30%", "facturer DV-2026-0042 30%", "quote"),
)
WRITES = True
STEP = ("invoice",)


def run(request: Request) -> Reply:
    """Draft it and show its card."""
    record, typed = record_and_rest(request)
    if typed.endswith("%"):
        return made(request, bill_deposit(request.tx, record, **read_share(typed)))
    return made(request, bill(request.tx, record, read_quantities(typed) if typed else None))
