"""Files of leads: shown first, then taken in, and taken back as a whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core import events
from core.columns import check_columns, with_meaning
from core.crm import Transaction
from core.errors import Changed, IllegalMove, Rejected
from core.model import Batch
from core.model.batch import CANCELLED, DONE, FAILED, OVER, RUNNING, SHOWN
from core.rights import check


def show_batch(tx: Transaction, digest: str, **fields: Any) -> Batch:
    """The file as it would be taken in; nothing is made of it yet.

    One that was stopped on its way, or broke, is given back to go on. Raises `Rejected` for one that was taken in.
    """
    check(tx, "import")
    known = tx.session.scalar(select(Batch).where(Batch.digest == digest, Batch.state.not_in(OVER)).with_for_update())
    if known is not None and known.state == RUNNING:
        return known
    if known is not None and known.state != SHOWN:
        raise Rejected(
            "This file was taken in on {day} already, as file {number}. To take that back: filon leads undo {number}",
            day=tx.in_zone(known.created_at).date(),
            number=known.id,
        )
    if known is not None:
        known.state = CANCELLED
        events.record(tx, known, "cancelled")
    if known is None and (broken := _broken(tx, digest)) is not None:
        return _go_on(tx, broken, fields.get("submission_id"))
    batch = Batch(digest=digest, state=SHOWN, user_id=tx.actor.user_id, **fields)
    tx.session.add(batch)
    events.record(tx, batch, "shown")
    return batch


def locked(tx: Transaction, batch_id: int) -> Batch:
    """The batch as it is now, locked until the end of the transaction. Raises `Rejected` where there is none."""
    reading = select(Batch).where(Batch.id == batch_id).with_for_update().execution_options(populate_existing=True)
    batch = tx.session.scalar(reading)
    if batch is None:
        raise Rejected("There is no file {number}. See them all: filon leads files", number=batch_id)
    return batch


def change_meaning(tx: Transaction, batch: Batch, heading: str, field: str) -> Batch:
    """The batch with another meaning of a column. Two columns may mean the same until it is taken in."""
    batch = _undecided(tx, batch)
    batch.columns = with_meaning(batch.columns, heading, field)
    events.record(tx, batch, "mapped")
    return batch


def start_batch(tx: Transaction, batch: Batch) -> Batch:
    """Let the file be taken in. Raises `Rejected` where its columns cannot be."""
    batch = _undecided(tx, batch)
    check_columns(batch.columns)
    batch.state = RUNNING
    events.record(tx, batch, "started")
    return batch


def cancel_batch(tx: Transaction, batch: Batch) -> Batch:
    """Make nothing of the file."""
    batch = _undecided(tx, batch)
    batch.state = CANCELLED
    events.record(tx, batch, "cancelled")
    return batch


def end_batch(tx: Transaction, batch: Batch, refusal: Rejected | None = None) -> Batch:
    """Every row is settled; or the file turned out to be damaged, and what was made of it so far stays."""
    if batch.state == RUNNING:
        batch.state = FAILED if refusal else DONE
        if refusal:
            batch.reason, batch.values = refusal.message, {name: str(value) for name, value in refusal.values.items()}
        events.record(tx, batch, batch.state, created=batch.created, rejected=batch.rejected)
    return batch


def _broken(tx: Transaction, digest: str) -> Batch | None:
    """The batch of this file, where it was the last of it and broke."""
    last = select(Batch).where(Batch.digest == digest).order_by(Batch.id.desc()).limit(1).with_for_update()
    batch = tx.session.scalar(last)
    return batch if batch is not None and batch.state == FAILED else None


def _go_on(tx: Transaction, batch: Batch, submission_id: int | None) -> Batch:
    """As it was decided then: rows that became leads would be told as duplicates by a new beginning."""
    batch.state, batch.reason, batch.values = RUNNING, None, {}
    batch.submission_id = submission_id or batch.submission_id
    events.record(tx, batch, "started")
    return batch


def _undecided(tx: Transaction, batch: Batch) -> Batch:
    fresh = locked(tx, batch.id)
    check(tx, "import")
    if fresh.state in OVER:
        raise IllegalMove("This file was put aside. Send it again.")
    if fresh.state != SHOWN:
        raise Changed("This file is being taken in already, or was.")
    return fresh
