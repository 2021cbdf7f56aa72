"""Put a submission aside for good: nothing comes of it, and it stays in the inbox as it came."""

from __future__ import annotations

from core import inbox
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Submission
from core.queries.submissions import outcome
from core.rights import check


def discard(tx: Transaction, submission: Submission) -> Submission:
    """The submission, discarded. Raises `IllegalMove` where a record came of it, naming that, and `Forbidden`."""
    current = inbox.lock(tx, submission.id)
    check(tx, "inbox")
    if made := outcome(tx.session, current):
        raise IllegalMove(
            "{reference} became {record} already. Nothing was done.",
            reference=current.reference,
            record=made.reference,
        )
    if current.state == "discarded":
        raise IllegalMove("{reference} was discarded already.", reference=current.reference)
    inbox.settle(tx, current, "discarded")
    return current
