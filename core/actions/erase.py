"""Erase what nobody worked on: the lead with all its traces, but for the hash of an address that objected."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select

from core.crm import Transaction
from core.errors import ReadOnly
from core.model import Activity, ActivityLink, Consent, Event, Lead, MatchKey, Post, SearchWord
from core.rejections import forget_person
from core.rights import check

# What a person does in making a lead is no work on it: so bought files come in.
MADE = ("lead.created", "lead.imported")


def erase(tx: Transaction, lead: Lead, *, version: int | None = None) -> str:
    """The reference of what is no more; one event without a name stays. Raises `ReadOnly` for what was worked on."""
    lead = tx.lock(lead, version)
    check(tx, "erase", lead)
    if tx.session.scalar(select(Lead.id).where(Lead.id == lead.id, untouched())) is None:
        raise ReadOnly("{reference} was worked on, so it is not erased.", reference=lead.reference)
    reference = lead.reference
    _remove_activities(tx, lead)
    for trace in (SearchWord, MatchKey, Event):
        _remove(tx, trace, record_kind="lead", record_id=lead.id)
    _remove(tx, Post, subject_kind="lead", subject_id=lead.id)
    _remove(tx, Consent, lead_id=lead.id)
    forget_person(tx, lead)
    tx.session.add(Event(name="lead.erased", record_kind="lead", record_id=lead.id, user_id=tx.actor.user_id,
                         door=tx.actor.door, changes={"reference": reference}))  # fmt: skip
    tx.session.delete(lead)
    tx.session.flush()
    return reference


def forgotten(tx: Transaction, source: str, before: datetime, most: int) -> list[Lead]:
    """Leads of this source that nobody worked on and of which nothing was heard since then."""
    old = select(Lead).where(Lead.source == source, Lead.updated_at < before, untouched())
    return [*tx.session.scalars(old.order_by(Lead.id).limit(most))]


def untouched() -> ColumnElement[bool]:
    """Whether no person ever did anything about a lead."""
    by_people = select(Event.id).where(
        Event.record_kind == "lead", Event.record_id == Lead.id, Event.user_id.is_not(None), Event.name.not_in(MADE)
    )
    other = Lead.__table__.alias("merged")
    return (Lead.state == "new") & ~by_people.exists() & ~exists().where(other.c.master_id == Lead.id)


def _remove_activities(tx: Transaction, lead: Lead) -> None:
    """Those about the lead alone go with it."""
    mine = ActivityLink.record_kind == "lead", ActivityLink.record_id == lead.id
    ids = [*tx.session.scalars(select(ActivityLink.activity_id).where(*mine))]
    tx.session.execute(delete(ActivityLink).where(*mine))
    linked = select(ActivityLink.activity_id).where(ActivityLink.activity_id.in_(ids))
    tx.session.execute(delete(Activity).where(Activity.id.in_(ids), Activity.id.not_in(linked)))


def _remove(tx: Transaction, model: Any, **of: Any) -> None:
    tx.session.execute(delete(model).filter_by(**of))
