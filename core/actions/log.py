"""Log what was said and written about records, and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core import events
from core.crm import Transaction
from core.errors import Missing, NotUnderstood
from core.language import Terms
from core.model import Activity, ActivityLink, Record
from core.model.activity import DONE, LETTER, OPEN, TASK, TYPES
from core.model.types import now
from core.rights import check

# A call about a quote also belongs to the customer's history, and to the opportunity's.
RELATED = ("account", "contact", "opportunity")


def log(
    tx: Transaction,
    records: Record | Sequence[Record],
    activity_type: str,
    text: str,
    *,
    happened_at: datetime | None = None,
    due_on: date | None = None,
    tracking_number: str | None = None,
) -> Activity:
    """The activity, linked to the records and to their customers and opportunities. A task is open until it is done.

    `happened_at` is now unless given: of a letter, when it was sent. Raises `NotUnderstood` for an unknown type and
    for what does not go with it, `Missing` for an empty text.
    """
    concerned = [records] if isinstance(records, Record) else [*records]
    _check_type(activity_type, text, concerned)
    _check_days(tx, activity_type, happened_at, due_on)
    if tracking_number and activity_type != LETTER:
        raise NotUnderstood("Only a letter has a tracking number.")
    check(tx, "log")
    links = [link for record in concerned for link in ((record.kind, record.id), *_related(record))]
    activity = Activity(
        type=activity_type,
        text=text.strip(),
        state=OPEN if activity_type == TASK else DONE,
        due_on=due_on,
        tracking_number=tracking_number,
        happened_at=happened_at or now(),
        user_id=tx.actor.user_id,
        caller=tx.actor.caller,
        links=[ActivityLink(record_kind=kind, record_id=id_) for kind, id_ in dict.fromkeys(links)],
    )
    tx.session.add(activity)
    tx.session.flush()
    for record in concerned:
        events.record(tx, record, "logged", type=activity_type, activity=activity.id)
    return activity


def _check_type(activity_type: str, text: str, concerned: Sequence[Record]) -> None:
    if activity_type not in TYPES:
        raise NotUnderstood(
            "“{type}” is no kind of activity. There are: {types}.", type=activity_type, types=Terms.of(TYPES)
        )
    if not text.strip():
        raise Missing("Say what it was about, after the kind of activity.")
    if not concerned:
        raise Missing("Name the record, by its reference.")


def _check_days(tx: Transaction, activity_type: str, happened_at: datetime | None, due_on: date | None) -> None:
    if due_on and activity_type != TASK:
        raise NotUnderstood("Only a task has a day when it is due.")
    if due_on and due_on < tx.today:
        raise NotUnderstood("{day} is past. A task is due today or later.", day=due_on)
    if happened_at and happened_at > now():
        raise NotUnderstood(
            "{day} is still to come. Log it as a task, or leave the day out.", day=tx.in_zone(happened_at).date()
        )


def _related(record: Any) -> list[tuple[str, int]]:
    ids = ((kind, getattr(record, f"{kind}_id", None)) for kind in RELATED)
    return [(kind, id_) for kind, id_ in ids if id_]
