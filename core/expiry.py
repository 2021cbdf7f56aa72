"""The job that lets quotes expire, day by day."""

from __future__ import annotations

from contextlib import suppress

import structlog

from core.actions.expire import expire, overdue
from core.crm import Actor, Crm
from core.errors import IllegalMove, NotFound
from core.model import Quote

log = structlog.get_logger()
NOBODY = Actor(None, "job")


def expire_quotes(crm: Crm) -> list[str]:
    """Let each sent quote whose day has passed expire, in a transaction of its own; their references.

    Safe to repeat, and beside another worker that does the same.
    """
    if "quote" not in crm.settings.cycle.kinds:
        return []
    with crm.look(NOBODY) as tx:
        found = overdue(tx)
    expired = [quote.reference for quote in found if _expired(crm, quote)]
    log.info("quotes.expired", count=len(expired))
    return expired


def expire_daily(crm: Crm, _day: str) -> None:
    """The same as a job, which is given the day so that it is asked for once a day."""
    expire_quotes(crm)


def _expired(crm: Crm, quote: Quote) -> bool:
    # Somebody may have had it accepted, or deleted, or another worker let it expire, since it was found.
    with suppress(IllegalMove, NotFound), crm.transaction(NOBODY) as tx:
        expire(tx, quote)
        return True
    return False
