"""Bring a task to its end: done, or cancelled."""

from __future__ import annotations

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.errors import Forbidden, IllegalMove
from core.language import Term
from core.model import RECORDS, Activity, User
from core.model.activity import CANCELLED, DONE, OPEN
from core.rights import MANAGERS, SYSTEM, check


def complete(tx: Transaction, task: Activity) -> Activity:
    """The task, done. Raises `IllegalMove` where it is not open any more, `Forbidden` for a task of others."""
    return _end(tx, task, DONE)


def cancel(tx: Transaction, task: Activity) -> Activity:
    """The task, not to be done any more. Raises as `complete` does."""
    return _end(tx, task, CANCELLED)


def _end(tx: Transaction, task: Activity, state: str) -> Activity:
    locking = select(Activity).where(Activity.id == task.id).with_for_update()
    task = tx.session.scalars(locking.execution_options(populate_existing=True)).one()
    check(tx, "log")
    _check_own(tx, task)
    if task.state != OPEN:
        raise IllegalMove(
            "{reference} is {state} already. Your open tasks: /crm mine",
            reference=task.reference,
            state=Term(task.state),
        )
    task.state = state
    events.record(tx, task, state)
    return task


def _check_own(tx: Transaction, task: Activity) -> None:
    """A task is its user's; who owns a record that it concerns may end it too, and so may managers."""
    own = {task.user_id, *_owners(tx, task)}
    if tx.role in MANAGERS | {SYSTEM} or tx.actor.user_id in own or task.user_id is None:
        return
    raise Forbidden(
        "{reference} is a task of {name}. Ask {name}, or a manager.",
        reference=task.reference,
        name=tx.session.get_one(User, task.user_id).name,
    )


def _owners(tx: Transaction, task: Activity) -> set[int]:
    records = (tx.session.get(RECORDS[link.record_kind], link.record_id) for link in task.links)
    return {record.owner_id for record in records if record and record.owner_id}
