"""Let a quote expire once the day until which it was valid has passed."""

from __future__ import annotations

from sqlalchemy import select

from core import events
from core.actions.possible import move_by
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Quote
from core.rights import check


def overdue(tx: Transaction) -> list[Quote]:
    """The sent quotes whose day has passed."""
    passed = select(Quote).where(Quote.state == "sent", Quote.valid_until < tx.today)
    return list(tx.session.scalars(passed.order_by(Quote.id)))


def expire(tx: Transaction, quote: Quote) -> Quote:
    """The quote, expired. Raises `IllegalMove` where it is no longer sent, or still valid."""
    step = tx.settings.cycle.writable("quote")
    quote = tx.lock(quote)
    move = move_by(step, quote, "expire")
    check(tx, "expire", quote)
    if quote.valid_until is None or quote.valid_until >= tx.today:
        raise IllegalMove("{reference} is still valid.", reference=quote.reference)
    quote.state = move.end
    events.record(tx, quote, move.end)
    return quote
