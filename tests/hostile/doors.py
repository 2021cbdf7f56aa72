"""Where what nobody should send is sent: every address that takes a body. A new one is a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.integration.erp import TOKENS


@dataclass(frozen=True)
class Door:
    """A method and a path, and the token that lets in."""

    method: str
    path: str
    token: str | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        """Those of somebody who may enter."""
        return {"Authorization": f"Bearer {TOKENS[self.token]}"} if self.token else {}


# Two form tools: one that proves itself by a token, so that bodies are read, and one by a signature of the body.
HOOKS = """
[intake.hooks.site]
source = "json"
secrets = ["env:SITE_TOKEN"]
[intake.hooks.signed]
source = "standard-webhooks"
secrets = ["env:ERP_WEBHOOK_SECRET"]
"""

DOORS = (
    Door("POST", "/f/contact"),
    Door("POST", "/consent/no-such-link"),
    Door("POST", "/hooks/signed"),
    Door("POST", "/hooks/site", "SITE_TOKEN"),
    Door("POST", "/v1/leads", "SITE_TOKEN"),
    Door("POST", "/v1/cards", "SITE_TOKEN"),
    Door("POST", "/v1/accounts", "BOSS_TOKEN"),
    Door("POST", "/v1/records/O-1/change", "BOSS_TOKEN"),
    Door("POST", "/v1/records/O-1/add_line", "BOSS_TOKEN"),
    Door("PUT", "/v1/orders/erp/1", "ERP_TOKEN"),
    Door("PUT", "/v1/invoices/erp/1", "ERP_TOKEN"),
)
