"""What is kept of the rows of a file that became no leads, until the people in them are forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, delete, or_, select, update

from core.crm import Transaction
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
    """Remove the rows that name this person: by the address, as one who is known already, or as the same again."""
    tx.session.execute(delete(Rejection).where(or_(*_about(lead))))
    if lead.email:
        shown = Batch.state != SHOWN, _holds(Batch.sample, lead.email)
        tx.session.execute(update(Batch).where(*shown).values(sample=[]))


def _about(lead: Lead) -> list[ColumnElement[bool]]:
    values = Rejection.values
    about = [values["who"].as_string().startswith(f"{lead.reference} ", autoescape=True)]
    if lead.batch_id:
        about.append(and_(Rejection.batch_id == lead.batch_id, values["row"].as_integer() == lead.batch_row))
    if lead.email:
        about.append(_holds(Rejection.cells, lead.email))
    return about


def _holds(column: Any, text: str) -> ColumnElement[bool]:
    """Whether a cell is, or holds, the text, in whatever case; what is not ASCII stands escaped in JSON."""
    written = text.lower().encode("ascii", "backslashreplace").decode()
    return cast(column, Text).icontains(written, autoescape=True)
