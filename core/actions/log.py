"""Log what was said and written about a record."""

from __future__ import annotations

from typing import Any

from core import events
from core.crm import Transaction
from core.errors import Missing, NotUnderstood
from core.language import Terms
from core.model import Activity, ActivityLink, Record
from core.model.activity import TYPES
from core.rights import check

# A call about a quote also belongs to the customer's history, and to the opportunity's.
RELATED = ("account", "contact", "opportunity")


def log(tx: Transaction, record: Record, activity_type: str, text: str) -> Activity:
    """The activity, linked to the record and to its customer and opportunity.

    Raises `NotUnderstood` for an unknown type, `Missing` for an empty text.
    """
    if activity_type not in TYPES:
        raise NotUnderstood(
            "“{type}” is no kind of activity. There are: {types}.", type=activity_type, types=Terms.of(TYPES)
        )
    if not text.strip():
        raise Missing("Say what it was about, after the kind of activity.")
    check(tx, "log")
    concerned = [(record.kind, record.id), *_related(record)]
    activity = Activity(
        type=activity_type,
        text=text.strip(),
        user_id=tx.actor.user_id,
        links=[ActivityLink(record_kind=kind, record_id=id_) for kind, id_ in dict.fromkeys(concerned)],
    )
    tx.session.add(activity)
    events.record(tx, record, "logged", type=activity_type)
    return activity


def _related(record: Any) -> list[tuple[str, int]]:
    ids = ((kind, getattr(record, f"{kind}_id", None)) for kind in RELATED)
    return [(kind, id_) for kind, id_ in ids if id_]
