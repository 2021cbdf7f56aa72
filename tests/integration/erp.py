"""Another system that sends its orders and invoices to our API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from core.crm import Crm
from core.settings import load
from intake.app import build

SECRET = "whsec_" + "Zmlsb24ncyBvd24gdGVzdCBzZWNyZXQsIDMyIGJ5dGVzIQ=="
TOKENS = {"ERP_TOKEN": "token-of-the-erp", "BOSS_TOKEN": "token-of-the-boss", "SITE_TOKEN": "token-of-the-site"}
INTAKE = """
[intake]
api_tokens = ["env:SITE_TOKEN"]
[[intake.tokens]]
name = "erp"
secret = "env:ERP_TOKEN"
role = "integration"
[[intake.tokens]]
name = "boss"
secret = "env:BOSS_TOKEN"
role = "manager"
"""
MIRRORED = '[cycle.order]\nmode = "mirror"\n[cycle.invoice]\nmode = "mirror"\n'

ORDER: dict[str, Any] = {
    "updated_at": "2026-11-24T08:00:00Z",
    "number": "SO-1001",
    "state": "confirmed",
    "customer": {"name": "Radium SA", "siren": "732 829 320", "address": "1 rue Cuvier, 75005 Paris", "country": "FR"},
    "subject": "Audit",
    "ordered_on": "2026-11-20",
    "lines": [
        {"description": "Audit", "quantity": 2, "unit_price": 850, "vat_rate": 20, "net": 1700},
        {"description": "Guide", "quantity": 1, "unit_price": 24.5, "vat_rate": 5.5, "net": "24.50", "nature": "goods"},
    ],
    "net": 1724.50,
    "vat": 341.35,
    "gross": 2065.85,
    "vat_lines": [{"rate": 20, "net": 1700, "vat": 340}, {"rate": 5.5, "net": 24.5, "vat": 1.35}],
}
INVOICE = {name: value for name, value in ORDER.items() if name != "ordered_on"} | {
    "number": "F-77",
    "state": "issued",
    "issued_on": "2026-11-21",
    "due_on": "2026-12-21",
}


def configured(crm: Crm, monkeypatch: pytest.MonkeyPatch, text: str) -> Crm:
    """The same core as `filon.toml` with this text has it, with tokens for the three programs."""
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    path = Path(crm.settings.home) / "filon.toml"
    path.write_text(text + INTAKE, encoding="utf-8")
    return Crm(load(config=path, home=crm.settings.home, database_url=crm.settings.database_url), crm.database)


class Erp:
    """A program with a token; answers are in English unless it asks for French."""

    def __init__(self, crm: Crm, token: str = TOKENS["ERP_TOKEN"]) -> None:
        self.crm = crm
        self.app: Flask = build(crm)
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    def put(self, path: str, body: Any = None, **fields: Any) -> TestResponse:
        """Send one document; `fields` change those of the body."""
        usual = INVOICE if path.startswith("invoices") else ORDER
        json = {name: value for name, value in ((body or usual) | fields).items() if value is not ...}
        return self.app.test_client().put(f"/v1/{path}", json=json, headers=self.headers)

    def post(self, path: str, **body: Any) -> TestResponse:
        """Call a verb."""
        return self.app.test_client().post(f"/v1/{path}", json=body, headers=self.headers)

    def get(self, path: str) -> TestResponse:
        """Read."""
        return self.app.test_client().get(f"/v1/{path}", headers=self.headers)
