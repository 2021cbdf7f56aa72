"""Note a payment: money that came in for an invoice, or that was given back for a credit note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core import events
from core.crm import Transaction
from core.cycle import Step
from core.errors import IllegalMove, NotUnderstood, ReadOnly
from core.language import Term
from core.model import Invoice, Payment, Record
from core.money import Money
from core.rights import check


def pay(
    tx: Transaction,
    invoice: Record,
    amount: Decimal | None = None,
    *,
    paid_on: date | None = None,
    method: str | None = None,
    reference: str | None = None,
    version: int | None = None,
) -> Invoice:
    """The invoice with one more payment, of all that is due unless an amount is given, today unless a day is.

    Raises `IllegalMove` where nothing is due, `NotUnderstood` for more than is due or a day that cannot be,
    `Changed`, `Forbidden`, `ReadOnly`, `SwitchedOff`.
    """
    step = settled_here(tx)
    if not isinstance(invoice, Invoice):
        raise NotUnderstood("{reference} is no invoice: nothing is paid on it.", reference=invoice.reference)
    invoice = tx.lock(invoice)
    if step.made_by("pay", invoice.state) is None:
        raise _refusal(invoice)
    invoice = tx.lock(invoice, version)
    check(tx, "pay", invoice)
    amount = invoice.due if amount is None else amount
    _check_amount(invoice, amount)
    day = paid_on or tx.today
    _check_day(tx, invoice, day)
    receive(tx, invoice, amount, day, method=method, reference=reference)
    invoice.state = by_figures(invoice)
    events.record(tx, invoice, invoice.state, amount=amount, paid_on=day)
    return invoice


def settled_here(tx: Transaction) -> Step:
    """The step of invoices, where they are settled here. Raises `ReadOnly` where another system does that."""
    step = tx.settings.cycle.writable("invoice")
    if step.mode != "own":
        raise ReadOnly("Another system issues and settles the invoices. Do it there; it will show here.")
    return step


def receive(tx: Transaction, invoice: Invoice, amount: Decimal, day: date, **known: str | None) -> None:
    """Add a payment to what was paid; of `method` and `reference`, what is known."""
    user_id = tx.actor.user_id
    invoice.payments.append(Payment(amount=amount, paid_on=day, user_id=user_id, **known))
    invoice.paid += amount


def by_figures(invoice: Invoice) -> str:
    """The state of an issued invoice that its figures tell."""
    if invoice.credited >= invoice.gross and not invoice.paid:
        return "credited"
    if invoice.due <= 0:
        return "paid"
    return "partly paid" if invoice.paid else "issued"


def _refusal(invoice: Invoice) -> IllegalMove:
    if invoice.issued_on is None:
        return IllegalMove(
            "{reference} is not issued yet: nothing is due. Issue it first: /crm issue {reference}",
            reference=invoice.reference,
        )
    return IllegalMove(
        "{reference} is {state}: nothing is due on it.", reference=invoice.reference, state=Term(invoice.state)
    )


def _check_amount(invoice: Invoice, amount: Decimal) -> None:
    if amount <= 0 or amount != round(amount, 2):
        raise NotUnderstood("A payment must be above 0, with 2 decimals at most.", field="amount")
    if amount > invoice.due:
        raise NotUnderstood(
            "Only {due} is due on {reference}.",
            reference=invoice.reference,
            due=Money(invoice.due, invoice.currency),
            field="amount",
        )


def _check_day(tx: Transaction, invoice: Invoice, day: date) -> None:
    if day > tx.today:
        raise NotUnderstood("{day} is in the future: note a payment when it is there.", day=day, field="paid_on")
    if invoice.issued_on and day < invoice.issued_on:
        raise NotUnderstood(
            "{reference} was issued on {issued}: it cannot be paid on {day}.",
            reference=invoice.reference,
            issued=invoice.issued_on,
            day=day,
            field="paid_on",
        )
