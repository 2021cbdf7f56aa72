"""Give an order its former state back when a part of it can be billed again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.model import Event
from core.queries.taken import billed_of, rest


def restore(tx: Transaction, source: Any) -> None:
    """The order in the state that it had before all of it was billed, as the audit trail tells; a quote stays."""
    step = tx.settings.cycle.step(source.kind)
    source = tx.lock(source)
    if step.mode != "own" or source.state != step.promoted_state or not rest(source, billed_of(tx.session, source)):
        return
    changes = select(Event.changes).where(Event.record_kind == source.kind, Event.record_id == source.id)
    states = (each["state"] for each in tx.session.scalars(changes.order_by(Event.id.desc())) if "state" in each)
    source.state = next(before for before, after in states if after == source.state)
    events.record(tx, source, "restored")
