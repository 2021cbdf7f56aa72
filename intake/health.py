"""What those who run Filon ask: does the process live, can it take submissions, how much does it do."""

from __future__ import annotations

import time

from flask import Blueprint, Flask, Response, g, jsonify, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
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
    """Count and time the requests of the app, and serve the figures at `/metrics`; they name no person."""
    registry = CollectorRegistry()
    requests = Counter("filon_requests", "Requests answered.", ["endpoint", "status"], registry=registry)
    seconds = Histogram("filon_request_seconds", "Time to the answer.", ["endpoint"], registry=registry)
    waiting = Gauge("filon_submissions_waiting", "Submissions that wait for the next commit.", registry=registry)

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        requests.labels(endpoint, response.status_code).inc()
        seconds.labels(endpoint).observe(time.perf_counter() - g.begun)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        waiting.set(reception().writer.waiting())
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
