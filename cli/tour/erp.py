"""An ERP, as far as the tour needs one: it takes signed hand-overs, and writes to our API."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from cli.tour.rep import TourError
from cli.tour.scene import Scene
from core.section import named_secret

Json = dict[str, Any]
SYSTEM = "erp"


@contextmanager
def standing_in(scene: Scene) -> Iterator[None]:
    """Listen where the configuration says that the ERP is, while the tour plays; nothing where there is none."""
    step = scene.settings.configuration.cycle.invoice
    if not step.url or not step.secret:
        yield
        return
    place = urlsplit(step.url)
    server = ThreadingHTTPServer((place.hostname or "", place.port or 80), _receiver(scene, named_secret(step.secret)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _receiver(scene: Scene, secret: str) -> type[BaseHTTPRequestHandler]:
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_ours = hmac.compare_digest(_signature(self.headers, body, secret), self.headers["webhook-signature"])
            if is_ours:
                scene.heard.append(json.loads(body))
            self.send_response(204 if is_ours else 401)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the tour prints its own steps."""

    return Receiver


def _signature(headers: Any, body: bytes, secret: str) -> str:
    """What the signature must be (Standard Webhooks)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def put(scene: Scene, kind: str, external_id: str, body: Json) -> None:
    """Write one of the ERP's documents to our API."""
    (token,) = (token for token in scene.settings.configuration.intake.tokens if token.role == "integration")
    headers = {"Authorization": f"Bearer {named_secret(token.secret)}", "Content-Type": "application/json"}
    address = f"{scene.web}/v1/{kind}/{SYSTEM}/{external_id}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers, method="PUT")  # noqa: S310 - ours
    try:
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - our own address
    except urllib.error.HTTPError as refusal:
        raise TourError(f"{address}: {refusal.read().decode(errors='replace')}") from refusal


def order(number: str, account: str) -> Json:
    """The order that the ERP made of our quote, with the ERP's own figures."""
    return {
        "number": number,
        "state": "confirmed",
        "updated_at": datetime.now(UTC).isoformat(),
        "customer": {"reference": account, "name": "Radium SA"},
        "currency": "EUR",
        "lines": [
            {"description": "Audit énergétique du site", "quantity": "2", "unit_price": "850", "vat_rate": "20",
             "net": "1700.00"},
            {"description": "Guide imprimé", "quantity": "1", "unit_price": "24.50", "vat_rate": "5.5", "net": "24.50"},
        ],
        "net": "1724.50",
        "vat": "341.35",
        "gross": "2065.85",
    }  # fmt: skip


def invoice(number: str, ours: str) -> Json:
    """What the ERP says of the invoice that was handed to it: its own number, and that it is issued."""
    now = datetime.now(UTC)
    return {"filon": ours, "number": number, "state": "issued", "updated_at": now.isoformat(),
            "issued_on": now.date().isoformat()}  # fmt: skip
