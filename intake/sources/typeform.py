"""Typeform: https://www.typeform.com/developers/webhooks/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import base64_of, same
from intake.sources.shape import answers, key_of, part, rows, table, text
from intake.sources.source import Call, Source

# Where an answer keeps what was said, when that is not under the name of its type.
SAID = {"choice": ("label", "other"), "choices": ("labels", "other")}


def verify(call: Call, secret: bytes) -> bool:
    """The signature of the whole body, in base64."""
    return same(call.headers.get("Typeform-Signature", ""), f"sha256={base64_of(secret, call.body)}")


def key(event: Any, _headers: Headers) -> str | None:
    """Its event; a repeat of a delivery has the same."""
    return key_of(part(event, "event_id")) or key_of(part(event, "form_response", "token"))


def flatten(event: Any) -> Iterator[Answer]:
    """The answers by the field's ref; questions that were left out are not there. Hidden fields come after them."""
    response = part(event, "form_response")
    titles = {text(field.get("id")): field.get("title") for field in rows(part(response, "definition", "fields"))}
    for answer in rows(part(response, "answers")):
        field = table(answer.get("field"))
        name = field.get("ref") or field.get("id")
        yield from answers(name, _said(answer), titles.get(text(field.get("id"))), answer.get("type"))
    for name, value in table(part(response, "hidden")).items():
        yield from answers(name, value)


def _said(answer: dict[str, Any]) -> Any:
    kind = text(answer.get("type"))
    said = answer.get(kind)
    return [part(said, name) for name in SAID[kind]] if kind in SAID else said


SOURCE = Source(
    title="Typeform",
    setup=mark("Connect → Webhooks → Add a webhook: paste the address, and set the secret."),
    verify=verify,
    key=key,
    flatten=flatten,
)
