"""/crm deposit: ask for a part of an order before it is billed."""

from __future__ import annotations

from typing import Any

from bot.example import Example
from bot.figures import amount, number
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.deposit import bill_deposit
from core.errors import NotUnderstood
from core.language import mark
from core.model import Record

NAME = Word("deposit", ("deposit",), ("acompte",))
HELP = mark("Draft a deposit invoice, in percent or as an amount without VAT. The last invoice deducts it.")
EXAMPLES: tuple[Example, ...] = (
    Example("deposit BC-2026-0007 30%", "acompte BC-2026-0007 30%", "order"),
    Example("deposit DV-2026-0042 500", "acompte DV-2026-0042 500", "quote"),
)
WRITES = True
STEP = ("invoice",)


def run(request: Request) -> Reply:
    """Draft it and show its card."""
    record, typed = record_and_rest(request)
    return made(request, bill_deposit(request.tx, record, **(read_share(typed) if typed else {})))


def read_share(typed: str) -> dict[str, Any]:
    """`30%` as a percentage, `500` as an amount. Raises `NotUnderstood` for anything else."""
    is_percent = typed.rstrip().endswith("%")
    figure = number(typed.rstrip("% \u00a0\u202f")) if is_percent else amount(typed)
    if figure is None:
        raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=typed, field="deposit")
    return {"percent" if is_percent else "amount": figure}


def made(request: Request, invoice: Record) -> Reply:
    """The card of a document that was made, under a sentence that says so."""
    said = request.language.say("{reference} is created.", reference=invoice.reference)
    return card_reply(request.tx, request.language, invoice, said=said)
