"""What happened around a record, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Activity, ActivityLink, Event, Record, User

MOST = 10


@dataclass(frozen=True)
class Entry:
    """One thing that happened: an event's name or an activity's type, by whom, with its text."""

    happened_at: datetime
    what: str
    who: str
    text: str
    changes: dict[str, Any]


def timeline(session: Session, record: Record, most: int = MOST) -> list[Entry]:
    """The newest entries of the record's audit trail and activities, the newest first."""
    events = (
        select(Event, User.name)
        .outerjoin(User, User.id == Event.user_id)
        .where(Event.record_kind == record.kind, Event.record_id == record.id)
        .order_by(Event.id.desc())
        .limit(most)
    )
    activities = (
        select(Activity, User.name)
        .join(ActivityLink, ActivityLink.activity_id == Activity.id)
        .outerjoin(User, User.id == Activity.user_id)
        .where(ActivityLink.record_kind == record.kind, ActivityLink.record_id == record.id)
        .order_by(Activity.id.desc())
        .limit(most)
    )
    entries = [Entry(e.happened_at, e.name, who or e.door, "", e.changes) for e, who in session.execute(events)]
    entries += [Entry(a.happened_at, a.type, who or "", a.text, {}) for a, who in session.execute(activities)]
    return sorted(entries, key=lambda entry: entry.happened_at, reverse=True)[:most]
