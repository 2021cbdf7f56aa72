"""What became of a photo that a program sent: its state, and what was read from it."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from sqlalchemy import select

from core.crm import Actor, Transaction
from core.language import Language, mark
from core.model import Lead, Submission
from intake.gate import blueprint
from intake.reception import reception
from intake.refusal import Refusal

FIELDS = ("first_name", "last_name", "job_title", "company", "emails", "phones", "website", "address", "country")


@blueprint.get("/cards/<public_id>")
def show_card(public_id: str) -> Response:
    """A card by the id that its sender got: whoever has that may see what was read."""
    with reception().crm.look(Actor(None, "api")) as tx:
        card = tx.session.query(Submission).filter_by(public_id=public_id, door="card").one_or_none()
        if card is None:
            raise Refusal(404, mark("There is no card with this id. It is the “id” in the answer to POST /v1/cards."))
        lead = tx.session.query(Lead).filter_by(submission_id=card.id).one_or_none()
        return jsonify(_shown(card) | {"lead": lead.reference if lead else None, "cards": _parts(tx, card)})


def _shown(card: Submission) -> dict[str, Any]:
    reason = Language("en").say(card.reason, **card.result.get("values", {})) if card.reason else None
    return {"id": card.public_id, "state": card.state, "reason": reason, "reading": _reading(card.result)}


def _parts(tx: Transaction, photo: Submission) -> list[str]:
    """The ids of the cards that the photo shows, where it shows several."""
    numbers = Submission.id.in_(photo.result.get("parts", []))
    return [*tx.session.scalars(select(Submission.public_id).where(numbers).order_by(Submission.id))]


def _reading(result: dict[str, Any]) -> dict[str, Any] | None:
    """The fields as they stand now, which of them are uncertain, and what else those may be."""
    if "contact" not in result:
        return None
    contact, uncertain = result["contact"], result.get("uncertain", [])
    doubts = contact.get("doubts") or {}
    return {
        "fields": {name: contact.get(name) for name in FIELDS},
        "uncertain": uncertain,
        "alternatives": {name: doubts[name]["alternatives"] for name in uncertain if name in doubts},
    }
