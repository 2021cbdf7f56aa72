"""The audit trail, and what follows from it.

Every change of a record passes through `record`, which notes it, keeps the record findable, and enqueues
the jobs that follow, all in the transaction of the change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from core import jobs
from core.crm import Transaction
from core.model import Base, Event, Post, Record
from core.queries import search

UNTOLD = frozenset({"id", "version", "created_at", "updated_at"})


@dataclass(frozen=True)
class Follow:
    """A job that follows an event: always, or only where one of `doors` was used. The job gets the event's id."""

    event: str
    job: str
    doors: frozenset[str] | None = None


# The doors implement these jobs; core only knows their names.
FOLLOWS = (
    Follow("lead.created", "announce_lead", frozenset({"form", "api"})),
    Follow("submission.read", "review_card"),
    Follow("submission.failed", "report_card"),
    Follow("quote.sent", "render_document"),
    Follow("quote.rendered", "post_document"),
    Follow("quote.expired", "tell_owner"),
    Follow("quote.approved", "tell_owner"),
    Follow("quote.not_approved", "tell_owner"),
    Follow("quote.approval_asked", "ask_managers"),
)
REFRESH = "refresh_posts"


def record(tx: Transaction, subject: Any, happening: str, **details: Any) -> Event:
    """Note that something happened to a record (or a submission), with the fields before and after."""
    changes = _changes(subject) | {name: _plain(value) for name, value in details.items()}
    tx.session.flush()
    kind = getattr(subject, "kind", None) or subject.__tablename__.removesuffix("s")
    event = Event(
        name=f"{kind}.{happening}",
        record_kind=kind,
        record_id=subject.id,
        user_id=tx.actor.user_id,
        door=tx.actor.door,
        changes=changes,
    )
    tx.session.add(event)
    tx.session.flush()
    if isinstance(subject, Record):
        search.index(tx.session, subject)
    _enqueue_what_follows(tx.session, event)
    return event


def _enqueue_what_follows(session: Session, event: Event) -> None:
    for follow in FOLLOWS:
        if follow.event == event.name and (follow.doors is None or event.door in follow.doors):
            jobs.enqueue(session, follow.job, event.id, key=f"{follow.job}:{event.id}")
    if _is_talked_about(session, event):
        jobs.enqueue(session, REFRESH, event.id, key=f"{REFRESH}:{event.id}")


def _is_talked_about(session: Session, event: Event) -> bool:
    posts = session.query(Post.id).filter_by(subject_kind=event.record_kind, subject_id=event.record_id)
    return posts.first() is not None


def _changes(subject: Base) -> dict[str, Any]:
    state = inspect(subject)
    changes = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if column.key not in UNTOLD and history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                changes[column.key] = [_plain(before), _plain(after)]
    return changes


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    return f"{len(value)} bytes" if isinstance(value, bytes) else value
