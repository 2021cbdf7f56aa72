"""Create many leads at once: the same as `create` for each of them, in a few writes for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from core import events
from core.actions.create import begin
from core.actions.distribute import Turns
from core.crm import Transaction
from core.model import Lead
from core.queries import suppression
from core.rights import check

Told = tuple[int, str, dict[str, Any]]
COLUMNS = tuple(column.key for column in Lead.__mapper__.column_attrs if column.key not in events.UNTOLD)
BLANK = dict.fromkeys(("id", *COLUMNS))


def begin_lead(tx: Transaction, fields: Mapping[str, Any]) -> Lead:
    """The lead as it would be made, unknown to the session. Raises as `create` does."""
    lead = Lead()
    # Past SQLAlchemy, which would note each of them as a change: that takes as long as all the rest.
    lead.__dict__.update({**BLANK, **begin(tx, "lead", dict(fields))})
    return lead


def create_leads(tx: Transaction, leads: Sequence[Lead]) -> None:
    """Store leads that were begun, and give each its identity; the session does not know them afterwards either."""
    check(tx, "create")
    if not leads:
        return
    unwilling = suppression.are_suppressed(tx.session, tx.settings, leads)
    for lead, is_unwilling in zip(leads, unwilling, strict=True):
        lead.__dict__["no_marketing"] = is_unwilling or None
    turns = Turns(tx)
    is_free = tx.actor.user_id is None
    assigned = [turns.next(lead) if is_free and lead.owner_id is None else None for lead in leads]
    rows = [_row(lead, turn[0].id if turn else None) for lead, turn in zip(leads, assigned, strict=True)]
    tx.session.flush()
    stored = insert(Lead).returning(Lead.id, sort_by_parameter_order=True)
    told: list[Told] = []
    identities = tx.session.connection().execute(stored, rows).scalars()
    for lead, id_, turn in zip(leads, identities, assigned, strict=True):
        told += _story(lead, id_, turn)
        lead.__dict__["id"] = id_
    events.record_new(tx, leads, told)


def _row(lead: Lead, owner_id: int | None) -> dict[str, Any]:
    """All columns, for one statement writes all rows; to be assigned is a change, which counts as a version."""
    held = lead.__dict__
    row = {name: held[name] for name in COLUMNS}
    row |= {"details": lead.details or {}, "no_marketing": bool(lead.no_marketing)}
    return row | ({"version": 1} if owner_id is None else {"version": 2, "owner_id": owner_id})


def _story(lead: Lead, id_: int, turn: tuple[Any, int] | None) -> Iterator[Told]:
    held = lead.__dict__
    yield id_, "created", {name: [None, events.plain(held[name])] for name in COLUMNS if held[name] is not None}
    if turn:
        user, number = turn
        yield id_, "assigned", {"to": user.name, "rule": number, "owner_id": [None, user.id]}
        held["owner_id"] = user.id
