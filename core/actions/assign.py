"""Give a record to somebody."""

from __future__ import annotations

from core import events
from core.crm import Transaction
from core.errors import Changed
from core.model import Record, User
from core.rights import check


def assign(tx: Transaction, record: Record, user: User, *, version: int | None = None) -> Record:
    """The record with its new owner. Raises `Changed` for a stale version."""
    record = tx.lock(record, version)
    check(tx, "assign", record)
    if record.owner_id != user.id:
        record.owner_id = user.id
        events.record(tx, record, "assigned", to=user.name)
    return record


def claim(tx: Transaction, record: Record, user: User) -> Record:
    """The record taken by whoever comes first. Raises `Changed` telling the others who won."""
    record = tx.lock(record)
    check(tx, "claim")
    if record.owner_id not in {None, user.id}:
        winner = tx.session.get_one(User, record.owner_id)
        raise Changed("{winner} was faster: {reference} is taken.", winner=winner.name, reference=record.reference)
    if record.owner_id is None:
        record.owner_id = user.id
        events.record(tx, record, "claimed", by=user.name)
    return record
