"""The inbox: every submission is stored as it came before anybody judges it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, select, tuple_

from core import events, jobs
from core.crm import Actor, Crm, Transaction
from core.errors import SalesError
from core.model import Submission
from core.model.rows import add_rows
from core.model.types import now

# What comes through these doors takes seconds, in a job of its own; the rest is due at once, and drained.
JOBS = {"card": "read_card", "slack": "fetch_photo"}

# What a submission holds until its photo itself is there: the file as Slack describes it.
AS_POSTED = "application/vnd.slack.file+json"

# So many of each public id; a multiple of three fills its letters without a rest.
RANDOM_BYTES = 9

# What the database lets be there once.
IDENTITY = ("door", "endpoint", "key")

_COLUMNS = Submission.__table__.c
_IDENTITY = tuple(_COLUMNS[name] for name in IDENTITY)
_STORED = (*_IDENTITY, _COLUMNS.public_id, _COLUMNS.digest)
_NOTHING: dict[str, Any] = {}
_identity = itemgetter(slice(len(IDENTITY)))

_Kept: TypeAlias = Callable[[Collection[Any]], Mapping[Any, tuple[str, str]]]


@dataclass(slots=True)
class Arrival:
    """A submission as it came in. `key` is the same for repeats of it at its door's endpoint.

    `origin` says where it came from, or where to answer (a Slack channel and message). `id` becomes its public id when
    storing it is tried, and stays that however often it is tried.
    """

    door: str
    endpoint: str
    key: str
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


class _Row(NamedTuple):
    """A submission as its table has it, its identity first."""

    door: str
    endpoint: str
    key: str
    public_id: str
    digest: str
    content_type: str
    headers: Mapping[str, str]
    origin: Mapping[str, Any]
    body: bytes
    state: str
    tries: int
    due_at: datetime | None
    result: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime


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
    """A receipt for each, in order; what has a job of its own gets it."""
    connection = tx.session.connection()
    receipts = _store(arrivals, partial(add_rows, connection), partial(_kept, connection))
    pairs = zip(arrivals, receipts, strict=True)
    if tasks := {receipt.id for arrival, receipt in pairs if arrival.door in JOBS and receipt.is_new}:
        _enqueue(tx, tasks)
    return receipts


def hand_in(crm: Crm, arrivals: Sequence[Arrival]) -> list[Receipt]:
    """The same in a transaction of its own, and on the short way where nothing has a job of its own.

    Raises `Unavailable` where the database does not answer.
    """
    if any(arrival.door in JOBS for arrival in arrivals):
        with crm.transaction(Actor(None, "intake")) as tx:
            return receive_all(tx, arrivals)
    return _store(arrivals, crm.database.add_rows, partial(_read_kept, crm))


def _store(arrivals: Sequence[Arrival], add: Callable[..., int], kept: _Kept) -> list[Receipt]:
    """A receipt for each, in order. A key that is known already gives the first submission's.

    The rows go in by one statement, which makes them due, so a hundred cost little more than one. They go in sorted:
    two processes that store the same keys in different orders would wait for each other.
    """
    moment = now()
    _give_ids(arrivals, moment)
    rows = [_row(arrival, moment) for arrival in arrivals]
    if add(Submission, _Row._fields, sorted(rows, key=_identity), once=IDENTITY) == len(rows):
        return [Receipt(row.public_id, True, row.digest) for row in rows]
    known = kept({_identity(row) for row in rows})
    return [_receipt(row, *known[_identity(row)]) for row in rows]


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


def _give_ids(arrivals: Sequence[Arrival], moment: datetime) -> None:
    """A public id that nobody guesses, for who has none; it begins with the time, so that new ones lie side by side.

    The system is asked for randomness once, for Python lets another thread go first whenever it asks the system.
    """
    time, random = f"{int(moment.timestamp() * 1000):011x}", secrets.token_urlsafe(RANDOM_BYTES * len(arrivals))
    length = len(random) // len(arrivals)
    for place, arrival in enumerate(arrivals):
        arrival.id = arrival.id or time + random[place * length : (place + 1) * length]


def _row(arrival: Arrival, moment: datetime) -> _Row:
    door, body = arrival.door, arrival.body
    digest, due_at = hashlib.sha256(body).hexdigest(), None if door in JOBS else moment
    return _Row(
        door, arrival.endpoint, arrival.key, arrival.id, digest, arrival.content_type, arrival.headers, arrival.origin,
        body, "received", 0, due_at, _NOTHING, moment, moment,
    )  # fmt: skip


def _enqueue(tx: Transaction, new: Collection[str]) -> None:
    about = select(_COLUMNS.id, _COLUMNS.door, _COLUMNS.content_type).where(_COLUMNS.public_id.in_(new))
    for row in tx.session.execute(about.order_by(_COLUMNS.id)):
        if job := _job_of(row.door, row.content_type):
            jobs.enqueue(tx.session, job, row.id, key=f"submission:{row.id}")


def _kept(connection: Connection, identities: Collection[Any]) -> dict[Any, tuple[str, str]]:
    """The public id and the digest of what is stored under these: of repeats, the first one's."""
    stored = connection.execute(select(*_STORED).where(tuple_(*_IDENTITY).in_(identities)))
    return {_identity(tuple(row)): (row.public_id, row.digest) for row in stored}


def _read_kept(crm: Crm, identities: Collection[Any]) -> dict[Any, tuple[str, str]]:
    with crm.read() as session:
        return _kept(session.connection(), identities)


def _receipt(row: _Row, public_id: str, digest: str) -> Receipt:
    return Receipt(public_id, row.public_id == public_id, digest)
