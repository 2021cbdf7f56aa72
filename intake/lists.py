"""Lists over HTTP: the records of a kind, and those that have some words, a page at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, jsonify

from core.crm import Transaction
from core.language import mark
from core.queries import search
from core.queries.changed import Wanted, changed
from core.queries.portrait import portrait
from intake import answers, cursor
from intake.arguments import parameters
from intake.gate import blueprint, caller
from intake.named import colleague
from intake.queries import LISTINGS, NOBODY, Listing, Words
from intake.reception import reception
from intake.records import READ
from intake.refusal import Refusal


@blueprint.get(f"/<any({', '.join(READ)}):collection>")
def browse(collection: str) -> Response:
    """The records of a kind that are wanted, the longest unchanged first."""
    kind = READ[collection]
    asked: Any = parameters(LISTINGS[kind])
    with reception().crm.look(caller().actor) as tx:
        if kind in tx.settings.cycle.steps:
            tx.settings.cycle.step(kind)
        found = changed(tx.session, kind, _wanted(tx, kind, asked), asked.limit + 1, _place(asked))
        page = found[: asked.limit]
        following = cursor.written(page[-1].updated_at.isoformat(), page[-1].id) if page != found else None
        return jsonify(records=[portrait(tx.session, record) for record in page], next=following)


def _wanted(tx: Transaction, kind: str, asked: Listing) -> Wanted:
    state = getattr(asked, "state", None)
    states = [each.name for each in tx.settings.cycle.step(kind).states] if state else []
    if state and state not in states:
        raise Refusal(422, mark("{field} must be one of: {expected}."), field="state", expected=", ".join(states))
    if asked.owner == NOBODY:
        return Wanted(state, is_unowned=True, since=asked.updated_since)
    owner_id = colleague(tx, asked.owner, "owner").id if asked.owner else None
    return Wanted(state, owner_id, since=asked.updated_since)


def _place(asked: Listing) -> tuple[datetime, int] | None:
    place = cursor.read(asked.cursor)
    return (datetime.fromisoformat(place[0]), place[1]) if place else None


@blueprint.get("/find")
def find() -> Response:
    """The records that have these words, the newest first."""
    asked = parameters(Words)
    place = cursor.read(asked.cursor)
    with reception().crm.look(caller().actor) as tx:
        kinds = tx.settings.cycle.record_kinds
        before = (place[0], place[1]) if place else None
        found = search.find(tx.session, asked.q, kinds, asked.limit + 1, before=before)
        page = found[: asked.limit]
        following = cursor.written(page[-1].id, page[-1].kind) if page != found else None
        return jsonify(records=[_named(record) for record in page], next=following)


def _named(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name, None) for name in answers.Named.model_fields}
