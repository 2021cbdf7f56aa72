"""`GET /v1/openapi.json`: our API described, for everybody, from the very tables that it works by."""

from __future__ import annotations

from flask import Response, current_app, jsonify

from intake.gate import blueprint
from intake.openapi import document
from intake.reception import reception


@blueprint.get("/openapi.json")
def describe() -> Response:
    """The document, as this company's cycle makes it."""
    return jsonify(document(current_app.url_map, reception().crm.settings))
