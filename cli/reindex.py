"""`filon db reindex`: make anew what records are found by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core import duplicates
from core.crm import Actor, Crm
from core.model import RECORDS
from core.queries import search

BATCH = 500


def reindex(crm: Crm, *, batch: int = BATCH) -> int:
    """How many records were indexed, by words and as duplicates; a transaction for each batch."""
    return sum(_kind(crm, model, batch) for model in RECORDS.values())


def _kind(crm: Crm, model: Any, batch: int) -> int:
    count, last = 0, 0
    while ids := _batch(crm, model, last, batch):
        count, last = count + len(ids), ids[-1]
    return count


def _batch(crm: Crm, model: Any, last: int, batch: int) -> list[int]:
    with crm.transaction(Actor(None, "cli")) as tx:
        records = list(tx.session.scalars(select(model).where(model.id > last).order_by(model.id).limit(batch)))
        for record in records:
            search.index(tx.session, record)
            duplicates.keep(tx.session, record)
        return [record.id for record in records]
