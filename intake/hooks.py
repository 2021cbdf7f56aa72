"""Form tools: `POST /hooks/{endpoint}[/{token}]`. What proves who sent it is stored as it came, and answered with 200.

A post of several events is stored as one submission for each. So each has a lead, a reason and a replay of its own, an
event that comes again in another post is known, and one that cannot be used does not hold the others up.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import MethodNotAllowed

from core.errors import SalesError
from core.hook import Hook, HookKeys
from core.inbox import Receipt
from core.language import mark
from intake.body import whole
from intake.identity import key_of_bytes
from intake.reception import reception, store_all
from intake.refusal import Refusal
from intake.sources import SOURCES
from intake.sources.source import Call, Source
from intake.understanding import STUMBLES

blueprint = Blueprint("hooks", __name__, url_prefix="/hooks")

SCRUBBED = b"(secret)"
# Where a secret is so short that it may stand elsewhere by chance, only the JSON string that it fills is scrubbed.
SHORT = 16
LONGEST_KEY = 255


@dataclass(frozen=True)
class Event:
    """One event of a post: its own part of the body, and what makes a repeat of it the same."""

    body: bytes
    key: str
    is_test: bool = False


@blueprint.post("/<endpoint>", provide_automatic_options=False)
@blueprint.post("/<endpoint>/<token>", provide_automatic_options=False)
def receive(endpoint: str, token: str = "") -> Response:
    """Store what a tool sent. All that is wrong with it beyond the proof is found later, and seen in the inbox."""
    hook, keys = _hook(endpoint)
    call = _call(token, whole())
    events = proven_events(hook, keys, call)
    reception().rates.count_tool(endpoint, request.remote_addr)
    receipts = store_all("hook", endpoint, [(event.key, event.body) for event in events], call.content_type)
    return jsonify(id=receipts[0].id, status=status_of(events, receipts))


@blueprint.get("/<endpoint>")
def challenge(endpoint: str) -> Response:
    """Say back what a tool says when it tries the address out."""
    hook, keys = _hook(endpoint)
    answer = SOURCES[hook.source].challenge
    if answer is None:
        raise MethodNotAllowed(["POST"])
    said = answer(request.args, keys.verify_token.encode())
    if said is None:
        raise _unproven()
    return Response(said, content_type="text/plain; charset=utf-8")


def _unproven() -> Refusal:
    """One sentence for every cause: it must not help to guess."""
    return Refusal(
        401, mark("This call does not prove who made it. Check the secret, and that of this endpoint in filon.toml.")
    )


def proven_events(hook: Hook, keys: HookKeys, call: Call) -> list[Event]:
    """What the call brings, as it may be kept. Raises `Refusal` (401) where nothing proves who made it."""
    source = SOURCES[hook.source]
    if not is_proven(source, call, keys.secrets):
        raise _unproven()
    events = events_of(source, call.content_type, call.headers, call.body)
    return [replace(event, body=without(keys.secrets, event.body)) for event in events]


def is_proven(source: Source, call: Call, secrets: Iterable[bytes]) -> bool:
    """Whether one of the secrets fits. All are tried, so that the time it takes does not tell which one is near."""
    return True in [_fits(source, call, secret) for secret in secrets]


def events_of(source: Source, content_type: str, headers: Headers, body: bytes) -> Iterable[Event]:
    """The events in a body, at least one; a body that cannot be read is one, too, so that somebody sees it."""
    parts = _split(source, body)
    for part in parts or [body]:
        yield _event(source, content_type, headers, part)


def without(secrets: Iterable[bytes], body: bytes) -> bytes:
    """The body as it may be kept: some tools send the secret, or the whole address, in it."""
    for secret in secrets:
        wanted = re.escape(secret)
        pattern = wanted if len(secret) >= SHORT else b'(?<=")' + wanted + b'(?=")'
        body = re.sub(pattern, SCRUBBED, body)
    return body


def _hook(endpoint: str) -> tuple[Hook, HookKeys]:
    settings = reception().crm.settings
    hook = settings.configuration.intake.hooks.get(endpoint)
    if hook is None:
        raise Refusal(404, mark("There is no form tool at this address. Check it with: filon intake endpoints"))
    return hook, settings.hook_keys[endpoint]


def _call(token: str, body: bytes) -> Call:
    query = f"?{request.query_string.decode('utf-8', 'replace')}" if request.query_string else ""
    url = reception().crm.settings.public_url.rstrip("/") + request.path + query
    return Call(request.method, url, token, request.content_type or "", request.headers, body, time.time())


def _fits(source: Source, call: Call, secret: bytes) -> bool:
    try:
        return source.verify(call, secret)
    except (SalesError, *STUMBLES):
        return False


def _split(source: Source, body: bytes) -> list[bytes]:
    """A body of several events as one body each; one of a single event stays as it came, byte for byte."""
    try:
        parts = source.split(json.loads(body))
    except (RecursionError, *STUMBLES):
        return [body]
    return [json.dumps(part, ensure_ascii=False).encode("utf-8", "replace") for part in parts] if parts[1:] else [body]


def _event(source: Source, content_type: str, headers: Headers, body: bytes) -> Event:
    hashed = key_of_bytes(body, datetime.now(UTC).date())
    try:
        said: Any = source.read(content_type, body)
        key = source.key(said, headers)
        return Event(body, _indexable(key) if key else hashed, source.is_test(said))
    except (SalesError, RecursionError, *STUMBLES):
        return Event(body, hashed)


def _indexable(key: str) -> str:
    """A key that every database can keep and compare, however strange the tool's own is."""
    is_plain = key.isascii() and key.isprintable() and len(key) <= LONGEST_KEY
    return key if is_plain else key_of_bytes(key.encode("utf-8", "surrogatepass"), None)


def status_of(events: Iterable[Event], receipts: Iterable[Receipt]) -> str:
    """What the tool hears of them."""
    if all(event.is_test for event in events):
        return "test"
    return "accepted" if any(receipt.is_new for receipt in receipts) else "duplicate"
