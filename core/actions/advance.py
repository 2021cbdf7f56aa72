"""Move a record along its own states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from core import events
from core.actions.guards import check
from core.actions.number import take_number, today
from core.crm import Transaction
from core.errors import NotUnderstood
from core.language import Term
from core.model import Invoice, Opportunity, Quote, Record
from core.model.types import now


def advance(
    tx: Transaction,
    record: Record,
    to: str | None = None,
    *,
    version: int | None = None,
    reason: str | None = None,
    revenue: Decimal | None = None,
) -> Record:
    """Make the move to state `to`, or the usual next one.

    Raises `IllegalMove`, `Missing`, `Changed`, `ReadOnly`, `SwitchedOff`; nothing is changed then.
    """
    if not hasattr(record, "state"):
        raise NotUnderstood("{reference} has no states to advance through.", reference=record.reference)
    step = tx.settings.cycle.writable(record.kind)
    record = tx.lock(record, version)
    current: Any = record
    move = step.move(current.state, to)
    given = {"reason": reason, "revenue": revenue}
    check(record, move, given)
    current.state = move.end
    if reason:
        current.reason = reason.strip()
    for_effect = EFFECTS.get((record.kind, move.end)) or EFFECTS.get((record.kind, "*"))
    if for_effect:
        for_effect(tx, record, given)
    events.record(tx, record, move.end)
    return record


def abandon(tx: Transaction, record: Record, reason: str | None, *, version: int | None = None) -> Record:
    """Give the record up, by the state that its step has for it. Raises as `advance` does."""
    step = tx.settings.cycle.writable(record.kind) if hasattr(record, "state") else None
    if step is None or step.abandoned_state is None:
        raise NotUnderstood("A record of this kind cannot be abandoned: {step}.", step=Term(record.kind))
    return advance(tx, record, step.abandoned_state, version=version, reason=reason)


def _change_stage(tx: Transaction, opportunity: Opportunity, _given: dict[str, Any]) -> None:
    opportunity.closed_on = None
    if not opportunity.probability_is_typed:
        opportunity.probability = tx.settings.cycle.step("opportunity").state(opportunity.state).probability or 0


def _win(tx: Transaction, opportunity: Opportunity, given: dict[str, Any]) -> None:
    opportunity.actual_revenue = given["revenue"] or opportunity.revenue
    opportunity.closed_on = today(tx)
    opportunity.probability = 100


def _lose(tx: Transaction, opportunity: Opportunity, _given: dict[str, Any]) -> None:
    opportunity.closed_on = today(tx)
    opportunity.probability = 0


def _send(tx: Transaction, quote: Quote, _given: dict[str, Any]) -> None:
    quote.sent_at = now()
    quote.issued_on = today(tx)
    quote.valid_until = quote.issued_on + timedelta(days=tx.settings.configuration.quote.validity_days)


def _issue(tx: Transaction, invoice: Invoice, _given: dict[str, Any]) -> None:
    invoice.number = take_number(tx, "invoice")
    invoice.issued_on = today(tx)
    invoice.due_on = invoice.issued_on + timedelta(days=tx.settings.configuration.quote.payment_days)


# What a move changes beside the state, by kind and new state; `*` stands for the others.
EFFECTS: dict[tuple[str, str], Callable[[Transaction, Any, dict[str, Any]], None]] = {
    ("opportunity", "won"): _win,
    ("opportunity", "lost"): _lose,
    ("opportunity", "*"): _change_stage,
    ("quote", "sent"): _send,
    ("invoice", "issued"): _issue,
}
