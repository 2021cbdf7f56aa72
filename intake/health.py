"""What those who run Filon ask: does the process live, can it take submissions, how much does it do."""

from __future__ import annotations

import time

from flask import Blueprint, Flask, Response, g, jsonify, request
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from intake.reception import reception

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def lives() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> Response:
    """The database answers too. Raises `Unavailable` where it does not."""
    reception().crm.database.ping()
    return jsonify(status="ok")


def measure(app: Flask) -> None:
    """Count and time the requests of the app, and serve the figures at `/metrics`."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        seconds = time.perf_counter() - g.begun
        reception().figures.count(request.endpoint or "none", response.status_code, seconds)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        here = reception()
        return Response(here.figures.written(here.writer.waiting()), content_type=CONTENT_TYPE_PLAIN_0_0_4)
