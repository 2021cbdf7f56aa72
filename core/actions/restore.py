"""Give back what an invoice took: an order its former state, deposits their freedom to be deducted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.model import Event, Invoice
from core.queries.taken import billed_of, rest


def restore(tx: Transaction, source: Any) -> None:
    """The order in the state that it had before all of it was billed, as the audit trail tells; a quote stays."""
    step = tx.settings.cycle.step(source.kind)
    source = tx.lock(source)
    if step.mode != "own" or source.state != step.promoted_state or not rest(source, billed_of(tx.session, source)):
        return
    give_back(tx, source)


def give_back(tx: Transaction, record: Any) -> None:
    """The record, which is locked, in the state that it had before its present one, as the audit trail tells."""
    changes = select(Event.changes).where(Event.record_kind == record.kind, Event.record_id == record.id)
    states = (each["state"] for each in tx.session.scalars(changes.order_by(Event.id.desc())) if "state" in each)
    record.state = next(before for before, after in states if after == record.state)
    events.record(tx, record, "restored")


def release(tx: Transaction, final: Invoice) -> None:
    """The deposits that a draft deducts can be deducted by another."""
    for deposit in list(final.deposits):
        deposit.deducted_in_id = None
        events.record(tx, deposit, "released", by=final.reference)
    tx.session.refresh(final, ["deposits"])
