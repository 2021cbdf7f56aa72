"""Delete a draft: a document that nobody outside has seen. What was sent, confirmed or issued is never deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete as remove
from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.errors import NotUnderstood, ReadOnly
from core.language import Term, mark
from core.model import Account, ActivityLink, Contact, Event, Opportunity, Order, Quote, Record, SearchWord
from core.rights import check

# What to do with one that is no draft any more.
INSTEAD = {
    "quote": mark("{reference} is {state}: it is never deleted. Revise it: /crm revise {reference}"),
    "order": mark("{reference} is {state}: it is never deleted. Cancel it: /crm abandon {reference}"),
    "invoice": mark("{reference} is {state}: it is never deleted. Correct it by a credit note."),
}
# Whose timelines keep that there was a draft.
CONCERNED: tuple[type[Any], ...] = (Account, Contact, Opportunity, Quote, Order)


def delete(tx: Transaction, record: Record, *, version: int | None = None) -> str:
    """The reference of what is no more. Raises `ReadOnly`, naming what to do instead, `Changed`, `Forbidden`."""
    tx.settings.cycle.writable(_deletable_kind(record))
    draft: Any = tx.lock(record, version)
    check(tx, "delete", draft)
    check_deletable(tx, draft)
    reference: str = draft.reference
    events.record(tx, draft, "deleted", reference=reference)
    for concerned in _concerned(tx, draft):
        events.record(tx, concerned, "draft_deleted", reference=reference)
    suspended = _suspended(tx, draft)
    for trace in (SearchWord, ActivityLink):
        tx.session.execute(remove(trace).where(trace.record_kind == draft.kind, trace.record_id == draft.id))
    tx.session.delete(draft)
    tx.session.flush()
    if suspended:
        _restore(tx, suspended)
    return reference


def check_deletable(tx: Transaction, record: Any) -> None:
    """Raises `ReadOnly` for what is no draft any more, naming what to do instead; `NotUnderstood` for other kinds."""
    kind = _deletable_kind(record)
    is_numbered = kind == "invoice" and record.number is not None
    if record.state != tx.settings.cycle.step(kind).first_state or is_numbered:
        raise ReadOnly(INSTEAD[kind], reference=record.reference, state=Term(record.state))


def _deletable_kind(record: Record) -> str:
    if record.kind not in INSTEAD:
        raise NotUnderstood(
            "{reference} is not deleted ({kind}): only drafts of documents are.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    return record.kind


def _concerned(tx: Transaction, draft: Any) -> list[Record]:
    ids = ((model, getattr(draft, f"{model.kind}_id", None)) for model in CONCERNED)
    return [tx.session.get_one(model, id_) for model, id_ in ids if id_]


def _suspended(tx: Transaction, draft: Any) -> Quote | Order | None:
    """The record whose place the draft took: the revision before it, the order that it bills."""
    if isinstance(draft, Quote):
        earlier = select(Quote).where(Quote.number == draft.number, Quote.revision == draft.revision - 1)
        return tx.session.scalar(earlier)
    order = tx.session.get(Order, draft.order_id) if getattr(draft, "order_id", None) else None
    return order if order is not None and order.state == "invoiced" else None


def _restore(tx: Transaction, record: Quote | Order) -> None:
    """The record in the state that it had before its present one, as the audit trail tells."""
    current: Any = tx.lock(record)
    of_this = select(Event.changes).where(Event.record_kind == current.kind, Event.record_id == current.id)
    trail = tx.session.scalars(of_this.order_by(Event.id.desc()))
    moves = (changes["state"] for changes in trail if "state" in changes)
    before = next((start for start, end in moves if end == current.state), None)
    if before:
        current.state = before
        events.record(tx, current, "restored")
