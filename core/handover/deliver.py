"""The job that hands an invoice over: called again with growing pauses until it is taken or refused.

A repeat has the same id, so that a receiver which took the first call knows the second. An invoice that comes back as
a draft and is handed over again has a new one.
"""

from __future__ import annotations

from typing import Any

import structlog

from core import events, jobs
from core.actions.handed_over import STATE, refuse
from core.crm import Actor, Crm, Transaction
from core.endpoint import Endpoint
from core.handover.payload import body_of
from core.handover.send import Answer, send
from core.model import Event, Invoice

JOB = "hand_over"
SYSTEM = Actor(None, "job")
# In seconds, between one attempt and the next, as Standard Webhooks recommends: three and a half days in all.
PAUSES = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
log = structlog.get_logger()


def hand_over(crm: Crm, event_id: int, attempt: int = 1) -> None:
    """Call the other system about the event that handed the invoice over, once; what follows is enqueued.

    Done again, it calls again with the same id. No transaction is open while the other system thinks.
    """
    endpoint = crm.settings.handover
    if endpoint is None:
        log.warning("handover.off", event=event_id, why="[cycle.invoice] mode is not export any more")
        return
    with crm.look(SYSTEM) as tx:
        event = tx.session.get_one(Event, event_id)
        invoice = tx.session.get_one(Invoice, event.record_id)
        if not _is_due(tx, event, invoice):
            return
        body = body_of(tx.session, event, invoice)
    answer = _called(endpoint, event, body, attempt)
    with crm.transaction(SYSTEM) as tx:
        invoice = tx.lock(invoice)
        if _is_due(tx, event, invoice):
            SETTLE[answer.outcome](tx, event, invoice, answer, attempt)


def _called(endpoint: Endpoint, event: Event, body: bytes, attempt: int) -> Answer:
    answer = send(endpoint, f"invoice_{event.record_id}_{event.id}", body)
    log.info("handover.tried", invoice=event.record_id, attempt=attempt, status=answer.status, outcome=answer.outcome)
    return answer


def _is_due(tx: Transaction, event: Event, invoice: Invoice) -> bool:
    """Whether it still waits for this very call: not taken, not back and handed over again."""
    later = tx.session.query(Event.name).filter(
        Event.record_kind == "invoice", Event.record_id == invoice.id, Event.id > event.id
    )
    return invoice.state == STATE and not {name for (name,) in later} & {event.name, "invoice.delivered"}


def _delivered(tx: Transaction, _event: Event, invoice: Invoice, _answer: Answer, attempt: int) -> None:
    events.record(tx, invoice, "delivered", attempt=attempt)


def _refused(tx: Transaction, _event: Event, invoice: Invoice, answer: Answer, _attempt: int) -> None:
    refuse(tx, invoice, answer.why)


def _later(tx: Transaction, event: Event, invoice: Invoice, answer: Answer, attempt: int) -> None:
    """Try again after a pause; after the last one the invoice comes back, so that a person hears of it."""
    if attempt > len(PAUSES):
        refuse(tx, invoice, answer.why)
        return
    events.record(tx, invoice, "not delivered", attempt=attempt, why=answer.why)
    pause = max(PAUSES[attempt - 1], answer.pause)
    key = f"{JOB}:{event.id}:{attempt + 1}"
    jobs.enqueue(tx.session, JOB, event.id, attempt + 1, key=key, delay_seconds=pause)


SETTLE: dict[str, Any] = {"delivered": _delivered, "refused": _refused, "later": _later}
