"""What was not used yet can still be decided about."""

from __future__ import annotations

from core import inbox
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Submission
from core.queries.submissions import outcome
from core.rights import check


def undecided(tx: Transaction, submission: Submission) -> Submission:
    """The submission as it is now, locked. Raises `Forbidden`, and `IllegalMove` where a record came of it."""
    current = inbox.lock(tx, submission.id)
    check(tx, "inbox")
    if made := outcome(tx.session, current):
        raise IllegalMove(
            "{reference} became {record} already. Nothing was done.",
            reference=current.reference,
            record=made.reference,
        )
    return current
