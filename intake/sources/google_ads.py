"""Google Ads lead forms: https://developers.google.com/google-ads/webhook/docs/overview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import same
from intake.sources.shape import answers, key_of, part, rows, text
from intake.sources.source import Call, Source, read_json


def verify(call: Call, secret: bytes) -> bool:
    """The key is in the body."""
    return same(text(part(read_json("", call.body), "google_key")), secret)


def key(event: Any, _headers: Headers) -> str | None:
    """The lead."""
    return key_of(part(event, "lead_id"))


def is_test(event: Any) -> bool:
    """Made by the button "Send test data"."""
    return part(event, "is_test") is True


def flatten(event: Any) -> Iterator[Answer]:
    """The columns by their ids; the click that led to the form is kept, too."""
    for column in rows(part(event, "user_column_data")):
        name = column.get("column_id")
        yield from answers(name, column.get("string_value"), column.get("column_name"), name)
    yield from answers("gclid", part(event, "gcl_id"))
    yield from answers("campaign_id", part(event, "campaign_id"))
    yield from answers("form_id", part(event, "form_id"))


SOURCE = Source(
    title="Google Ads",
    setup=mark("The lead form → Lead delivery → Webhook: paste the address, and the secret as the key."),
    verify=verify,
    key=key,
    is_test=is_test,
    flatten=flatten,
)
