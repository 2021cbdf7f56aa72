"""Fulfil an order: note what was delivered or done, wholly or in part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core import events
from core.actions.guards import check as check_needs
from core.actions.lines import places
from core.actions.possible import move_by
from core.crm import Transaction
from core.errors import IllegalMove, Missing, NotUnderstood
from core.language import Term
from core.model import Order, Record
from core.model.types import now
from core.rights import check


def rest(order: Order) -> dict[int, Decimal]:
    """What is still to be delivered or done, by the line's position."""
    left = {line.position: line.quantity - line.fulfilled for line in order.lines}
    return {position: quantity for position, quantity in left.items() if quantity > 0}


def fulfil(
    tx: Transaction, record: Record, quantities: Mapping[int, Decimal] | None = None, *, version: int | None = None
) -> Record:
    """Add the quantities, by the line's position, to what was fulfilled; without them, all that is left.

    Raises `IllegalMove` for an order that is not confirmed, `NotUnderstood` for more than is left, `Changed`.
    """
    step = tx.settings.cycle.writable("order")
    if not isinstance(record, Order):
        raise NotUnderstood(
            "{reference} cannot be fulfilled ({kind}): only an order can.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    order = tx.lock(record, version)
    _check_confirmed(order)
    move = move_by(step, order, "fulfil")
    check(tx, "fulfil", order)
    given = rest(order) if quantities is None else dict(quantities)
    _check(order, given)
    is_whole = given == rest(order)
    move = step.move(order.state, "fulfilled") if is_whole else move
    check_needs(tx, step, order, move, {})
    for line in order.lines:
        line.fulfilled += given.get(line.position, Decimal(0))
    # Its lines alone would not count as a change of the order, and a stale button would fulfil it twice.
    order.state, order.updated_at = move.end, now()
    events.record(tx, order, move.end, fulfilled={str(place): str(given[place]) for place in given})
    return order


def _check_confirmed(order: Order) -> None:
    if order.state == "draft":
        raise IllegalMove(
            "{reference} is a draft. Confirm it first: /crm advance {reference}", reference=order.reference
        )


def _check(order: Order, given: Mapping[int, Decimal]) -> None:
    if not given:
        raise Missing("Say how much of which line: /crm fulfil {reference} 1: 2", reference=order.reference)
    left = rest(order)
    lines = {line.position: line for line in order.lines}
    for position, quantity in given.items():
        field = f"line.{position}"
        if position not in lines:
            raise NotUnderstood("{reference} has no line {position}.", reference=order.reference, position=position)
        if quantity <= 0 or places(quantity) > 3:
            raise NotUnderstood("The quantity must be above 0, with 3 decimals at most.", field=field)
        if quantity > left.get(position, 0):
            raise NotUnderstood(
                "Of line {position} of {reference} only {rest} is left to fulfil.",
                position=position,
                reference=order.reference,
                rest=left.get(position, Decimal(0)).normalize(),
                field=field,
            )
