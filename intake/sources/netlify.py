"""Netlify Forms: its outgoing webhook posts the submission and signs it as a JWS.

https://docs.netlify.com/deploy/deploy-notifications/#payload-signature
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import same
from intake.sources.shape import answers, key_of, part, rows, table, text
from intake.sources.source import Call, Source

# Netlify puts them beside what the visitor wrote.
NOISE = frozenset({"ip", "user_agent", "referrer"})


def verify(call: Call, secret: bytes) -> bool:
    """HS256 over header and claims; the claims hold the digest of the body."""
    signed, _, signature = call.headers.get("X-Webhook-Signature", "").rpartition(".")
    header, _, claims = signed.partition(".")
    if not same(signature, _url_safe(secret, signed)) or part(_part(header), "alg") != "HS256":
        return False
    told = _part(claims)
    digest = hashlib.sha256(call.body).hexdigest()
    return part(told, "iss") == "netlify" and same(text(part(told, "sha256")), digest)


def key(event: Any, _headers: Headers) -> str | None:
    """The submission."""
    return key_of(part(event, "id"))


def flatten(event: Any) -> Iterator[Answer]:
    """The fields in order. Netlify's own first and last name are guesses, so they are not looked at."""
    fields = rows(part(event, "ordered_human_fields"))
    for field in fields:
        yield from answers(field.get("name"), field.get("value"), field.get("title"))
    seen = {field.get("name") for field in fields}
    for name, value in table(part(event, "data")).items():
        if name not in seen | NOISE:
            yield from answers(name, value)


def _url_safe(secret: bytes, signed: str) -> str:
    signature = hmac.digest(secret, signed.encode("utf-8", "replace"), hashlib.sha256)
    return base64.urlsafe_b64encode(signature).decode().rstrip("=")


def _part(encoded: str) -> Any:
    """A part of a JWS whose signature is right."""
    try:
        return json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        return None


SOURCE = Source(
    title="Netlify",
    setup=mark("Forms → Form notifications → HTTP POST request: paste the address, and set the JWS secret token."),
    verify=verify,
    key=key,
    flatten=flatten,
)
