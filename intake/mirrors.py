"""Copies of another system's orders and invoices: `PUT /v1/orders/{system}/{id}`, `PUT /v1/invoices/{system}/{id}`."""

from __future__ import annotations

import re

from flask import Response, jsonify

from core.actions.mirror import mirror
from core.language import mark
from core.queries.doubts import doubts
from core.theirs import THEIRS
from intake.arguments import arguments
from intake.gate import blueprint, caller
from intake.pages import language
from intake.reception import reception
from intake.refusal import Refusal

NAME = re.compile(r"[!-.0-~]{1,100}")


@blueprint.put("/orders/<system>/<external_id>", defaults={"kind": "order"})
@blueprint.put("/invoices/<system>/<external_id>", defaults={"kind": "invoice"})
def take_over(kind: str, system: str, external_id: str) -> tuple[Response, int]:
    """Keep the copy up to date: 201 for a new one, else 200; `result` says what came of it."""
    _check_names(system, external_id)
    theirs = arguments(THEIRS[kind])
    with reception().crm.transaction(caller().actor) as tx:
        copied = mirror(tx, kind, system, external_id, theirs)
        told = {
            "reference": copied.record.reference,
            "state": copied.record.state,
            "result": copied.result,
            "warnings": [language().say(sentence, **values) for sentence, values in doubts(copied.record)],
        }
    return jsonify(told), 201 if copied.result == "created" else 200


def _check_names(system: str, external_id: str) -> None:
    """An integration writes what mirrors its own system, and nothing of another's."""
    if not (NAME.fullmatch(system) and NAME.fullmatch(external_id)):
        raise Refusal(400, mark("A system and its ids have 1 to 100 visible ASCII characters, without spaces."))
    if caller().role == "integration" and system != caller().name:
        raise Refusal(403, mark("This token is for the system {name}. It writes nothing of {system}."),
                      name=caller().name, system=system)  # fmt: skip
