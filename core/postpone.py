"""Work on a submission that cannot be done just now is done later, by a job that waits in the database."""

from __future__ import annotations

from core import events, inbox, jobs
from core.crm import Transaction
from core.errors import SalesError
from core.model import Submission

# Seconds before each further try: about an hour in all.
WAITS = (2, 8, 30, 120, 600, 3000)
# So many are waited out in silence: what takes longer is said to whoever waits for it.
SILENT = 2


def postpone(tx: Transaction, submission: Submission, refusal: SalesError) -> bool:
    """Ask for the submission's job once more, later; false where it was tried often enough."""
    tried = submission.result.get("postponed", 0)
    if tried >= len(WAITS):
        return False
    submission.reason = refusal.message
    submission.result = submission.result | {"postponed": tried + 1, "values": inbox.plain_values(refusal)}
    event = events.record(tx, submission, "postponed" if tried >= SILENT else "tried")
    job = inbox.job_of(submission.door, submission.content_type)
    jobs.enqueue(tx.session, job, submission.id, key=f"{job}:again:{event.id}", delay_seconds=WAITS[tried])
    return True
