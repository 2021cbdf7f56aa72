"""The web application: forms, the API and health, put together."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Map

from core.crm import Crm
from intake import (
    api,
    body,
    card_state,
    consent_page,
    description,
    forms,
    gate,
    health,
    hooks,
    lists,
    mirrors,
    pages,
    problems,
    records,
)
from intake.figures import Figures
from intake.rates import Rates
from intake.reception import EXTENSION, Reception
from intake.writer import Writer

PAGES = Path(__file__).parents[1] / "templates" / "pages"

# Their routes are on the gate's blueprint once they are imported.
API = (api, card_state, description, lists, mirrors, records)


def build(crm: Crm, writer: Writer | None = None) -> Flask:
    """The application on a core. Raises `Misconfigured` where a token of the API is named but not set."""
    app = Flask("intake", template_folder=str(PAGES), static_folder=str(Path(__file__).parent / "static"))
    app.config.update(SEND_FILE_MAX_AGE_DEFAULT=3600)
    intake = crm.settings.configuration.intake
    rates = Rates(intake.limits)
    figures = Figures(crm)
    app.extensions[EXTENSION] = Reception(crm, writer or Writer(crm), gate.callers(crm.settings), rates, figures)
    if intake.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=intake.proxies, x_proto=0)  # type: ignore[method-assign]
    health.measure(app)
    app.before_request(body.refuse_large)
    app.after_request(protect)
    pages.register(app)
    problems.register(app)
    doors = (forms, hooks, consent_page, gate, health)
    for blueprint in (door.blueprint for door in doors):
        app.register_blueprint(blueprint)
    return app


def routes() -> Map:
    """The addresses of our API, without an application that answers there."""
    bare = Flask("intake")
    bare.register_blueprint(gate.blueprint)
    return bare.url_map


def protect(response: Response) -> Response:
    """No browser shall guess what an answer is."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response
