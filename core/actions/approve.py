"""Have a manager approve a discount beyond the company's limit: ask, approve, decline."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.errors import Forbidden, IllegalMove, Missing, NotUnderstood
from core.language import Term
from core.model import Event, Quote, Record, User
from core.money import ZERO, round_cents
from core.rights import MANAGERS, SYSTEM, check

ASKED = "approval asked"


def discount_given(sale: Any) -> Decimal:
    """What is given away in percent of the undiscounted price, by line discounts and the document's together."""
    undiscounted = sum((round_cents(line.quantity * line.unit_price) for line in sale.lines), ZERO)
    if not undiscounted:
        return ZERO
    share: Decimal = (undiscounted - sale.net) / undiscounted * 100
    return share


def waits_for_approval(tx: Transaction, record: Any) -> bool:
    """Whether it is a draft quote whose discount is above the company's limit, not approved yet."""
    limit = tx.settings.configuration.quote.discount_limit
    is_draft_quote = isinstance(record, Quote) and record.state == "draft"
    if limit is None or not is_draft_quote or record.approved_by_id is not None:
        return False
    return discount_given(record) > limit


def is_approved(tx: Transaction, quote: Any) -> bool:
    """Whether the discount is within the limit, or a manager gives or has approved it."""
    return tx.role in MANAGERS | {SYSTEM} or not waits_for_approval(tx, quote)


def managers(tx: Transaction) -> list[User]:
    """Those who can approve and can be reached in Slack."""
    reachable = select(User).where(User.role.in_(MANAGERS), User.slack_id.is_not(None))
    return list(tx.session.scalars(reachable.order_by(User.id)))


def ask_approval(tx: Transaction, record: Record, *, version: int | None = None) -> Record:
    """Ask the managers; they are told by the job that follows. Raises `IllegalMove`, `Missing`, `Changed`."""
    quote = _waiting(tx, record, version, "ask approval")
    if _last_happening(tx, quote) == f"quote.{ASKED}":
        raise IllegalMove("The managers were asked already to approve {reference}.", reference=quote.reference)
    if not managers(tx):
        raise Missing(
            "Nobody here is a manager yet who could approve {reference}. Ask your administrator to name one.",
            reference=quote.reference,
        )
    events.record(tx, quote, ASKED)
    return quote


def approve(tx: Transaction, record: Record, *, version: int | None = None) -> Record:
    """Let it be sent as it is: any later change of its figures needs a new approval.

    Raises `Forbidden` for those who are no managers, `IllegalMove` where there is nothing to approve, `Changed`.
    """
    quote = _waiting(tx, record, version, "approve")
    if tx.actor.user_id is None:
        raise Forbidden("An approval is a person's: a program cannot give it.")
    quote.approved_by_id = tx.actor.user_id
    events.record(tx, quote, "approved")
    return quote


def decline_approval(tx: Transaction, record: Record, reason: str, *, version: int | None = None) -> Record:
    """Say no, and why; the quote stays a draft. Raises as `approve` does, and `Missing` without a reason."""
    quote = _waiting(tx, record, version, "approve")
    if not reason.strip():
        raise Missing("Say why, so that the quote can be changed accordingly.", field="reason")
    events.record(tx, quote, "not approved", reason=reason.strip())
    return quote


def _waiting(tx: Transaction, record: Record, version: int | None, deed: str) -> Quote:
    """The quote, locked, if the actor may do the deed and it waits for it."""
    if not isinstance(record, Quote):
        raise NotUnderstood(
            "{reference} needs no approval ({kind}): only the discount of a quote does.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    tx.settings.cycle.writable("quote")
    quote = tx.lock(record, version)
    check(tx, deed, quote)
    if not waits_for_approval(tx, quote):
        raise IllegalMove(
            "{reference} waits for no approval: it is {state}, and its discount is within the limit or approved.",
            reference=quote.reference,
            state=Term(quote.state),
        )
    return quote


def _last_happening(tx: Transaction, quote: Quote) -> str | None:
    of_this = select(Event.name).where(Event.record_kind == "quote", Event.record_id == quote.id)
    return tx.session.scalar(of_this.order_by(Event.id.desc()).limit(1))
