"""Put a submission aside for good: nothing comes of it, and it stays in the inbox as it came."""

from __future__ import annotations

from core import inbox
from core.actions.undecided import undecided
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Submission


def discard(tx: Transaction, submission: Submission) -> Submission:
    """The submission, discarded. Raises `IllegalMove` where a record came of it, naming that, and `Forbidden`."""
    current = undecided(tx, submission)
    if current.state == "discarded":
        raise IllegalMove("{reference} was discarded already.", reference=current.reference)
    inbox.settle(tx, current, "discarded")
    return current
