"""/crm credit: correct an issued invoice by a credit note."""

from __future__ import annotations

from typing import Any

from bot import words
from bot.commands.deposit import made
from bot.example import Example
from bot.figures import amount
from bot.quantities import PAIR, read_quantities
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.credit import credit
from core.language import mark

NAME = Word("credit", ("credit",), ("avoir",))
HELP = mark("Draft a credit note: of all that is left of an invoice, of so much of each line, or of an amount.")
EXAMPLES: tuple[Example, ...] = (
    Example("credit FA-2026-0001 wrong address", "avoir FA-2026-0001 mauvaise adresse"),
    Example("credit FA-2026-0001 1: 2", "avoir FA-2026-0001 1: 2"),
    Example("credit FA-2026-0001 50 delivered late", "avoir FA-2026-0001 50 livré en retard"),
)
WRITES = True
STEP = ("invoice",)
MODES = frozenset({"own"})


def run(request: Request) -> Reply:
    """Draft it and show its card."""
    record, typed = record_and_rest(request)
    return made(request, credit(request.tx, record, **_read(typed)))


def _read(typed: str) -> dict[str, Any]:
    """Quantities by line, or an amount without VAT and the reason, or the reason alone."""
    if PAIR.match(typed):
        return {"quantities": read_quantities(typed)}
    beginning, rest = words.first(typed)
    figure = amount(beginning)
    return {"amount": figure, "reason": rest.lstrip("€ ")} if figure is not None else {"reason": typed}
