"""What is kept of the rows of a file that became no leads, until the people in them are forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Text, and_, cast, delete, or_, select, tuple_, update

from core.crm import Transaction
from core.mentions import may_mention, mentions
from core.model import Batch, Lead, Rejection
from core.model.batch import RUNNING, SHOWN

FILE = "file"


def forget_rows(tx: Transaction, source: str, before: datetime, most: int) -> int:
    """How many files of this source lost their rejected rows, and the first rows that were shown of them.

    `file` stands for every file to whose source no days of its own are given.
    """
    own = tx.settings.configuration.retention.keys() - {FILE}
    mine = Batch.source.not_in(own) if source == FILE else Batch.source == source
    is_kept = or_(
        cast(Batch.sample, Text) != "[]", select(Rejection.row).where(Rejection.batch_id == Batch.id).exists()
    )
    old = select(Batch.id).where(mine, is_kept, Batch.state != RUNNING, Batch.created_at < before)
    ids = [*tx.session.scalars(old.limit(most))]
    tx.session.execute(delete(Rejection).where(Rejection.batch_id.in_(ids)))
    tx.session.execute(update(Batch).where(Batch.id.in_(ids)).values(sample=[]))
    return len(ids)


def forget_person(tx: Transaction, lead: Lead) -> None:
    """Remove the rows that speak of this person: those that name them, and those refused as the same again."""
    tx.session.execute(delete(Rejection).where(or_(*_as_known(lead))))
    rows = select(Rejection.batch_id, Rejection.row, Rejection.cells).where(may_mention(Rejection.cells, lead))
    found = [(batch_id, row) for batch_id, row, cells in tx.session.execute(rows) if mentions(cells, lead)]
    if found:
        tx.session.execute(delete(Rejection).where(tuple_(Rejection.batch_id, Rejection.row).in_(found)))
    shown = select(Batch.id, Batch.sample).where(Batch.state != SHOWN, may_mention(Batch.sample, lead))
    ids = [id_ for id_, sample in tx.session.execute(shown) if any(mentions(cells, lead) for cells in sample)]
    tx.session.execute(update(Batch).where(Batch.id.in_(ids)).values(sample=[]))


def _as_known(lead: Lead) -> list[ColumnElement[bool]]:
    values = Rejection.values
    known = [values["who"].as_string().startswith(f"{lead.reference} ", autoescape=True)]
    if lead.batch_id:
        known.append(and_(Rejection.batch_id == lead.batch_id, values["row"].as_integer() == lead.batch_row))
    return known
