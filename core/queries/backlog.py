"""What waits, and what somebody has to look at: counted from indexes that hold no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.model import Submission
from core.model.types import now
from core.queries.submissions import HELD

# The engine's words, in the very conditions of its indexes: those hold what did not end well, or not yet.
STATUSES = {
    "waiting": "status IN ('ENQUEUED', 'PENDING') AND status = 'ENQUEUED'",
    "running": "status = 'PENDING'",
    "postponed": "status = 'DELAYED'",
    "failed": "status IN ('ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')",
}


@dataclass(frozen=True)
class Backlog:
    """`due` submissions, of which the oldest is so many seconds late; `held` ones and jobs by their state."""

    due: int
    late: float
    held: dict[str, int]
    jobs: dict[str, int]


def backlog(session: Session) -> Backlog:
    """All of it as it is now."""
    moment = now()
    due, oldest = session.execute(
        select(func.count(), func.min(Submission.due_at)).where(Submission.due_at <= moment)
    ).one()
    return Backlog(due, _seconds(oldest, moment), _held(session), _jobs(session))


def _seconds(oldest: datetime | None, moment: datetime) -> float:
    return (moment - oldest).total_seconds() if oldest else 0.0


def _held(session: Session) -> dict[str, int]:
    counted = select(Submission.state, func.count()).where(Submission.state.in_(HELD)).group_by(Submission.state)
    found = {state: count for state, count in session.execute(counted)}  # noqa: C416 - a row is no pair for mypy
    return {state: found.get(state, 0) for state in HELD}


def _jobs(session: Session) -> dict[str, int]:
    schema = "" if session.get_bind().dialect.name == "sqlite" else "dbos."
    counts = (f"(SELECT count(*) FROM {schema}workflow_status WHERE {status})" for status in STATUSES.values())  # noqa: S608 - our own words
    row = session.execute(text(f"SELECT {', '.join(counts)}")).one()
    return dict(zip(STATUSES, row, strict=True))
