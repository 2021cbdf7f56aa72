"""The invoice that we handed over and that another system's message is about; and what becomes of a refused one."""

from __future__ import annotations

from typing import Any

from core import events
from core.crm import Transaction
from core.errors import IllegalMove, NotUnderstood
from core.language import Term
from core.model import Invoice
from core.queries import references

STATE = "handed over"


def linked(tx: Transaction, reference: str, known: Any, system: str) -> Any:
    """The invoice of this reference, locked: it was handed over to this system, and is no other of its documents.

    Raises `NotFound`, `NotUnderstood` and `IllegalMove`.
    """
    record = references.find(tx.session, tx.settings, reference)
    if not isinstance(record, Invoice):
        raise NotUnderstood("{reference} is no invoice.", reference=record.reference, field="filon")
    invoice = tx.lock(record)
    values = {"reference": reference.strip(), "system": system}
    if known is not None and known.id != invoice.id:
        raise IllegalMove(
            "This document of {system} is {known} already, not {reference}.", known=known.reference, **values
        )
    if known is None and (invoice.external_id or invoice.state != STATE):
        raise IllegalMove(
            "{reference} is {state}: it is not waiting for a number of {system}.", state=Term(invoice.state), **values
        )
    if system != tx.settings.configuration.cycle.invoice.system:
        raise IllegalMove("{reference} was not handed over to {system}.", **values)
    return invoice


def refuse(tx: Transaction, invoice: Invoice, why: str) -> Invoice:
    """The invoice as a draft again, with the reason; unless the other system has taken it meanwhile.

    Its owner is told by what follows the event.
    """
    invoice = tx.lock(invoice)
    if invoice.state == STATE:
        invoice.state = tx.settings.cycle.step("invoice").first_state
        invoice.reason, invoice.reason_note = "refused", why
        # A draft has the customer's own data again, so that they can be put right.
        invoice.bill_to = None
        events.record(tx, invoice, "refused", why=why)
    return invoice
