"""Work on a submission once more: its form was understood better, or a person says that it is worth it."""

from __future__ import annotations

from core import events, inbox
from core.crm import Transaction
from core.errors import IllegalMove
from core.language import Term
from core.model import Submission
from core.queries.submissions import outcome
from core.rights import check

# What is settled for good is not here, nor a card that waits for its review.
AGAIN = frozenset({"received", "test", "spam", "quarantined", "failed", "discarded"})


def replay(tx: Transaction, submission: Submission) -> Submission:
    """The submission, received anew; its job is enqueued, and no longer asks whether it is spam or a test.

    Raises `IllegalMove` where a record came of it, naming that, and where its card waits for review; `Forbidden`.
    """
    current = inbox.lock(tx, submission.id)
    check(tx, "inbox")
    if made := outcome(tx.session, current):
        raise IllegalMove(
            "{reference} became {record} already. Nothing was done.",
            reference=current.reference,
            record=made.reference,
        )
    if current.state not in AGAIN:
        raise IllegalMove(
            "{reference} is {state}: its card waits for somebody to check it. Do that in its message.",
            reference=current.reference,
            state=Term(current.state),
        )
    current.state, current.reason, current.tries, current.result = "received", None, 0, {"wanted": True}
    event = events.record(tx, current, "replayed")
    inbox.enqueue(tx, current, key=f"submission:{current.id}:{event.id}")
    return current
