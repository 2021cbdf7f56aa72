"""Let the history of one record be that of others, too."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert, select

from core.crm import Transaction
from core.model import ActivityLink, Record


def share_history(tx: Transaction, record: Record, others: Iterable[Record]) -> None:
    """What was said and written with the record is linked to the others, where it is not already."""
    for other in others:
        new = _activities(tx, record) - _activities(tx, other)
        rows = [{"activity_id": id_, "record_kind": other.kind, "record_id": other.id} for id_ in sorted(new)]
        if rows:
            tx.session.execute(insert(ActivityLink), rows)


def _activities(tx: Transaction, record: Record) -> set[int]:
    of_record = (ActivityLink.record_kind == record.kind, ActivityLink.record_id == record.id)
    return {*tx.session.scalars(select(ActivityLink.activity_id).where(*of_record))}
