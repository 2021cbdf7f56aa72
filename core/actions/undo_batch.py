"""Take back the leads of a file, all but those that somebody has worked on since."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import aliased

from core import events
from core.actions.batches import locked
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import ActivityLink, Batch, Distinction, Event, Lead, MatchKey, Post, Rejection, SearchWord
from core.model.batch import DONE, FAILED, RUNNING, UNDOING, UNDONE
from core.rights import check

AT_ONCE = 1000
DOOR = "file"


def start_undo(tx: Transaction, batch: Batch) -> Batch:
    """Stop it where it is on its way, and let its leads be taken back. Raises `IllegalMove` where nothing was made."""
    batch = locked(tx, batch.id)
    check(tx, "import")
    if batch.state not in {RUNNING, DONE, FAILED, UNDOING}:
        raise IllegalMove("Nothing of file {number} is there to be taken back.", number=batch.id)
    if batch.state != UNDOING:
        batch.state = UNDOING
        # Its identity stays the highest: no event that is removed now lends its own to a later one.
        events.record(tx, batch, "undoing")
    return batch


def undo_some(tx: Transaction, batch: Batch, most: int = AT_ONCE) -> bool:
    """Take so many leads back; whether there may be more. At the end the batch names those that stay."""
    batch = locked(tx, batch.id)
    if batch.state != UNDOING:
        return False
    mine = select(Lead.id).where(Lead.batch_id == batch.id)
    free = mine.where(~_is_worked_on()).order_by(Lead.id)
    locked_now = tx.session.scalars(free.limit(most).with_for_update(of=Lead)).all()
    # Who works on one just now made us wait for the lock, and what they did shows to a new look only.
    if gone := tx.session.scalars(free.where(Lead.id.in_(locked_now))).all():
        _remove(tx, gone)
        return True
    batch.state = UNDONE
    batch.kept = [f"L-{id_}" for id_ in tx.session.scalars(mine.order_by(Lead.id))]
    tx.session.execute(delete(Rejection).where(Rejection.batch_id == batch.id))
    events.record(tx, batch, "undone")
    return False


def _is_worked_on() -> Any:
    """Whether anything happened to the lead after it was made, or points to it."""
    other = aliased(Lead)
    about = (
        select(Event.id).where(
            Event.record_kind == "lead",
            Event.record_id == Lead.id,
            or_(Event.door != DOOR, Event.user_id.is_not(None), Event.name.not_in(["lead.created", "lead.assigned"])),
        ),
        select(ActivityLink.record_id).where(ActivityLink.record_kind == "lead", ActivityLink.record_id == Lead.id),
        select(Post.id).where(Post.subject_kind == "lead", Post.subject_id == Lead.id),
        select(other.id).where(other.master_id == Lead.id),
        select(Distinction.first_id).where(Distinction.first_kind == "lead", Distinction.first_id == Lead.id),
        select(Distinction.second_id).where(Distinction.second_kind == "lead", Distinction.second_id == Lead.id),
    )
    return or_(*(found.correlate(Lead).exists() for found in about))


def _remove(tx: Transaction, ids: Any) -> None:
    """The leads with all that was written of them: people who were never meant to be here leave nothing behind."""
    for trace in (SearchWord, MatchKey, Event):
        tx.session.execute(delete(trace).where(trace.record_kind == "lead", trace.record_id.in_(ids)))
    tx.session.execute(delete(Lead).where(Lead.id.in_(ids)))
