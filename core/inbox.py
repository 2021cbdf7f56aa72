"""The inbox: every submission is stored as it came before anybody judges it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core import events, jobs
from core.crm import Transaction
from core.model import Submission

JOBS = {
    "form": "process_submission",
    "hook": "process_submission",
    "api": "process_submission",
    "card": "read_card",
    "slack": "fetch_photo",
}


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
    """The stored submission and whether it is new; the job that works on it is enqueued with it.

    `key` is unique for the door's endpoint: the same key again gives the first submission back. `origin` says
    where to answer (a Slack channel and message).
    """
    known = tx.session.scalar(select(Submission).filter_by(door=door, endpoint=endpoint, key=key))
    if known is not None:
        return known, False
    submission = Submission(
        public_id=secrets.token_urlsafe(12),
        door=door,
        endpoint=endpoint,
        key=key,
        digest=hashlib.sha256(body).hexdigest(),
        content_type=content_type,
        headers=dict(headers or {}),
        origin=dict(origin or {}),
        body=body,
    )
    tx.session.add(submission)
    tx.session.flush()
    jobs.enqueue(tx.session, JOBS[door], submission.id, key=f"submission:{submission.id}")
    return submission, True


def settle(tx: Transaction, submission: Submission, state: str, *, reason: str | None = None, **result: Any) -> None:
    """Say what became of the submission; what follows from that is enqueued."""
    submission.state = state
    submission.reason = reason
    submission.result = submission.result | result
    events.record(tx, submission, "read" if state == "review" else state)
