"""Durable jobs: enqueued in the transaction that wants them, done after its commit, surviving a killed worker.

The engine is DBOS, on the same database as the records. A job's outside effects carry a key of their own,
because an interrupted job is done again.
"""

from __future__ import annotations

from typing import Any

from dbos import DBOSClient
from sqlalchemy.orm import Session

QUEUE = "filon"
# A card keeps a core busy for seconds: it waits in a queue of its own, so that nothing quick waits behind it.
SLOW = "filon-slow"
# News that nobody asked for come in crowds, and Slack takes one a second of them: no answer waits behind them either.
NEWS = "filon-news"
QUEUES = {"read_card": SLOW, "announce_lead": NEWS, "announce_leads": NEWS, "report_held": NEWS, "tell_of_return": NEWS}
APPLICATION_VERSION = "1"

_clients: dict[str, DBOSClient] = {}


def enqueue(session: Session, job: str, *arguments: Any, key: str, delay_seconds: float = 0) -> None:
    """Ask for a job in the caller's transaction: both are committed, or neither.

    The same `key` runs once, however often it is asked for. Arguments must be plain JSON values.
    """
    options: dict[str, Any] = {"queue_name": queue_of(job), "workflow_name": job, "workflow_id": key}
    if delay_seconds:
        options["delay_seconds"] = delay_seconds
    _client(session).enqueue_in_transaction(session.connection(), options, *arguments)  # type: ignore[arg-type]


def queue_of(job: str) -> str:
    """The queue that the job waits in."""
    return QUEUES.get(job, QUEUE)


def _client(session: Session) -> DBOSClient:
    url = session.connection().engine.url.render_as_string(hide_password=False)
    if url not in _clients:
        _clients[url] = DBOSClient(system_database_url=url, lazy=True, application_name=QUEUE)
    return _clients[url]
