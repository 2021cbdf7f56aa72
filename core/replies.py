"""The job that forgets, day by day, what programs were answered: nobody repeats a request after a week."""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy import delete, select

from core.crm import Actor, Crm
from core.model import Reply
from core.model.types import now

log = structlog.get_logger()
NOBODY = Actor(None, "job")
KEPT = timedelta(days=7)
# SQLite has one writer: nobody shall wait long for this.
AT_ONCE = 500


def forget_daily(crm: Crm, _day: str) -> None:
    """The job, which is given the day so that it is asked for once a day."""
    forget_replies(crm)


def forget_replies(crm: Crm) -> int:
    """Delete the answers older than `KEPT`, a few a transaction; how many. Safe beside another worker."""
    limit, count = now() - KEPT, 0
    old = select(Reply.id).where(Reply.created_at < limit).order_by(Reply.created_at).limit(AT_ONCE)
    while True:
        with crm.transaction(NOBODY) as tx:
            found = tx.session.scalars(old).all()
            tx.session.execute(delete(Reply).where(Reply.id.in_(found)))
        count += len(found)
        if len(found) < AT_ONCE:
            log.info("replies.forgotten", count=count)
            return count
