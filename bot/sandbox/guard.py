"""Who may speak to the server: only programs and pages of this very machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


def guard(app: Flask) -> None:
    """Refuse foreign host names (a web page whose name was rebound to us) and requests that other origins send."""
    app.before_request(_refusal)
    app.after_request(_headers)


def _refusal() -> tuple[dict[str, str], int] | None:
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        return {"error": "The sandbox answers only to the name of this machine, such as localhost."}, 403
    origin = request.headers.get("Origin")
    if origin and request.method != "GET" and urlsplit(origin).netloc != request.host:
        return {"error": "The sandbox takes orders only from its own page."}, 403
    return None


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response
