"""How calls prove who made them. All comparisons take the same time whatever is compared, on bytes, and never raise."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from intake.sources.source import Call

WINDOW_SECONDS = 300
# Where a tool can be given a header of our choice, this one is told.
HEADER = "X-Filon-Secret"


def same(given: str, wanted: str | bytes) -> bool:
    """Whether the two are the same text. Nothing given is never right."""
    right = wanted.encode() if isinstance(wanted, str) else wanted
    return bool(given) and hmac.compare_digest(given.encode("utf-8", "replace"), right)


def hexadecimal(secret: bytes, signed: bytes) -> str:
    """HMAC-SHA256 in hexadecimal."""
    return hmac.digest(secret, signed, hashlib.sha256).hex()


def base64_of(secret: bytes, signed: bytes) -> str:
    """HMAC-SHA256 in base64."""
    return base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


def is_fresh(stamp: str, now: float, *, per_second: int = 1) -> bool:
    """Whether a time in digits is within five minutes of now; `per_second` is 1000 for milliseconds."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 17):
        return False
    return abs(int(stamp) / per_second - now) <= WINDOW_SECONDS


def in_address(call: Call, secret: bytes) -> bool:
    """The secret is the last part of the address."""
    return same(call.token, secret)


def sent_along(call: Call, secret: bytes) -> bool:
    """The secret comes in our header, as a bearer token, as the password of Basic, or in the address."""
    scheme, _, given = call.headers.get("Authorization", "").partition(" ")
    places = {"bearer": given.strip(), "basic": _password(given)}
    ways = (call.headers.get(HEADER, ""), places.get(scheme.casefold(), ""), call.token)
    return True in [same(way, secret) for way in ways]


def _password(credentials: str) -> str:
    try:
        return base64.b64decode(credentials.strip()).decode("utf-8", "replace").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
