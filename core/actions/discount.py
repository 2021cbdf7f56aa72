"""Give a discount on the whole document, in percent or as an amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core import events
from core.actions.lines import deducted, open_for_figures, places, settle
from core.crm import Transaction
from core.errors import Missing, NotUnderstood
from core.language import Term
from core.model import Record
from core.money import ZERO, Money

DISCOUNTED = frozenset({"quote", "order", "invoice"})


def give_discount(
    tx: Transaction,
    record: Record,
    *,
    rate: Decimal | None = None,
    amount: Decimal | None = None,
    version: int | None = None,
) -> Record:
    """The document with its discount: a rate in percent to 2 places, or an amount without VAT; 0 takes it away.

    Raises `NotUnderstood` for a figure that cannot be, `ReadOnly` where figures are frozen, `Changed`, `Forbidden`.
    """
    if record.kind not in DISCOUNTED:
        raise NotUnderstood(
            "{reference} takes no discount ({kind}). Give it on a line, or on the quote.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    current: Any = open_for_figures(tx, record, version)
    if (rate is None) == (amount is None):
        raise Missing("Say the discount in percent or as an amount: 10% or 50 €.")
    _check_type(current)
    _check_rate(rate)
    _check_amount(current, amount)
    current.discount_rate = rate or None
    current.discount = amount or ZERO
    settle(current)
    events.record(tx, current, "discounted")
    return current  # type: ignore[no-any-return]


def _check_type(record: Any) -> None:
    if getattr(record, "type", "invoice") != "invoice":
        raise NotUnderstood(
            "{reference} takes its figures from another document. Give the discount there, before.",
            reference=record.reference,
        )


def _check_rate(rate: Decimal | None) -> None:
    if rate is not None and not (0 <= rate <= 100 and places(rate) <= 2):
        raise NotUnderstood("The discount must be between 0 and 100 %, with 2 decimals at most.", field="discount")


def _check_amount(record: Any, amount: Decimal | None) -> None:
    if amount is None:
        return
    if amount < 0 or places(amount) > 2:
        raise NotUnderstood("The discount must be 0 or more, with 2 decimals at most.", field="discount")
    most = record.subtotal - sum(deducted(record).values(), ZERO)
    if amount > most:
        raise NotUnderstood(
            "{reference} comes to {most} without VAT: the discount cannot be more than that.",
            reference=record.reference,
            most=Money(most, record.currency),
            field="discount",
        )
