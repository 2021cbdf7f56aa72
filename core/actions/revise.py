"""Revise a quote: the sent one is closed, and a draft of the next revision takes its place under the same number."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from core import events
from core.actions.lines import settle
from core.actions.possible import move_by
from core.crm import Transaction
from core.errors import IllegalMove, NotUnderstood
from core.language import Term
from core.model import Quote, QuoteLine, Record
from core.rights import check

# What a revision does not take over: it has a life of its own.
AFRESH = frozenset(
    {"id", "version", "created_at", "updated_at", "revision", "state", "reason", "reason_note", "bill_to"}
    | {"issued_on", "valid_until", "sent_at", "approved_by_id"}
)  # fmt: skip


def revise(tx: Transaction, record: Record, *, version: int | None = None) -> Record:
    """The draft that follows a sent, declined or expired quote.

    Raises `IllegalMove` for a quote that was accepted or has a later revision, `Changed`, `Forbidden`.
    """
    if not isinstance(record, Quote):
        raise NotUnderstood(
            "{reference} has no revisions ({kind}): only quotes do.", reference=record.reference, kind=Term(record.kind)
        )
    step = tx.settings.cycle.writable("quote")
    quote = tx.lock(record, version)
    _check_last(tx, quote)
    move = move_by(step, quote, "revise")
    check(tx, "revise", quote)
    quote.state = move.end
    # Before the draft is there: of one number, the database lets one revision at most be live.
    events.record(tx, quote, move.end)
    draft = _copy(quote)
    tx.session.add(draft)
    events.record(tx, draft, "created", revision=draft.revision + 1)
    return draft


def _check_last(tx: Transaction, quote: Quote) -> None:
    last = tx.session.scalar(select(func.max(Quote.revision)).where(Quote.number == quote.number))
    if quote.revision != last:
        raise IllegalMove(
            "This is revision {revision} of {reference}, and a later one exists: /crm show {reference}",
            revision=quote.revision + 1,
            reference=quote.reference,
        )


def _copy(quote: Quote) -> Quote:
    columns = {column.key for column in inspect(Quote).column_attrs} - AFRESH
    fields = {name: getattr(quote, name) for name in columns}
    draft = Quote(**fields, revision=quote.revision + 1, state="draft")
    draft.lines = [QuoteLine(**line.copied) for line in quote.lines]
    settle(draft)
    return draft
