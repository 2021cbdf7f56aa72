"""The audit trail, and what follows from it.

Every change of a record passes through `record`, which notes it, keeps the record findable (by words, and as a
duplicate), and enqueues the jobs that follow, all in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from core import duplicates, jobs
from core.crm import Crowd, Transaction
from core.cycle import KINDS
from core.model import Base, Event, Post, Record
from core.model.newcomer import Newcomer
from core.model.rows import add_rows
from core.model.types import now
from core.queries import search, suppression

WITHOUT_FORM = (Decimal, date, datetime)
UNTOLD = frozenset({"id", "version", "created_at", "updated_at", "secret_hash"})


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
    Follow("submission.parted", "review_card"),
    Follow("submission.failed", "report_card", frozenset({"card", "slack", "job", "file"})),
    Follow("submission.failed", "report_held", frozenset({"form", "api", "hook"})),
    Follow("submission.postponed", "report_card", frozenset({"card", "slack", "job", "file"})),
    Follow("submission.photo asked", "send_photo"),
    Follow("submission.photo erased", "forget_photo"),
    Follow("submission.quarantined", "report_held"),
    Follow("submission.attached", "tell_of_return"),
    Follow("batch.shown", "show_file", frozenset({"slack"})),
    Follow("batch.started", "take_in_file", frozenset({"slack"})),
    Follow("batch.undoing", "take_back_file", frozenset({"slack"})),
    Follow("batch.done", "report_file"),
    Follow("batch.failed", "report_file"),
    Follow("quote.sent", "render_document"),
    Follow("order.confirmed", "render_document"),
    Follow("invoice.issued", "render_document"),
    *(Follow(f"{kind}.document_asked", "render_document") for kind in KINDS),
    *(Follow(f"{kind}.rendered", "post_document") for kind in KINDS),
    Follow("invoice.handed over", "hand_over"),
    Follow("invoice.refused", "report_refusal"),
    Follow("quote.expired", "tell_owner"),
    Follow("quote.approved", "tell_owner"),
    Follow("quote.not approved", "tell_owner"),
    Follow("quote.approval asked", "ask_managers"),
)
REFRESH = "refresh_posts"
# What is done for many at once by the job on the right, which gets the identities of all the events.
TOGETHER = {"announce_lead": "announce_leads"}


def record(tx: Transaction, subject: Any, happening: str, **details: Any) -> Event:
    """Note that something happened to a record (or a submission), with the fields before and after."""
    suppression.mark(tx.session, tx.settings, subject)
    is_new = subject in tx.session.new
    tx.session.flush()
    changes = {name: plain(value) for name, value in details.items()} | _flushed(tx.session).pop(subject, {})
    kind = getattr(subject, "kind", None) or subject.__tablename__.removesuffix("s")
    noted = {"name": f"{kind}.{happening}", "record_id": subject.id, "changes": changes} | _by(tx, kind)
    event = Event(**noted, id=tx.session.connection().scalar(insert(Event).returning(Event.id), noted))
    if isinstance(subject, Record):
        (_find_new if is_new else _find_anew)(tx.session, subject)
    _enqueue(tx, event.name, event.id)
    if not is_new and _is_talked_about(tx.session, event):
        jobs.enqueue(tx.session, REFRESH, event.id, key=f"{REFRESH}:{event.id}")
    return event


def record_new(tx: Transaction, records: Sequence[Newcomer], told: Sequence[tuple[int, str, dict[str, Any]]]) -> None:
    """The same for many records that were just made: nothing is known of them yet, and no message is about them.

    Each `told` is a record's identity, a happening, and its changes as the trail keeps them.
    """
    kind, actor = records[0].kind, tx.actor
    names = ("name", "record_id", "changes", "record_kind", "user_id", "door", "caller", "happened_at")
    by = (kind, actor.user_id, actor.door, actor.caller, now())
    noted = [(f"{kind}.{happening}", id_, changes, *by) for id_, happening, changes in told]
    if any(_follows(name, actor.door) for name in {name for name, *_ in noted}):
        _record_followed(tx, [dict(zip(names, event, strict=True)) for event in noted])
    else:
        add_rows(tx.session.connection(), Event, names, noted)
    search.index_new(tx.session, records)
    duplicates.keep_new(tx.session, records)


def _by(tx: Transaction, kind: str) -> dict[str, Any]:
    return {"record_kind": kind, "user_id": tx.actor.user_id, "door": tx.actor.door, "caller": tx.actor.caller}


def _record_followed(tx: Transaction, noted: list[dict[str, Any]]) -> None:
    """The slower way, for the jobs that follow name the events."""
    stored = insert(Event).returning(Event.id, sort_by_parameter_order=True)
    for id_, event in zip(tx.session.connection().execute(stored, noted).scalars(), noted, strict=True):
        _enqueue(tx, event["name"], id_)


def is_untold(tx: Transaction, subject: Any) -> bool:
    """Whether something of the record was changed that no event tells yet, be it written already or not."""
    return bool(_changes(subject) or _flushed(tx.session).get(subject))


def _find_new(session: Session, record: Record) -> None:
    search.index_new(session, [record])
    duplicates.keep_new(session, [record])


def _find_anew(session: Session, record: Record) -> None:
    search.index(session, record)
    duplicates.keep(session, record)


def _enqueue(tx: Transaction, name: str, event_id: int) -> None:
    for follow in _follows(name, tx.actor.door):
        if tx.crowd is not None and follow.job in TOGETHER:
            tx.crowd.append((follow.job, event_id))
        else:
            jobs.enqueue(tx.session, follow.job, event_id, key=f"{follow.job}:{event_id}")


def follow_together(tx: Transaction, crowd: Crowd) -> None:
    """Enqueue what was gathered, one job for all of a kind."""
    for job, together in TOGETHER.items():
        if event_ids := [event_id for gathered, event_id in crowd if gathered == job]:
            jobs.enqueue(tx.session, together, event_ids, key=f"{together}:{event_ids[0]}")


def _follows(name: str, door: str) -> list[Follow]:
    return [follow for follow in FOLLOWS if follow.event == name and (follow.doors is None or door in follow.doors)]


def _is_talked_about(session: Session, event: Event) -> bool:
    posts = select(Post.id).filter_by(subject_kind=event.record_kind, subject_id=event.record_id)
    return session.scalar(posts.limit(1)) is not None


@listens_for(Session, "before_flush")
def _keep_changes(session: Session, _context: Any, _instances: Any) -> None:
    """Any query between a change and its event flushes, and SQLAlchemy then forgets what was there before."""
    for subject in {*session.new, *session.dirty}:
        known = _flushed(session).setdefault(subject, {})
        for column, (before, after) in _changes(subject).items():
            known[column] = [known.get(column, [before])[0], after]


@listens_for(Session, "after_soft_rollback")
def _forget_changes(session: Session, _transaction: Any) -> None:
    _flushed(session).clear()


def _flushed(session: Session) -> dict[Base, dict[str, Any]]:
    """What was written in this transaction and is in no event yet, by record."""
    flushed: dict[Base, dict[str, Any]] = session.info.setdefault("flushed", {})
    return flushed


def _changes(subject: Base) -> dict[str, Any]:
    state = inspect(subject)
    changes = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if column.key not in UNTOLD and history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                changes[column.key] = [plain(before), plain(after)]
    return changes


def plain(value: Any) -> Any:
    """The value as the trail keeps it: what JSON has no form for as text."""
    if isinstance(value, WITHOUT_FORM):
        return str(value)
    return f"{len(value)} bytes" if isinstance(value, bytes) else value
