"""The web application: forms, the API and health, put together."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response

from core.crm import Crm
from intake import api, body, card_state, forms, gate, health, mirrors, pages, problems, records
from intake.reception import EXTENSION, Reception
from intake.writer import Writer

PAGES = Path(__file__).parents[1] / "templates" / "pages"

# Their routes are on the gate's blueprint once they are imported.
API = (api, card_state, mirrors, records)


def build(crm: Crm, writer: Writer | None = None) -> Flask:
    """The application on a core. Raises `Misconfigured` where a token of the API is named but not set."""
    app = Flask("intake", template_folder=str(PAGES), static_folder=str(Path(__file__).parent / "static"))
    app.config.update(SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.extensions[EXTENSION] = Reception(crm, writer or Writer(crm), gate.callers(crm.settings))
    health.measure(app)
    app.before_request(body.refuse_large)
    app.after_request(protect)
    pages.register(app)
    problems.register(app)
    for blueprint in (forms.blueprint, gate.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    return app


def protect(response: Response) -> Response:
    """No browser shall guess what an answer is."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response
