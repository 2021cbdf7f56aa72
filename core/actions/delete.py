"""Delete a draft: a document that nobody outside has seen. What was sent, confirmed or issued is never deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete as remove
from sqlalchemy import select

from core import events
from core.actions.restore import give_back, release, restore
from core.crm import Transaction
from core.errors import NotUnderstood, ReadOnly
from core.language import Term, mark
from core.model import Account, ActivityLink, Contact, Document, Invoice, Opportunity, Order, Quote, Record, SearchWord
from core.queries.billing import source_of
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
        events.record(tx, concerned, "draft deleted", reference=reference)
    replaced = _replaced(tx, draft)
    if isinstance(draft, Invoice):
        release(tx, draft)
    for trace in (SearchWord, ActivityLink, Document):
        tx.session.execute(remove(trace).where(trace.record_kind == draft.kind, trace.record_id == draft.id))
    tx.session.delete(draft)
    tx.session.flush()
    _reinstate(tx, replaced)
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


def _replaced(tx: Transaction, draft: Any) -> Any:
    """What the draft took the place of: the revision before it, the order or quote that it bills."""
    if isinstance(draft, Quote):
        earlier = select(Quote).where(Quote.number == draft.number, Quote.revision == draft.revision - 1)
        return tx.session.scalar(earlier)
    return source_of(tx.session, draft) if isinstance(draft, Invoice) else None


def _reinstate(tx: Transaction, record: Any) -> None:
    """A revision holds again; an order or a quote can be billed again."""
    if isinstance(record, Quote) and record.state == "revised":
        give_back(tx, tx.lock(record))
    elif record is not None:
        restore(tx, record)
