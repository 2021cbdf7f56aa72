"""When the buttons of invoices are shown."""

from __future__ import annotations

from typing import Any

from bot.views.card import Card
from core.cycle import Step
from core.money import ZERO


def is_billable(card: Card, step: Step) -> bool:
    """An order or a quote of which, as far as the card knows its invoices, something is left to bill."""
    cycle = card.cycle
    is_source = cycle.after(step.kind) == "invoice" and "invoice" in cycle.made_kinds
    return is_source and card.record.state in step.promotes_from and not _is_billed(card)


def is_payable(card: Card, step: Step) -> bool:
    """An invoice on which something is due, or a credit note that is still to be given back."""
    return step.made_by("pay", card.record.state) is not None and bool(card.record.due > 0)


def is_creditable(card: Card, step: Step) -> bool:
    """An issued invoice of which something is left."""
    invoice = card.record
    is_open = step.made_by("credit", invoice.state) is not None and not invoice.is_wholly_credited
    return is_open and invoice.type != "credit_note"


def _is_billed(card: Card) -> bool:
    made = [each for each in card.linked if each.kind == "invoice"]
    return bool(made) and sum((_billed(each) for each in made), ZERO) >= card.record.net


def _billed(invoice: Any) -> Any:
    """What it bills, net; a deposit asks for money but bills nothing, a credit note takes back when it is issued."""
    if invoice.type == "deposit":
        return ZERO
    if invoice.type == "credit_note":
        return -(invoice.net + invoice.deducted) if invoice.issued_on else ZERO
    return invoice.net + invoice.deducted
