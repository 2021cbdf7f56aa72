"""Records over HTTP: make one, do something with it, read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel

from core.actions.change import change
from core.actions.create import create
from core.actions.editable import FIELDS, keep
from core.actions.offer import kept
from core.crm import Transaction
from core.errors import NotUnderstood
from core.language import mark
from core.model import Activity, Record
from core.queries import references
from core.queries.pipeline import pipeline
from core.queries.portrait import plain, portrait
from core.queries.timeline import Place, timeline
from intake import answers, cursor, queries
from intake.arguments import arguments, parameters, read_json
from intake.gate import blueprint, caller
from intake.idempotency import once
from intake.named import with_ids
from intake.queries import Page
from intake.reception import reception
from intake.refusal import Refusal
from intake.verb_arguments import RECORD_FIELDS
from intake.verbs import VERBS

# Leads have an address of their own, which stores what came before it is judged.
COLLECTIONS = {
    "accounts": "account",
    "contacts": "contact",
    "products": "product",
    "opportunities": "opportunity",
    "quotes": "quote",
    "orders": "order",
    "invoices": "invoice",
}
READ = COLLECTIONS | {"leads": "lead"}


@blueprint.post(f"/<any({', '.join(COLLECTIONS)}):collection>")
def make(collection: str) -> tuple[Response, int]:
    """A record with these fields."""
    kind = COLLECTIONS[collection]
    given = arguments(RECORD_FIELDS[kind])
    fields = {
        name: value for name in given.model_fields_set - {"version"} if (value := getattr(given, name)) is not None
    }
    return once(lambda tx: ({"record": portrait(tx.session, _made(tx, kind, with_ids(tx, fields)))}, 201))


def _made(tx: Transaction, kind: str, fields: dict[str, Any]) -> Record:
    """What other fields follow from is set by the verb that knows them."""
    simple = {name: value for name, value in fields.items() if FIELDS[kind][name].put is keep}
    if kind != "product":
        simple = {name: kept(tx, kind, None, name, value) for name, value in simple.items()}
    translated = {name: fields[name] for name in fields.keys() - simple.keys()}
    record = create(tx, kind, **simple)
    return change(tx, record, **translated) if translated else record


@blueprint.post("/records/<path:reference>/<verb>")
def do(reference: str, verb: str) -> tuple[Response, int]:
    """Do this with the record; the answer shows it as it is then, and what was made of it."""
    if verb not in VERBS:
        raise Refusal(404, mark("There is no verb {verb}. There are: {verbs}."), verb=verb, verbs=", ".join(VERBS))
    # The body is read before the transaction, in which others would wait for a slow sender.
    read_json()
    return once(lambda tx: (_done(tx, _record(tx, reference), verb), 200))


def _done(tx: Transaction, record: Record, verb: str) -> dict[str, Any]:
    chosen = VERBS[verb]
    result = chosen.act(tx, record, arguments(chosen.arguments(record)))
    tx.session.flush()
    if isinstance(result, str):
        return {"deleted": result}
    results = result if isinstance(result, list) else [result]
    made = [each for each in results if isinstance(each, Record) and (each.kind, each.id) != (record.kind, record.id)]
    told: dict[str, Any] = {
        "record": portrait(tx.session, record),
        "made": [portrait(tx.session, each) for each in made],
    }
    if isinstance(result, Activity):
        told["activity"] = _part(result, answers.Activity)
    return told


@blueprint.get(f"/<any({', '.join(READ)}):collection>/<path:reference>")
def show_one(collection: str, reference: str) -> Response:
    """The same, of a record of this kind."""
    with reception().crm.look(caller().actor) as tx:
        record = _record(tx, reference)
        if record.kind != READ[collection]:
            raise Refusal(404, mark("{reference} is none of these: {collection}."), reference=record.reference,
                          collection=collection)  # fmt: skip
        return jsonify(portrait(tx.session, record))


@blueprint.get("/records/<path:reference>")
def show(reference: str) -> Response:
    """The record with all its fields, lines and totals."""
    with reception().crm.look(caller().actor) as tx:
        return jsonify(portrait(tx.session, _record(tx, reference)))


@blueprint.get("/records/<path:reference>/timeline")
def tell(reference: str) -> Response:
    """What happened to the record, the newest first."""
    asked = parameters(Page)
    with reception().crm.look(caller().actor) as tx:
        found = timeline(tx.session, _record(tx, reference), asked.limit + 1, before=_before(asked))
        page = found[: asked.limit]
        last = page[-1].place if page != found else None
        following = cursor.written(last[0].isoformat(), *last[1:]) if last else None
        return jsonify(entries=[_part(entry, answers.Entry) for entry in page], next=following)


def _before(asked: Page) -> Place | None:
    place = cursor.read(asked.cursor)
    return (datetime.fromisoformat(place[0]), place[1], place[2]) if place else None


def _part(part: Any, told: type[BaseModel]) -> dict[str, Any]:
    return {name: plain(getattr(part, name)) for name in told.model_fields}


@blueprint.get("/pipeline")
def sum_up() -> Response:
    """The open opportunities, counted, summed and weighted."""
    asked = parameters(queries.Pipeline)
    with reception().crm.look(caller().actor) as tx:
        rows = pipeline(tx.session, tx.settings.cycle, asked.by)
        return jsonify(rows=[_part(row, answers.Row) for row in rows])


def _record(tx: Transaction, reference: str) -> Record:
    """The record of this reference. Raises `NotFound`, and `SwitchedOff` for a step that the company does without."""
    try:
        record = references.find(tx.session, tx.settings, reference)
    except NotUnderstood as error:
        raise Refusal(404, error.message, **error.values) from error
    if record.kind in tx.settings.cycle.steps:
        tx.settings.cycle.step(record.kind)
    return record
