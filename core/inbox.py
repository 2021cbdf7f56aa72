"""The inbox: every submission is stored as it came before anybody judges it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from core import events, jobs
from core.crm import Transaction
from core.errors import SalesError
from core.model import Submission
from core.model.types import now

# What comes through these doors takes seconds, in a job of its own; the rest is due at once, and drained.
JOBS = {"card": "read_card", "slack": "fetch_photo"}

# What a submission holds until its photo itself is there: the file as Slack describes it.
AS_POSTED = "application/vnd.slack.file+json"

_COLUMNS = Submission.__table__.c
_STORED = tuple(_COLUMNS[name] for name in ("public_id", "door", "endpoint", "key", "digest"))
# What the database lets be there once.
IDENTITY = ("door", "endpoint", "key")
_IDENTITY = tuple(_COLUMNS[name] for name in IDENTITY)
_INSERTIONS = {
    name: dialect.insert(Submission.__table__)
    .on_conflict_do_nothing(index_elements=_IDENTITY)
    .execution_options(preserve_rowcount=True)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}

_Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Arrival:
    """A submission as it came in. `key` is the same for repeats of it at its door's endpoint.

    `origin` says where it came from, or where to answer (a Slack channel and message).
    """

    door: str
    endpoint: str
    key: str
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)


class Receipt(NamedTuple):
    """Where a submission was stored: its public id, whether it is new, and the SHA-256 of the stored body."""

    id: str
    is_new: bool
    digest: str


def receive(
    tx: Transaction,
    door: str,
    endpoint: str,
    key: str,
    *,
    body: bytes,
    content_type: str,
    headers: Mapping[str, str] | None = None,
    origin: Mapping[str, Any] | None = None,
) -> tuple[Submission, bool]:
    """The stored submission and whether it is new; it is due, or the job that works on it is enqueued with it."""
    arrival = Arrival(door, endpoint, key, content_type, body, headers or {}, origin or {})
    (receipt,) = receive_all(tx, [arrival])
    return tx.session.scalars(select(Submission).filter_by(public_id=receipt.id)).one(), receipt.is_new


def receive_all(tx: Transaction, arrivals: Sequence[Arrival]) -> list[Receipt]:
    """A receipt for each, in order. A key that is known already gives the first submission's.

    The rows go in by one statement, which makes them due, so a hundred cost little more than one. They go in sorted:
    two processes that store the same keys in different orders would wait for each other.
    """
    rows: list[_Row] = [_row(arrival) for arrival in arrivals]
    count = tx.session.connection().execute(_insertion(tx), sorted(rows, key=itemgetter(*IDENTITY))).rowcount
    kept = {_identity(row): row for row in (rows if count == len(rows) else _kept(tx, rows))}
    new = {row["public_id"] for row in rows} & {row["public_id"] for row in kept.values()}
    if tasks := {row["public_id"] for row in rows if row["door"] in JOBS} & new:
        _enqueue(tx, tasks)
    return [_receipt(kept[_identity(row)], is_new=row["public_id"] in new) for row in rows]


def enqueue(tx: Transaction, submission: Submission, *, key: str, delay_seconds: float = 0) -> None:
    """Have one submission worked on, as it is now: by its job, done once for a `key`, or as what is due."""
    if job := _job_of(submission.door, submission.content_type):
        jobs.enqueue(tx.session, job, submission.id, key=key, delay_seconds=delay_seconds)
    else:
        submission.due_at = now() + timedelta(seconds=delay_seconds)


def _job_of(door: str, content_type: str) -> str | None:
    """Which job works on a submission. A photo that Slack handed over already is not fetched again."""
    job = JOBS.get(door)
    return "read_card" if job == "fetch_photo" and content_type != AS_POSTED else job


def lock(tx: Transaction, number: int) -> Submission:
    """The submission as it is now, locked until the end of the transaction."""
    return tx.session.get_one(Submission, number, with_for_update=True, populate_existing=True)


def is_wanted(submission: Submission) -> bool:
    """Whether a person said, by having it worked on again, that this is neither spam nor a test."""
    return bool(submission.result.get("wanted"))


def plain_values(refusal: SalesError) -> dict[str, Any]:
    """A refusal's values as they can be stored."""
    return {name: value if isinstance(value, int) else str(value) for name, value in refusal.values.items()}


def settle(tx: Transaction, submission: Submission, state: str, *, reason: str | None = None, **result: Any) -> None:
    """Say what became of the submission; what follows from that is enqueued."""
    submission.state, submission.due_at = state, None
    submission.reason = reason
    submission.result = submission.result | result
    events.record(tx, submission, "read" if state == "review" else state)


def _row(arrival: Arrival) -> _Row:
    moment = now()
    return {
        "public_id": _public_id(moment),
        "door": arrival.door,
        "endpoint": arrival.endpoint,
        "key": arrival.key,
        "digest": hashlib.sha256(arrival.body).hexdigest(),
        "content_type": arrival.content_type,
        "headers": dict(arrival.headers),
        "origin": dict(arrival.origin),
        "body": arrival.body,
        "state": "received",
        "tries": 0,
        "due_at": None if arrival.door in JOBS else moment,
        "result": {},
        "created_at": moment,
        "updated_at": moment,
    }


def _public_id(moment: datetime) -> str:
    """An identity that nobody guesses; it begins with the time, so that new ones lie side by side in their index."""
    return f"{int(moment.timestamp() * 1000):011x}{secrets.token_urlsafe(9)}"


def _insertion(tx: Transaction) -> Any:
    return _INSERTIONS[tx.session.get_bind().dialect.name]


def _enqueue(tx: Transaction, new: Collection[str]) -> None:
    about = select(_COLUMNS.id, _COLUMNS.door, _COLUMNS.content_type).where(_COLUMNS.public_id.in_(new))
    for row in tx.session.execute(about.order_by(_COLUMNS.id)):
        if job := _job_of(row.door, row.content_type):
            jobs.enqueue(tx.session, job, row.id, key=f"submission:{row.id}")


def _kept(tx: Transaction, rows: Iterable[_Row]) -> list[_Row]:
    """What is stored under the identities of these: of repeats, the first one."""
    identities = {_identity(row) for row in rows}
    return [row._asdict() for row in tx.session.execute(select(*_STORED).where(tuple_(*_IDENTITY).in_(identities)))]


def _identity(row: _Row) -> tuple[str, str, str]:
    return row["door"], row["endpoint"], row["key"]


def _receipt(row: _Row, *, is_new: bool) -> Receipt:
    return Receipt(row["public_id"], is_new, row["digest"])
