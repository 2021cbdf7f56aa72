"""The bot over HTTP: Slack posts commands, clicks and events to one signed address."""

from __future__ import annotations

import json

from flask import Blueprint, Request, Response, make_response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler

PATH = "/slack/events"
BAD_REQUEST = 400


def blueprint(app: App) -> Blueprint:
    """`POST /slack/events`. A body that cannot be read is answered 400, a forged or stale signature 401."""
    routes = Blueprint("slack", __name__)
    handler = SlackRequestHandler(app)

    @routes.post(PATH)
    def events() -> Response:
        return handler.handle(request) if _is_readable(request) else make_response("", BAD_REQUEST)

    return routes


def _is_readable(posted: Request) -> bool:
    """Bolt parses the body before it checks the signature, and fails on what is no JSON object."""
    body = posted.get_data(as_text=True)
    encoded = posted.form.get("payload", "{}") if posted.mimetype != "application/json" else body
    try:
        return isinstance(json.loads(encoded), dict)
    except ValueError:
        return False
