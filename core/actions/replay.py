"""Work on a submission once more: its form was understood better, or a person says that it is worth it."""

from __future__ import annotations

from core import events, inbox
from core.actions.undecided import undecided
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Submission

# What is settled for good is not here, nor a card that waits for its review.
AGAIN = frozenset({"received", "test", "spam", "quarantined", "failed", "discarded"})


def replay(tx: Transaction, submission: Submission) -> Submission:
    """The submission, received anew and due at once; nobody asks any longer whether it is spam or a test.

    Raises `IllegalMove` where a record came of it, naming that, where its card waits for review, and where its cards
    are submissions of their own; `Forbidden`.
    """
    current = undecided(tx, submission)
    if current.state == "parted":
        raise IllegalMove(
            "{reference} shows several cards, each of its own: {parts}. Work on one of those again.",
            reference=current.reference,
            parts=", ".join(f"S-{number}" for number in current.result["parts"]),
        )
    if current.state not in AGAIN:
        raise IllegalMove(
            "{reference} waits for somebody to check its card. Do that in its message.",
            reference=current.reference,
        )
    current.state, current.reason, current.tries, current.result = "received", None, 0, {"wanted": True}
    event = events.record(tx, current, "replayed")
    inbox.enqueue(tx, current, key=f"submission:{current.id}:{event.id}")
    return current
