"""Form tools for the tests: how each signs its calls, and what they send. People are invented."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SECRET = "a-secret-for-tests-0123456789"
WEBHOOK_KEY = b"a-key-of-thirty-two-bytes-in-all"
PUBLIC_URL = "https://crm.radium.example"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=--limite"


@dataclass(frozen=True)
class Post:
    """What a tool sends to an endpoint: the path after its name, headers and body."""

    body: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    token: str = ""


def mac(key: str, message: bytes) -> bytes:
    return hmac.new(key.encode(), message, hashlib.sha256).digest()


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def jws(secret: str, claims: Mapping[str, str], algorithm: str = "HS256") -> str:
    parts = [{"alg": algorithm, "typ": "JWT"}, claims]
    encoded = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in parts]
    signature = base64.urlsafe_b64encode(mac(secret, b".".join(encoded))).rstrip(b"=")
    return b".".join([*encoded, signature]).decode()


def _hubspot(secret: str, post: Post, now: float, endpoint: str) -> dict[str, str]:
    stamp = str(int(now * 1000))
    signed = f"POST{PUBLIC_URL}/hooks/{endpoint}".encode() + post.body + stamp.encode()
    return {"X-HubSpot-Request-Timestamp": stamp, "X-HubSpot-Signature-v3": b64(mac(secret, signed))}


def _webflow(secret: str, post: Post, now: float, _endpoint: str) -> dict[str, str]:
    stamp = str(int(now * 1000))
    return {
        "x-webflow-timestamp": stamp,
        "x-webflow-signature": mac(secret, stamp.encode() + b":" + post.body).hex(),
    }


def _netlify(secret: str, post: Post, _now: float, _endpoint: str) -> dict[str, str]:
    claims = {"iss": "netlify", "sha256": hashlib.sha256(post.body).hexdigest()}
    return {"X-Webhook-Signature": jws(secret, claims)}


def _formspree(secret: str, post: Post, now: float, _endpoint: str) -> dict[str, str]:
    stamp = str(int(now))
    return {"Formspree-Signature": f"t={stamp},v1={mac(secret, stamp.encode() + b'.' + post.body).hex()}"}


def _framer(secret: str, post: Post, _now: float, _endpoint: str) -> dict[str, str]:
    name = post.headers.get("Framer-Webhook-Submission-Id", "5f0c-7d61")
    return {
        "Framer-Webhook-Submission-Id": name,
        "Framer-Signature": f"sha256={mac(secret, post.body + name.encode()).hex()}",
    }


def _standard(secret: str, post: Post, now: float, _endpoint: str) -> dict[str, str]:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    name, stamp = post.headers.get("webhook-id", "msg_1898"), str(int(now))
    signature = hmac.new(key, f"{name}.{stamp}.".encode() + post.body, hashlib.sha256).digest()
    # An older key signs too while it is being replaced.
    signatures = f"v1,{b64(b'another key signed this one')} v1,{b64(signature)}"
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signatures}


Sign = Callable[[str, Post, float, str], dict[str, str]]
SIGNED: Mapping[str, Sign] = {
    "calcom": lambda secret, post, _now, _name: {"X-Cal-Signature-256": mac(secret, post.body).hex()},
    "formspree": _formspree,
    "framer": _framer,
    "hubspot": _hubspot,
    "meta": lambda secret, post, _now, _name: {"X-Hub-Signature-256": f"sha256={mac(secret, post.body).hex()}"},
    "netlify": _netlify,
    "standard-webhooks": _standard,
    "tally": lambda secret, post, _now, _name: {"Tally-Signature": b64(mac(secret, post.body))},
    "typeform": lambda secret, post, _now, _name: {"Typeform-Signature": f"sha256={b64(mac(secret, post.body))}"},
    "webflow": _webflow,
}
# The others send the secret itself.
IN_HEADER = ("contact-form-7", "gravity-forms", "json")
IN_ADDRESS = ("elementor", "html", "jotform")
# Those whose signature holds for five minutes.
TIMED = ("formspree", "hubspot", "standard-webhooks", "webflow")


def secret_of(source: str) -> str:
    return f"whsec_{b64(WEBHOOK_KEY)}" if source == "standard-webhooks" else SECRET


def proven(source: str, post: Post, now: float, *, secret: str = "", endpoint: str = "form") -> Post:
    """The post as the tool would send it at this time."""
    secret = secret or secret_of(source)
    if source in SIGNED:
        return Post(post.body, post.content_type, {**post.headers, **SIGNED[source](secret, post, now, endpoint)})
    if source in IN_HEADER:
        return Post(post.body, post.content_type, {**post.headers, "X-Filon-Secret": secret})
    if source in IN_ADDRESS:
        return Post(post.body, post.content_type, post.headers, secret)
    return post


def jsonic(value: Any) -> Post:
    return Post(json.dumps(value, ensure_ascii=False).encode())


def multipart(fields: Mapping[str, str]) -> Post:
    parts = "".join(
        f'----limite\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return Post(f"{parts}----limite--\r\n".encode(), MULTIPART)
