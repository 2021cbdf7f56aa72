"""Turns: of those who make leads of what came in by itself, one is at it at a time.

Two who wrote twice at one moment are known to be one person only where the second is looked at after the first.
SQLite has one writer, so there everybody waits for their turn anyway.
"""

from __future__ import annotations

from sqlalchemy import text

from core.crm import Transaction
from core.slots import NAMESPACE

# No worker has this number.
NUMBER = 0
# Who holds many records waits for others less long than PostgreSQL lets two wait for each other (a second).
MILLISECONDS = 500


def take(tx: Transaction, *, is_patient: bool = True) -> None:
    """Wait for the turn, which lasts until the end of the transaction; who is not patient waits little for records.

    Raises, then, `OperationalError` where somebody else holds a record.
    """
    if tx.session.get_bind().dialect.name != "postgresql":
        return
    turn = "SELECT pg_advisory_xact_lock(:namespace, :number), set_config('lock_timeout', :most, true)"
    most = "0" if is_patient else str(MILLISECONDS)
    tx.session.execute(text(turn), {"namespace": NAMESPACE, "number": NUMBER, "most": most})
