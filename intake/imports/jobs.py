"""The jobs of files that were sent in Slack: look at them, take them in, take them back. Done again, each goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from core import inbox
from core.actions.batches import end_batch, locked, show_batch
from core.actions.undo_batch import DOOR
from core.crm import Actor, Crm
from core.errors import Changed, Rejected, SalesError, Unavailable
from core.language import Terms, mark
from core.model import Batch, Event, Submission, User
from core.model.batch import RUNNING
from intake import breakage
from intake.imports.look import look
from intake.imports.take import COMPANY, take_back, take_in

BROKE = mark(
    "Something broke while this file was taken in (reference {reference}). What was made of it stays; "
    "send the same file again, and it goes on."
)


def jobs(crm: Crm) -> dict[str, Callable[..., None]]:
    """The jobs by the names under which they are asked for."""
    return {job.__name__: partial(job, crm) for job in (look_at_file, take_in_file, take_back_file)}


def look_at_file(crm: Crm, submission_id: int) -> None:
    """Find out what the columns of the file in the inbox mean, or say why it cannot be used."""
    with crm.read() as session:
        submission = session.get_one(Submission, submission_id)
    if submission.state != "received":
        return
    try:
        _show(crm, submission)
    except Unavailable:
        raise
    except SalesError as refusal:
        _refuse(crm, submission_id, refusal)
    except Exception as error:  # noqa: BLE001 - whatever one file does to us, its sender must hear of it
        _refuse(crm, submission_id, breakage.refusal(error, "file.broke", submission=submission_id))


def _show(crm: Crm, submission: Submission) -> None:
    with _file(submission) as path:
        seen = look(path)
    fields = {name: getattr(seen, name) for name in ("columns", "has_header", "sample", "total")}
    name = submission.origin.get("name") or "?"
    with crm.transaction(_sender(crm, submission)) as tx:
        fresh = tx.session.get_one(Submission, submission.id, with_for_update=True)
        batch = show_batch(tx, seen.digest, name=name, source=DOOR, submission_id=fresh.id, **fields)
        # One that broke goes on with the file that was sent now.
        if batch.state == RUNNING and batch.submission_id != fresh.id:
            raise Changed("This file is being taken in already, or was.")
        inbox.settle(tx, fresh, "batch", batch_id=batch.id)


def _refuse(crm: Crm, submission_id: int, refusal: SalesError) -> None:
    values = {name: _plainly(value) for name, value in refusal.values.items()}
    with crm.transaction(Actor(None, DOOR)) as tx:
        submission = tx.session.get_one(Submission, submission_id, with_for_update=True)
        if submission.state == "received":
            inbox.settle(tx, submission, "failed", reason=refusal.message, values=values)


def take_in_file(crm: Crm, event_id: int) -> None:
    """Take in the file whose import somebody began."""
    with crm.read() as session:
        batch = session.get_one(Batch, session.get_one(Event, event_id).record_id)
        submission = session.get_one(Submission, batch.submission_id)
    try:
        with _file(submission) as path:
            take_in(crm, batch.id, path)
    except SalesError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one file does to us, its sender must hear of it
        reference = breakage.report(error, "file.broke", batch=batch.id)
        with crm.transaction(COMPANY) as tx:
            end_batch(tx, locked(tx, batch.id), Rejected(BROKE, reference=reference))


def take_back_file(crm: Crm, event_id: int) -> None:
    """Take back the file whose undoing somebody began."""
    with crm.read() as session:
        batch_id = session.get_one(Event, event_id).record_id
    take_back(crm, batch_id)


def _plainly(value: object) -> object:
    """As JSON keeps it; several terms stay several, to be said in the reader's language."""
    if isinstance(value, Terms):
        return [str(term) for term in value]
    return value if isinstance(value, int) else str(value)


@contextmanager
def _file(submission: Submission) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads"
        path.write_bytes(submission.body)
        yield path


def _sender(crm: Crm, submission: Submission) -> Actor:
    """Whoever sent the file: their rights count."""
    with crm.read() as session:
        user = session.query(User).filter_by(slack_id=submission.origin.get("user", "")).one_or_none()
    return Actor(user.id if user else None, "slack")
