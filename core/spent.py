"""What may be used once, such as the solution of a task: remembered with the answers, and forgotten with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from core.crm import Transaction
from core.model import Reply

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def spend(tx: Transaction, purpose: str, key: str, holder: str) -> bool:
    """Whether it is the holder's: it was nobody's until now, or the holder's own and this is asked again."""
    insert = INSERT[tx.session.connection().dialect.name](Reply)
    new = insert.values(caller=purpose, key=key, digest=holder, status=200, body={})
    tx.session.execute(new.on_conflict_do_nothing(index_elements=["caller", "key"]))
    return tx.session.scalar(select(Reply.digest).filter_by(caller=purpose, key=key)) == holder
