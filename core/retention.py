"""The job that erases, day by day, what was kept for as long as `[retention]` lets it be."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update

from core.actions.erase import erase, forgotten
from core.crm import Actor, Crm
from core.errors import NotFound, ReadOnly
from core.model import Submission
from core.model.types import now
from core.rejections import forget_rows

log = structlog.get_logger()
NOBODY = Actor(None, "job")
AT_ONCE = 200
# Of which source what came in by a door is.
DOORS: Mapping[str, tuple[str, ...]] = {
    "web form": ("form", "hook"),
    "call to action": (),
    "card": ("card", "slack"),
    "file": ("file",),
    "bought file": (),
    "api": ("api",),
}


def erase_daily(crm: Crm, _day: str) -> None:
    """Erase raw bodies, rows of files, and leads that nobody worked on, by their source. Safe to repeat."""
    for source, days in crm.settings.configuration.retention.items():
        before = now() - timedelta(days=days)
        bodies, files = erase_bodies(crm, source, before), erase_rows(crm, source, before)
        leads = erase_leads(crm, source, before)
        log.info("retention.erased", source=source, bodies=bodies, files=files, leads=leads)


def erase_leads(crm: Crm, source: str, before: datetime) -> int:
    """How many leads were erased, each in a transaction of its own."""
    count = 0
    while True:
        with crm.look(NOBODY) as tx:
            found = forgotten(tx, source, before, AT_ONCE)
        erased = 0
        for lead in found:
            # Somebody may have begun to work on it, or another worker was quicker.
            with suppress(ReadOnly, NotFound), crm.transaction(NOBODY) as tx:
                erase(tx, lead)
                erased += 1
        count += erased
        if not erased:
            return count


def erase_rows(crm: Crm, source: str, before: datetime) -> int:
    """How many files of leads lost their rows that became none."""
    count = 0
    while True:
        with crm.transaction(NOBODY) as tx:
            found = forget_rows(tx, source, before, AT_ONCE)
        count += found
        if not found:
            return count


def erase_bodies(crm: Crm, source: str, before: datetime) -> int:
    """How many submissions lost their bodies, headers and answers. What became of them, and their keys, stay."""
    old = (
        select(Submission.id)
        .where(Submission.door.in_(DOORS.get(source, (source,))), Submission.state != "received")
        .where(Submission.created_at < before, Submission.body != b"")
        .limit(AT_ONCE)
    )
    count = 0
    while True:
        with crm.transaction(NOBODY) as tx:
            ids = [*tx.session.scalars(old)]
            tx.session.execute(
                update(Submission).where(Submission.id.in_(ids)).values(body=b"", headers={}, origin={}, result={})
            )
            waiting = Submission.id.in_(ids), Submission.state == "review"
            tx.session.execute(update(Submission).where(*waiting).values(state="discarded"))
        count += len(ids)
        if not ids:
            return count
