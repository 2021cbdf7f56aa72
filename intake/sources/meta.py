"""Meta lead ads, of Facebook and Instagram: posts that name leads; who they are must be fetched within 90 days.

https://developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import Headers

from core.errors import Rejected
from core.language import mark
from intake.payload import Answer
from intake.sources.proof import hexadecimal, same
from intake.sources.remote import Remote
from intake.sources.shape import answers, key_of, part, rows, table, text
from intake.sources.source import Call, Source

HOST = "graph.facebook.com"
VERSION = "v23.0"
FIELDS = "created_time,ad_id,form_id,campaign_name,platform,field_data,custom_disclaimer_responses"
# What Meta's own tool writes into every field of a lead that it makes up.
DUMMY = "<test lead: dummy data for"


def verify(call: Call, secret: bytes) -> bool:
    """The signature of the whole body, with the app's secret."""
    return same(call.headers.get("X-Hub-Signature-256", ""), f"sha256={hexadecimal(secret, call.body)}")


def challenge(query: Mapping[str, str], word: bytes) -> str | None:
    """What Meta wants to hear where it says the word that was agreed on."""
    is_asked = query.get("hub.mode") == "subscribe" and same(query.get("hub.verify_token", ""), word)
    return query.get("hub.challenge", "") if is_asked else None


def split(post: Any) -> list[Any]:
    """Each change alone, in its entry."""
    alone = [
        {**table(post), "entry": [{**entry, "changes": [change]}]}
        for entry in rows(part(post, "entry"))
        for change in rows(entry.get("changes"))
    ]
    return alone or [post]


def key(event: Any, _headers: Headers) -> str | None:
    """The lead."""
    return key_of(_lead(event))


def fetch(event: Any, remote: Remote, token: str) -> Any:
    """The lead that the change names."""
    number = _lead(event)
    if not (number.isascii() and number.isdigit()):
        raise Rejected("This event names no lead, so that nobody can be asked for it.")
    return remote.get(HOST, f"/{VERSION}/{number}?fields={FIELDS}", token)


def is_test(lead: Any) -> bool:
    """Made by Meta's testing tool."""
    return any(answer.value.startswith(DUMMY) for answer in flatten(lead))


def flatten(lead: Any) -> Iterator[Answer]:
    """The form’s answers, then what tells where the lead comes from, and the boxes that were ticked."""
    for field in rows(part(lead, "field_data")):
        yield from answers(field.get("name"), field.get("values"))
    for name in ("campaign_name", "platform", "form_id", "ad_id"):
        yield from answers(name, part(lead, name))
    for box in rows(part(lead, "custom_disclaimer_responses")):
        if text(box.get("is_checked")) == "1":
            yield from answers(box.get("checkbox_key"), box.get("is_checked"), kind="consent")


def _lead(event: Any) -> str:
    entry = next(iter(rows(part(event, "entry"))), {})
    change = next(iter(rows(entry.get("changes"))), {})
    number = part(change, "value", "leadgen_id")
    return "" if number is None else str(number)


SOURCE = Source(
    title="Meta",
    setup=mark("Your app → Webhooks → Page: paste the address and the verify token, and subscribe to leadgen."),
    verify=verify,
    challenge=challenge,
    split=split,
    key=key,
    fetch=fetch,
    is_test=is_test,
    flatten=flatten,
)
