"""Where our signed calls go, and the key that signs them (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.errors import Misconfigured

PREFIX = "whsec_"
KEY_BYTES = range(24, 65)


@dataclass(frozen=True)
class Endpoint:
    """An address of another system. The key is shown nowhere."""

    url: str
    key: bytes = field(repr=False)


def endpoint(url: str, secret: str, section: str) -> Endpoint:
    """The checked endpoint. Raises `Misconfigured` naming the line in `section` of `filon.toml`."""
    return Endpoint(_checked(url, section), signing_key(secret, section))


def _checked(url: str, section: str) -> str:
    try:
        parts = urlsplit(url)
        is_address = (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        is_address = False
    if not is_address or not url.isascii() or not url.isprintable() or " " in url or "@" in parts.netloc:
        raise Misconfigured(
            "{section} url is no address that invoices can be handed over to. Write it as https://erp.example/invoices.",
            section=section,
        )
    return url


def signing_key(secret: str, section: str) -> bytes:
    """The bytes behind `whsec_…`, at least 192 and at most 512 bits of them. Raises `Misconfigured` for others."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or len(key) not in KEY_BYTES:
        raise Misconfigured(
            "{section} secret must name a secret that begins with whsec_, followed by 24 to 64 bytes in base64.",
            section=section,
        )
    return key
