"""The chat page's own routes: everything below `/sandbox`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Blueprint, Response, jsonify, request, send_from_directory

from bot.sandbox.backend import Backend
from bot.sandbox.errors import Impossible, SlackError
from bot.sandbox.page_deeds import DEEDS
from bot.sandbox.page_reads import READS
from bot.sandbox.phrases import phrase
from bot.sandbox.records import Json

STATIC = Path(__file__).parent / "static"
Route = Callable[[Backend], Json | Response]


def page_routes(backend: Backend) -> Blueprint:
    """The page, what it reads, and what a person does on it."""
    routes = Blueprint("page", __name__, url_prefix="/sandbox")
    routes.add_url_rule("", "index", partial(send_from_directory, STATIC, "index.html"))
    routes.add_url_rule("/static/<path:path>", "static", partial(send_from_directory, STATIC))
    for name, read in READS.items():
        routes.add_url_rule(f"/api/{name}", f"read {name}", partial(read, backend), methods=["GET"])
    for name, do in DEEDS.items():
        routes.add_url_rule(f"/api/{name}", f"do {name}", partial(do, backend), methods=["POST"])
    routes.register_error_handler(SlackError, _refused)
    routes.register_error_handler(Impossible, partial(_impossible, backend))
    return routes


def _refused(refusal: SlackError) -> tuple[Response, int]:
    return jsonify({"error": str(refusal)}), 400


def _impossible(backend: Backend, refusal: Impossible) -> tuple[Response, int]:
    body = request.get_json(silent=True)
    user = request.values.get("as") or (body.get("as") if isinstance(body, dict) else None)
    person = backend.workspace.people.get(str(user))
    said = phrase(person.locale if person else "", refusal.sentence, **refusal.values)
    return jsonify({"error": said}), 400
