"""Records over HTTP: make one, do something with it, read it, find it."""

from __future__ import annotations

from typing import Any, get_args

from flask import Response, jsonify, request

from core.actions.change import change
from core.actions.create import create
from core.actions.editable import FIELDS, keep
from core.actions.offer import kept
from core.crm import Transaction
from core.errors import NotUnderstood
from core.language import mark
from core.model import Activity, Record
from core.queries import references, search
from core.queries.pipeline import Group, pipeline
from core.queries.portrait import plain, portrait
from core.queries.timeline import timeline
from intake.arguments import arguments
from intake.gate import blueprint, caller
from intake.idempotency import once
from intake.named import with_ids
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
MOST = 100


@blueprint.post("/<any(accounts, contacts, products, opportunities, quotes, orders, invoices):collection>")
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
        told["activity"] = {
            name: plain(getattr(result, name)) for name in ("id", "type", "state", "text", "happened_at")
        }
    return told


@blueprint.get("/records/<path:reference>")
def show(reference: str) -> Response:
    """The record with all its fields, lines and totals."""
    with reception().crm.look(caller().actor) as tx:
        return jsonify(portrait(tx.session, _record(tx, reference)))


@blueprint.get("/records/<path:reference>/timeline")
def tell(reference: str) -> Response:
    """What happened to the record, the newest first."""
    with reception().crm.look(caller().actor) as tx:
        entries = timeline(tx.session, _record(tx, reference), _most())
        names = ("happened_at", "what", "who", "text", "changes", "state", "tracking_number")
        return jsonify(entries=[{name: plain(getattr(entry, name)) for name in names} for entry in entries])


@blueprint.get("/pipeline")
def sum_up() -> Response:
    """The open opportunities, counted, summed and weighted."""
    by: Any = request.args.get("by", "stage")
    if by not in get_args(Group):
        raise Refusal(422, mark("{field} must be one of: {expected}."), field="by", expected=", ".join(get_args(Group)))
    with reception().crm.look(caller().actor) as tx:
        rows = pipeline(tx.session, tx.settings.cycle, by)
        return jsonify(rows=[{name: plain(value) for name, value in vars(row).items()} for row in rows])


@blueprint.get("/find")
def find() -> Response:
    """The records that have these words, the newest first."""
    text = request.args.get("q", "").strip()
    if not text or "\0" in text:
        raise Refusal(422, mark("This field is missing: {field}."), field="q")
    with reception().crm.look(caller().actor) as tx:
        found = search.find(tx.session, text, tx.settings.cycle.record_kinds, _most())
        return jsonify(records=[_named(record) for record in found])


def _named(record: Any) -> dict[str, Any]:
    names = ("kind", "reference", "title", "state", "version")
    return {name: getattr(record, name) for name in names if hasattr(record, name)}


def _record(tx: Transaction, reference: str) -> Record:
    """The record of this reference. Raises `NotFound`, and `SwitchedOff` for a step that the company does without."""
    try:
        record = references.find(tx.session, tx.settings, reference)
    except NotUnderstood as error:
        raise Refusal(404, error.message, **error.values) from error
    if record.kind in tx.settings.cycle.steps:
        tx.settings.cycle.step(record.kind)
    return record


def _most() -> int:
    most = request.args.get("most", "20")
    return max(1, min(int(most), MOST)) if most.isascii() and most.isdigit() and len(most) < 9 else 20
