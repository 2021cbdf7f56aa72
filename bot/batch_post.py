"""A file of leads in Slack: its message, what was not taken of it, and one word to everybody."""

from __future__ import annotations

import tempfile
from pathlib import Path

from slack_sdk import WebClient

from bot.messages import batch as shown
from bot.messages import batch_announcement, language_of
from bot.posting import Place, Topic, known, leads_channel, post_once
from bot.uploading import Upload, upload_once
from core.crm import Actor, Crm, Transaction
from core.model import Batch, Event, Submission, User
from core.model.batch import DONE
from core.rejected import write_rejected

NOBODY = Actor(None, "job")
LONGEST_NAME = 100
IMPORT, REJECTED, TAKEN_IN = "import", "rejected", "taken in"


def show_file(crm: Crm, client: WebClient, event_id: int) -> None:
    """Show what a file says, in the thread that it was posted in."""
    with crm.look(NOBODY) as tx:
        batch = _batch(tx, event_id)
        reply, place = shown(tx, batch), _place(tx, batch)
    if place:
        post_once(crm, client, Topic("batch", batch.id, IMPORT), place, reply)


def report_file(crm: Crm, client: WebClient, event_id: int) -> None:
    """Send what was not taken to where the file was posted, and tell everybody of the new leads in one message."""
    with crm.look(NOBODY) as tx:
        batch = _batch(tx, event_id)
        place, reply = _place(tx, batch), batch_announcement(tx, batch)
    # One that broke may go on, and the file of what was not taken is sent once.
    if place and batch.rejected and batch.state == DONE:
        _send_rejected(crm, client, batch, place)
    if batch.created:
        post_once(crm, client, Topic("batch", batch.id, TAKEN_IN), leads_channel(crm), reply)


def _send_rejected(crm: Crm, client: WebClient, batch: Batch, place: Place) -> None:
    topic = Topic("batch", batch.id, REJECTED)
    if known(crm, topic):
        return
    with tempfile.TemporaryDirectory() as folder, crm.look(NOBODY) as tx:
        language = language_of(tx, tx.session.get(User, batch.user_id or 0))
        path, name = Path(folder) / "rejected.csv", f"{Path(batch.name).stem[:LONGEST_NAME]}-rejected.csv"
        write_rejected(tx.session, batch, path, language)
        comment, table = language.say("What was not taken, with the reasons"), path.read_bytes()
    upload_once(crm, client, topic, place, Upload(table, name, comment))


def _batch(tx: Transaction, event_id: int) -> Batch:
    return tx.session.get_one(Batch, tx.session.get_one(Event, event_id).record_id)


def _place(tx: Transaction, batch: Batch) -> Place | None:
    submission = tx.session.get(Submission, batch.submission_id or 0)
    origin = submission.origin if submission else {}
    return Place(origin["channel"], origin["ts"]) if "channel" in origin else None
