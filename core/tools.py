"""The form tools whose calls are taken at `/hooks`, and how each proves who it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

# It signs the body, it sends the secret in the body or a header, or the secret can only stand in the address.
Proof = Literal["signature", "secret", "address"]

TOOLS: Mapping[str, Proof] = {
    "calcom": "signature",
    "contact-form-7": "secret",
    "elementor": "address",
    "formspree": "signature",
    "framer": "signature",
    "google-ads": "secret",
    "gravity-forms": "secret",
    "html": "address",
    "hubspot": "signature",
    "jotform": "address",
    "json": "secret",
    "meta": "signature",
    "netlify": "signature",
    "standard-webhooks": "signature",
    "tally": "signature",
    "typeform": "signature",
    "webflow": "signature",
}
# They send who wrote only when asked for it, with an access token.
FETCHED = frozenset({"hubspot", "meta"})
# The challenge with which a tool tries an address out names a word that was agreed on.
CHALLENGED = frozenset({"meta"})
# An address is guessed less easily than 128 bits: 22 characters of base64.
SHORTEST_IN_ADDRESS = 22
