"""Cal.com: who booked a meeting. https://cal.com/docs/developing/guides/automation/webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import hexadecimal, same
from intake.sources.shape import answers, key_of, part, table
from intake.sources.source import Call, Source


def verify(call: Call, secret: bytes) -> bool:
    """The signature of the whole body."""
    return same(call.headers.get("X-Cal-Signature-256", ""), hexadecimal(secret, call.body))


def key(event: Any, _headers: Headers) -> str | None:
    """What happened to the booking: made, moved and cancelled are three."""
    return key_of(part(event, "triggerEvent"), part(event, "payload", "uid"))


def is_test(event: Any) -> bool:
    """Made by the button "Ping test"."""
    return bool(part(event, "triggerEvent") == "PING")


def flatten(event: Any) -> Iterator[Answer]:
    """What was asked, by name; a question that was not answered has no value. Then what was booked, and for when."""
    booking = part(event, "payload")
    for name, response in table(part(booking, "responses")).items():
        yield from answers(name, _said(part(response, "value")), part(response, "label"), name)
    for name in ("title", "startTime"):
        yield from answers(name, part(booking, name))
    yield from answers("triggerEvent", part(event, "triggerEvent"))


def _said(value: Any) -> Any:
    """A place is told by its kind and its words; a name may be in parts."""
    pieces = table(value)
    if "optionValue" in pieces:
        return pieces["optionValue"] or pieces.get("value")
    return " ".join(map(str, filter(None, pieces.values()))) if pieces else value


SOURCE = Source(
    title="Cal.com",
    setup=mark("Settings → Developer → Webhooks: paste the address, set the secret, and keep the default payload."),
    verify=verify,
    key=key,
    is_test=is_test,
    flatten=flatten,
)
