"""/crm pay: note that an invoice was paid, wholly or in part."""

from __future__ import annotations

from decimal import Decimal

from bot.example import Example
from bot.figures import amount, ending_day
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.pay import pay
from core.errors import NotUnderstood
from core.language import Language, mark
from core.model import Invoice
from core.money import Money

NAME = Word("pay", ("pay",), ("payer", "encaisser"))
HELP = mark("Note a payment: all that is due, or an amount; today, or on the day that follows.")
EXAMPLES: tuple[Example, ...] = (
    Example("pay FA-2026-0001", "payer FA-2026-0001"),
    Example("pay FA-2026-0001 500 2026-11-20", "encaisser FA-2026-0001 500 20/11/2026"),
)
WRITES = True
STEP = ("invoice",)
MODES = frozenset({"own"})


def run(request: Request) -> Reply:
    """Note it and show what is still due."""
    record, typed = record_and_rest(request)
    figure, day = ending_day(f" {typed}")
    paid = pay(request.tx, record, _amount(figure.strip()), paid_on=day)
    return card_reply(request.tx, request.language, paid, said=noted(request.language, paid))


def noted(speech: Language, invoice: Invoice) -> str:
    """What was paid, in a sentence."""
    amount = Money(invoice.payments[-1].amount, invoice.currency)
    return speech.say("{amount} noted on {reference}.", amount=amount, reference=invoice.reference)


def _amount(typed: str) -> Decimal | None:
    figure = amount(typed) if typed else None
    if typed and figure is None:
        raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=typed)
    return figure
