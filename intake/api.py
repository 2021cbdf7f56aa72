"""Our own API: leads and card photos from programs that have a token."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

from flask import Response, jsonify, request

from core.actions.create import RULES
from core.errors import Missing
from core.language import mark
from intake import payload
from intake.body import whole
from intake.gate import blueprint
from intake.idempotency import idempotency_key
from intake.identity import key_of_bytes
from intake.mapping import Mapped, map_answers
from intake.reception import store
from intake.refusal import Refusal

PICTURE = re.compile(r"image/[\w.+-]+|application/(octet-stream|pdf)")


@blueprint.post("/leads")
def create_lead() -> tuple[Response, int]:
    """A lead as a JSON object; the same `Idempotency-Key` again is answered with the first."""
    if not request.is_json:
        raise Refusal(415, mark("Send the lead as JSON, with Content-Type: application/json."))
    body, content_type = whole(), request.content_type or ""
    _check_lead(map_answers(payload.read(content_type, body)))
    receipt = store("api", "leads", idempotency_key() or secrets.token_urlsafe(), body, content_type)
    if receipt.digest != key_of_bytes(body, None):
        raise Refusal(422, mark("This Idempotency-Key came with another body before. Take a new key for a new lead."))
    return jsonify(id=receipt.id, status="accepted" if receipt.is_new else "duplicate"), 201 if receipt.is_new else 200


@blueprint.post("/cards")
def read_card() -> tuple[Response, int]:
    """A photo of a card: the body itself, or a file in a multipart form. It is read later, and reviewed in Slack."""
    photo, content_type = _photo()
    if not photo:
        raise Refusal(400, mark("There is no photo in this request. Send one as the body, or as a file of a form."))
    key = idempotency_key() or key_of_bytes(photo, datetime.now(UTC).date())
    receipt = store("card", "cards", key, photo, content_type)
    return jsonify(id=receipt.id, status="accepted" if receipt.is_new else "duplicate"), 202


def _check_lead(mapped: Mapped) -> None:
    """A program can mend what it sends, so it hears at once what the job would find."""
    rule = RULES["lead"]
    if not mapped.fields.keys() & set(rule.any_of):
        raise Missing(rule.refusal)


def _photo() -> tuple[bytes, str]:
    if request.mimetype != "multipart/form-data":
        return whole(), _checked(request.mimetype)
    whole()
    if len(files := [file for _name, file in request.files.items(multi=True)]) > 1:
        raise Refusal(400, mark("One photo at a time: send each in a request of its own."))
    file = next(iter(files), None)
    return (file.read(), _checked(file.mimetype)) if file else (b"", "")


def _checked(mimetype: str) -> str:
    if not PICTURE.fullmatch(mimetype):
        raise Refusal(
            415, mark("{type} is no picture. Send a photo as JPEG, PNG, WebP, HEIC or PDF."), type=mimetype or "?"
        )
    return mimetype
