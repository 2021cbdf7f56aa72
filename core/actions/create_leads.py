"""Create many leads at once: the same as `create` for each of them, in a few writes for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core import events
from core.actions.create import begin
from core.actions.distribute import Turns
from core.crm import Transaction
from core.model import Lead
from core.model.newcomer import Newcomer
from core.model.rows import add_rows, reserve
from core.model.types import now
from core.queries import suppression
from core.rights import check

Told = tuple[int, str, dict[str, Any]]


def begin_lead(tx: Transaction, fields: Mapping[str, Any]) -> Newcomer:
    """The lead as it would be made. Raises as `create` does."""
    return Newcomer(begin(tx, "lead", dict(fields)))


def create_leads(tx: Transaction, leads: Sequence[Newcomer]) -> None:
    """Store leads that were begun, and give each its identity."""
    check(tx, "create")
    if not leads:
        return
    for lead, is_unwilling in zip(leads, suppression.are_suppressed(tx.session, tx.settings, leads), strict=True):
        if is_unwilling:
            lead.no_marketing = True
    turns = Turns(tx)
    is_free = tx.actor.user_id is None
    assigned = [turns.next(lead) if is_free and lead.owner_id is None else None for lead in leads]
    tx.session.flush()
    told: list[Told] = []
    for lead, id_, turn in zip(leads, reserve(tx.session, Lead, len(leads)), assigned, strict=True):
        told += _story(lead, id_, turn)
        lead.id = id_
    _store(tx, leads)
    events.record_new(tx, leads, told)


def _story(lead: Newcomer, id_: int, turn: tuple[Any, int] | None) -> Iterator[Told]:
    yield id_, "created", {name: [None, events.plain(value)] for name, value in vars(lead).items() if value is not None}
    lead.version = 1
    if turn:
        user, number = turn
        yield id_, "assigned", {"to": user.name, "rule": number, "owner_id": [None, user.id]}
        # To be assigned is a change, which counts as a version.
        lead.owner_id, lead.version = user.id, 2


def _store(tx: Transaction, leads: Sequence[Newcomer]) -> None:
    """One statement writes all rows, so that each has a value, or none, for whatever one of them has."""
    moment = now()
    common = {"details": {}, "no_marketing": False, "created_at": moment, "updated_at": moment}
    names = sorted({*common}.union(*map(vars, leads)))
    usual = [common.get(name) for name in names]
    rows = [tuple(map(vars(lead).get, names, usual)) for lead in leads]
    add_rows(tx.session.connection(), Lead, names, rows)
