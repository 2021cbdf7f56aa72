"""Move a record along its own states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from core import events, rights
from core.actions.freeze import freeze_customer
from core.actions.guards import check
from core.actions.issue import issue, pay_the_rest
from core.actions.promote import follow
from core.actions.reason import reasoned
from core.crm import Transaction
from core.errors import NotUnderstood
from core.language import Term, Terms
from core.model import Invoice, Opportunity, Order, Quote, Record
from core.model.types import now


def advance(
    tx: Transaction,
    record: Record,
    to: str | None = None,
    *,
    version: int | None = None,
    reason: str | None = None,
    note: str | None = None,
    revenue: Decimal | None = None,
) -> Record:
    """Make the move to state `to`, or the usual next one.

    A reason that is none of the company's is `other`, with the words as its note. Raises `IllegalMove`, `Missing`,
    `Forbidden`, `Changed`, `ReadOnly`, `SwitchedOff`; nothing is changed then.
    """
    if not hasattr(record, "state"):
        raise NotUnderstood("{reference} has no states to advance through.", reference=record.reference)
    step = tx.settings.cycle.writable(record.kind)
    record = tx.lock(record, version)
    current: Any = record
    move = step.move(current.state, to)
    rights.check(tx, "advance", record)
    given = reasoned(step, reason, note) | {"revenue": revenue}
    check(tx, step, record, move, given)
    before, current.state = current.state, move.end
    if before == step.abandoned_state:
        current.reason = current.reason_note = None
    if "reason" in move.needs:
        current.reason, current.reason_note = given["reason"], given["note"]
    elif before == step.abandoned_state:
        # It is taken up again. The audit trail keeps why it was given up.
        current.reason = current.reason_note = None
    for_effect = EFFECTS.get((record.kind, move.end)) or EFFECTS.get((record.kind, "*"))
    if for_effect:
        for_effect(tx, record, given)
    # An effect may have written the new state already, and then it is no change any more.
    events.record(tx, record, move.end, state=[before, current.state])
    return record


def abandon(
    tx: Transaction, record: Record, reason: str | None, *, note: str | None = None, version: int | None = None
) -> Record:
    """Give the record up, by the state that its step has for it. Raises as `advance` does."""
    step = tx.settings.cycle.writable(record.kind) if hasattr(record, "state") else None
    if step is None or step.abandoned_state is None:
        raise NotUnderstood(
            "A record of this kind cannot be abandoned: {step}. These can: {kinds}.",
            step=Term(record.kind),
            kinds=Terms.of(step.kind for step in tx.settings.cycle.own_steps if step.abandoned_state),
        )
    return advance(tx, record, step.abandoned_state, version=version, reason=reason, note=note)


def _change_stage(tx: Transaction, opportunity: Opportunity, _given: dict[str, Any]) -> None:
    if opportunity.closed_on:
        # What is worked on again has not come in, and nobody typed the probability that its end gave it.
        opportunity.closed_on = opportunity.actual_revenue = None
        opportunity.probability_is_typed = False
    if not opportunity.probability_is_typed:
        stage = next(stage for stage in tx.settings.cycle.stages if stage.name == opportunity.state)
        opportunity.probability = stage.probability
        opportunity.forecast_category = stage.forecast_category


def _win(tx: Transaction, opportunity: Opportunity, given: dict[str, Any]) -> None:
    opportunity.actual_revenue = given["revenue"] or opportunity.revenue
    opportunity.closed_on = tx.today
    opportunity.probability = 100


def _lose(tx: Transaction, opportunity: Opportunity, _given: dict[str, Any]) -> None:
    opportunity.closed_on = tx.today
    opportunity.probability = 0


def _send(tx: Transaction, quote: Quote, _given: dict[str, Any]) -> None:
    quote.sent_at = now()
    quote.issued_on = tx.today
    freeze_customer(quote)
    if quote.valid_until is None or quote.valid_until < quote.issued_on:
        quote.valid_until = quote.issued_on + timedelta(days=tx.settings.configuration.quote.validity_days)


def _accept(tx: Transaction, quote: Quote, _given: dict[str, Any]) -> None:
    """The next record is made with the acceptance, where the company makes such records here."""
    cycle = tx.settings.cycle
    into = cycle.after("quote")
    if into and cycle.step(into).mode in {"own", "export"}:
        follow(tx, quote, into)


def _confirm(tx: Transaction, order: Order, _given: dict[str, Any]) -> None:
    order.ordered_on = tx.today
    freeze_customer(order)


def _fulfil(_tx: Transaction, order: Order, _given: dict[str, Any]) -> None:
    for line in order.lines:
        line.fulfilled = line.quantity


def _hand_over(_tx: Transaction, invoice: Invoice, _given: dict[str, Any]) -> None:
    freeze_customer(invoice)
    invoice.reason = invoice.reason_note = None


# What a move changes beside the state, by kind and new state; `*` stands for the others.
EFFECTS: dict[tuple[str, str], Callable[[Transaction, Any, dict[str, Any]], None]] = {
    ("opportunity", "won"): _win,
    ("opportunity", "lost"): _lose,
    ("opportunity", "*"): _change_stage,
    ("quote", "sent"): _send,
    ("quote", "accepted"): _accept,
    ("order", "confirmed"): _confirm,
    ("order", "fulfilled"): _fulfil,
    ("invoice", "issued"): issue,
    ("invoice", "paid"): pay_the_rest,
    ("invoice", "handed over"): _hand_over,
}
