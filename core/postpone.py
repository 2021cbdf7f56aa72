"""Work on a submission that cannot be done just now is done later: it waits in the database, and in nobody's way."""

from __future__ import annotations

from core import events, inbox
from core.crm import Transaction
from core.errors import SalesError
from core.model import Submission

# Seconds before each further try: about an hour in all.
WAITS = (2, 8, 30, 120, 600, 3000)
# So many are waited out in silence: what takes longer is said to whoever waits for it.
SILENT = 2


def postpone(tx: Transaction, submission: Submission, refusal: SalesError) -> bool:
    """Have the submission worked on once more, later; false where it was tried often enough."""
    tried = submission.result.get("postponed", 0)
    if tried >= len(WAITS):
        return False
    submission.reason = refusal.message
    submission.result = submission.result | {"postponed": tried + 1, "values": inbox.plain_values(refusal)}
    event = events.record(tx, submission, "postponed" if tried >= SILENT else "tried")
    inbox.enqueue(tx, submission, key=f"submission:again:{event.id}", delay_seconds=WAITS[tried])
    return True
