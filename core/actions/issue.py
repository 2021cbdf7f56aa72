"""Issue an invoice or a credit note: it gets its number and its day, and is immutable from then on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core import events
from core.actions.freeze import freeze_customer
from core.actions.number import take_number
from core.actions.pay import by_figures, receive
from core.actions.restore import restore
from core.crm import Transaction
from core.model import Invoice
from core.money import ZERO
from core.queries.billing import deducting, left, nets, source_of


def issue(tx: Transaction, invoice: Invoice, _given: dict[str, Any]) -> None:
    """The number, the day, the customer as now, the day when it is due. Of 0 it is paid at once."""
    is_note = invoice.type == "credit_note"
    taken = take_number(tx, "credit_note" if is_note else "invoice")
    invoice.number, invoice.series, invoice.sequence = taken.number, taken.series, taken.sequence
    invoice.issued_on = taken.day
    freeze_customer(invoice)
    if is_note:
        _take_back(tx, invoice)
    else:
        invoice.due_on = taken.day + timedelta(days=tx.settings.configuration.quote.payment_days)
        invoice.state = by_figures(invoice) if invoice.gross else "paid"


def pay_the_rest(tx: Transaction, invoice: Invoice, _given: dict[str, Any]) -> None:
    """All that is due was paid today."""
    receive(tx, invoice, invoice.due, tx.today)


def is_covered(tx: Transaction, note: Invoice, _given: dict[str, Any]) -> bool:
    """Whether a credit note takes back no more than is left of its invoice, and no deposit that was deducted."""
    if note.type != "credit_note" or note.corrects is None:
        return True
    original = _lock(tx, note)
    free = left(tx.session, original)
    is_left = all(net <= free.get(rate, ZERO) for rate, net in nets([note]).items())
    return is_left and not original.is_wholly_credited and deducting(tx.session, original) is None


def _lock(tx: Transaction, note: Invoice) -> Invoice:
    """The original, locked after what it bills, as whoever bills does: so nobody waits for the other."""
    original = tx.session.get_one(Invoice, note.corrects_id)
    source = source_of(tx.session, original)
    if source:
        tx.lock(source)
    return tx.lock(original)


def _take_back(tx: Transaction, note: Invoice) -> None:
    """What is still due is set off; only what was paid beyond it is due to the customer."""
    original = _lock(tx, note)
    # It goes to whom the original went, whatever the account says today.
    note.bill_to = original.bill_to
    note.credited = min(note.gross, max(original.due, ZERO))
    note.state = "issued" if note.due else "paid"
    original.credited += note.gross
    original.state = by_figures(original)
    events.record(tx, original, "credit_note_issued", by=note.number, amount=note.gross)
    source = source_of(tx.session, original)
    if source:
        restore(tx, source)
